"""CSV of statements."""

from collections.abc import Sequence

from index import Span, display_text
from rag import ListedStatement, StatementList
from ui.escaping import escape_unprintable
from ui.export import csv_tables as tables

COLUMNS = (
    "id", "speaker", "role", "country", "attribution", "confidence", "statement", "published", "source",
    "article_title", "article_id", "article_version", "url", "kind", "spans",
)  # fmt: skip
ELLIPSIS = " […] "
"""Joins the parts of a statement, as in a printed quotation with words left out."""

NO_SPEAKER = "No speaker named"
"""Shown for a statement whose speaker the text does not name."""


def join_parts(text: str, parts: Sequence[Span]) -> str:
    """Return the display form of a statement, whose parts need not be adjacent."""
    return ELLIPSIS.join(display_text(text, part) for part in parts)


def format_statements(page: StatementList) -> str:
    """Return a page of statements as CSV (RFC 4180), one per line below the column names; no cell is a formula."""
    return tables.format_csv(
        COLUMNS, ([_single_line(value) for value in _build_row(statement)] for statement in page.statements)
    )


def _build_row(statement: ListedStatement) -> tuple[object, ...]:
    speaker = (
        (statement.speaker.name, statement.speaker.role, statement.speaker.country)
        if statement.speaker
        else (None, None, None)
    )
    words = ELLIPSIS.join(part.display_text for part in statement.content)
    spans = " ".join(f"{part.start}-{part.end}" for part in statement.content)
    article = (
        statement.published,
        statement.source,
        statement.article_title,
        statement.article_id,
        statement.article_version,
        statement.url,
        statement.kind,
    )
    return statement.id, *speaker, statement.attribution, statement.confidence, words, *article, spans


def _single_line(value: object) -> object:
    return escape_unprintable(" ".join(value.splitlines())) if isinstance(value, str) else value
