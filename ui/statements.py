"""Who said what: what is asked for it, the one article of a file, and the list as a table of comma-separated values."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from fastapi import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from index import Article, InvalidFilter, RejectedArticle, Span, UnreadableSource, display_text
from index.readers import files, read
from index.readers.text import first_line
from rag import LONGEST, PAGE, Listed, StatementList
from rag.pages import Cursor
from ui import tables
from ui.documents import Chosen, Text
from ui.unmasked import coded

MOST = 200
"""Statements of the longest page."""

COLUMNS = (
    "id", "speaker", "role", "country", "attribution", "confidence", "statement", "published", "source",
    "article_title", "article_id", "article_version", "url", "kind", "spans",
)  # fmt: skip
LEFT_OUT = " […] "
"""Stands between the parts of a statement, as it does for what a printed quotation leaves out."""

NOBODY = "Nobody named"
"""Stands for a speaker whom the text does not tell."""


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is blank; give some words")
    return text


def _given(text: str) -> str:
    try:
        Cursor.read(text)
    except InvalidFilter as error:
        raise ValueError(str(error).removeprefix("cursor: ")) from None
    return text


class StatementsRequest(BaseModel):
    """A text to be read: the body of POST /statements."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[Text, AfterValidator(_not_blank)]

    def article(self) -> Article:
        """Take the text for an article as a .txt file of it would be."""
        return Article(title=first_line(self.text), text=self.text)


class StatementsQuery(Chosen):
    """Which statements of the library: the query of GET /statements, where the filters stand beside the subject."""

    about: Annotated[Text, Field(max_length=LONGEST), AfterValidator(_not_blank)] | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = PAGE
    cursor: Annotated[Text, Field(max_length=8_000), AfterValidator(_given)] | None = None
    format: Literal["json", "csv"] = "json"


def words(text: str, parts: Sequence[Span]) -> str:
    """Print what was said, of which the parts need not stand together."""
    return LEFT_OUT.join(display_text(text, part) for part in parts)


def article_in(path: Path) -> Article:
    """Read the one article of a file; RejectedArticle where it holds none, or several."""
    if path.is_dir():
        message = f"{path}: a folder; name one file in it"
        raise UnreadableSource(message)
    found = [each.article for file, place in files(path) for each in read(file, place)]
    if len(found) != 1:
        message = f"{path}: holds {len(found)} articles; give a file of one, or index them and use GET /statements"
        raise RejectedArticle(message)
    if isinstance(found[0], RejectedArticle):
        message = f"{path}: {found[0]}"
        raise RejectedArticle(message)
    return found[0]


def as_csv(page: StatementList) -> str:
    """Give a page as RFC 4180 has it, a statement a line below the names; no cell is taken for a formula."""
    return tables.as_csv(COLUMNS, ([_line(value) for value in _row(one)] for one in page.statements))


def table(page: StatementList, address: str) -> Response:
    """Answer with a page as a table; `address` leads to the next one but for its cursor."""
    headers = {"Link": f'<{address}>; rel="next"'} if page.cursor else None
    return Response(as_csv(page), headers=headers, media_type="text/csv; charset=utf-8")


def _row(one: Listed) -> tuple[object, ...]:
    who = (one.speaker.name, one.speaker.role, one.speaker.country) if one.speaker else (None, None, None)
    words = LEFT_OUT.join(part.display_text for part in one.content)
    spans = " ".join(f"{part.start}-{part.end}" for part in one.content)
    article = (one.published, one.source, one.article_title, one.article_id, one.article_version, one.url, one.kind)
    return one.id, *who, one.attribution, one.confidence, words, *article, spans


def _line(value: object) -> object:
    return coded(" ".join(value.splitlines())) if isinstance(value, str) else value
