"""Statements as CSV."""

from collections.abc import Sequence

from index import Span, display_text
from rag import Listed, StatementList
from ui.escaping import coded
from ui.export import csv_tables as tables

COLUMNS = (
    "id", "speaker", "role", "country", "attribution", "confidence", "statement", "published", "source",
    "article_title", "article_id", "article_version", "url", "kind", "spans",
)  # fmt: skip
LEFT_OUT = " […] "
"""Stands between the parts of a statement, as it does for what a printed quotation leaves out."""

NOBODY = "Nobody named"
"""Stands for a speaker whom the text does not tell."""


def words(text: str, parts: Sequence[Span]) -> str:
    """Print what was said, of which the parts need not stand together."""
    return LEFT_OUT.join(display_text(text, part) for part in parts)


def as_csv(page: StatementList) -> str:
    """Give a page as RFC 4180 has it, a statement a line below the names; no cell is taken for a formula."""
    return tables.as_csv(COLUMNS, ([_line(value) for value in _row(one)] for one in page.statements))


def _row(one: Listed) -> tuple[object, ...]:
    who = (one.speaker.name, one.speaker.role, one.speaker.country) if one.speaker else (None, None, None)
    words = LEFT_OUT.join(part.display_text for part in one.content)
    spans = " ".join(f"{part.start}-{part.end}" for part in one.content)
    article = (one.published, one.source, one.article_title, one.article_id, one.article_version, one.url, one.kind)
    return one.id, *who, one.attribution, one.confidence, words, *article, spans


def _line(value: object) -> object:
    return coded(" ".join(value.splitlines())) if isinstance(value, str) else value
