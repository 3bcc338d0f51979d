"""The documents that both interfaces speak: what may be asked, and what is told beside an answer."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from index import Article, InvalidFilter
from index.ingest.readers.plain_text import first_line
from rag import LIMIT, LONGEST, PAGE, Answer, Record
from rag.statements.pagination import Cursor
from ui.documents.fields import Chosen, Date, Name, Text, _without_nul


class AskedBefore(BaseModel):
    """A question that came before, and the text of its answer."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(max_length=LONGEST), AfterValidator(_without_nul)]
    answer: Annotated[str, Field(max_length=100_000)] = ""
    id: Annotated[str, Field(max_length=64), AfterValidator(_without_nul)] | None = None


class AskRequest(BaseModel):
    """A question: the body of POST /ask."""

    model_config = ConfigDict(extra="forbid")

    question: Text
    limit: Annotated[int, Field(ge=1, le=50)] = LIMIT
    all: bool = False
    filters: Chosen = Chosen()
    history: Annotated[list[AskedBefore], Field(max_length=50)] = []
    asked: Date | None = None
    aliases: bool = True

    def of(self, record: Record) -> Answer:
        """Ask the record."""
        return record.ask(
            self.question,
            limit=self.limit,
            everything=self.all,
            filters=self.filters.filters(),
            history=[(turn.question, turn.answer) for turn in self.history],
            asked=self.asked,
            aliases=self.aliases,
        )


class AskQuery(Chosen):
    """The same in the address of GET /ask: there the filters stand beside the question."""

    question: Text
    limit: Annotated[int, Field(ge=1, le=50)] = LIMIT
    all: bool = False
    asked: Date | None = None
    aliases: bool = True

    def request(self) -> AskRequest:
        """Give the question as POST /ask takes it."""
        filters = Chosen.model_validate(self.model_dump(include=set(Chosen.model_fields)))
        wish = self.model_dump(include={"question", "limit", "all", "asked", "aliases"})
        return AskRequest(filters=filters, **wish)


class SearchRequest(BaseModel):
    """A search: the body of POST /search."""

    model_config = ConfigDict(extra="forbid")

    query: Text
    limit: Annotated[int, Field(ge=1, le=100)] = LIMIT
    filters: Chosen = Chosen()
    asked: Date | None = None
    aliases: bool = True


class TraceRequest(BaseModel):
    """A quotation, and who is said to have said it: the body of POST /trace."""

    model_config = ConfigDict(extra="forbid")

    quote: Text
    speaker: Name | None = None


class ListQuery(BaseModel):
    """Which page of the articles: the query of GET /articles."""

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, lt=2**31)] = 0
    q: Annotated[str, Field(max_length=200), AfterValidator(_without_nul)] = ""


class VersionQuery(BaseModel):
    """Which version of an article: the query of GET /articles/{id}; the latest where none is named."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1, lt=2**31)] | None = None


MOST = 200
"""Statements of the longest page."""


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
