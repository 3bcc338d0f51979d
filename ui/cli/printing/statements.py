"""Printers of statements: in full for a text, one line each below an article."""

from index import format_count
from rag import StatementDocument, Statements
from ui.cli.printing.printers import print_article
from ui.cli.printing.terminal import SEPARATOR, out, print_line
from ui.documents.responses import ArticleDocument
from ui.export.statement_csv import NO_SPEAKER, join_parts

MAX_CHARACTERS = 100
"""Characters of a statement on one line."""


def print_text_statements(statements: Statements) -> None:
    """Print the statements of a text: speaker, cue, attribution and confidence, then the content."""
    for statement in statements.statements:
        cue = f"“{join_parts(statements.text, [statement.cue])}”" if statement.cue else None
        heading = (_format_speaker(statement), cue, statement.attribution, f"{statement.confidence:.2f}")
        print_line(SEPARATOR.join(filter(None, heading)), "bold")
        print_line(join_parts(statements.text, statement.content), indent=4)
    out.print(format_count(len(statements.statements), "statement"))


def print_article_statements(article: ArticleDocument) -> None:
    """Print an article and below it its statements, shortened."""
    print_article(article)
    if article.statements:
        out.print()
        print_line("Who said what", "bold")
    for statement in article.statements:
        content = join_parts(article.text, statement.content)
        short = content if len(content) <= MAX_CHARACTERS else f"{content[:MAX_CHARACTERS].rstrip()}…"
        print_line(f"{_format_speaker(statement)}: {short}", indent=4)


def _format_speaker(statement: StatementDocument) -> str:
    speaker = statement.speaker
    if speaker is None:
        return NO_SPEAKER
    return f"{speaker.name} ({speaker.role})" if speaker.role else speaker.name
