"""Who said what, printed for people: whole for a text, a line each below an article."""

from rag import Said, Statements
from ui.cli.printers import article
from ui.cli.terminal import SEPARATOR, count, line, out
from ui.documents.responses import ArticleDocument
from ui.export.statement_csv import NOBODY, words

BRIEF = 100
"""Characters of what was said on one line."""


def statements(given: Statements) -> None:
    """Print each statement: who made it, how it is told, and its words."""
    for said in given.statements:
        cue = f"“{words(given.text, [said.cue])}”" if said.cue else None
        line(SEPARATOR.join(filter(None, [_name(said), cue, said.attribution, f"{said.confidence:.2f}"])), "bold")
        line(words(given.text, said.content), indent=4)
    out.print(count(len(given.statements), "statement"))


def shown(document: ArticleDocument) -> None:
    """Print an article, and below it who said what, briefly."""
    article(document)
    if document.statements:
        out.print()
        line("Who said what", "bold")
    for said in document.statements:
        told = words(document.text, said.content)
        line(f"{_name(said)}: {told if len(told) <= BRIEF else f'{told[:BRIEF].rstrip()}…'}", indent=4)


def _name(said: Said) -> str:
    if said.speaker is None:
        return NOBODY
    return f"{said.speaker.name} ({said.speaker.role})" if said.speaker.role else said.speaker.name
