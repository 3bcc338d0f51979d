"""The documents that both interfaces speak: what may be asked, and what is told beside an answer."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from index import ArticleHead, Damage, Rejected, StoredArticle, VersionHead, generation, soundness
from index.dates import Period
from rag import LIMIT, LONGEST, Answer, Filters, Record, SaidOnRecord


def today() -> str:
    """Give the day on which people ask."""
    return datetime.now().astimezone().date().isoformat()


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


def _date(text: str) -> str:
    try:
        Period.parse(text)
    except ValueError:
        raise ValueError("is not a date such as 2014, 2014-09 or 2014-09-27") from None
    return text


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_without_nul)]
Date = Annotated[str, Field(max_length=40), AfterValidator(_date)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_without_nul)]
Names = Annotated[list[Name], BeforeValidator(_several), Field(max_length=50)]
Kinds = Annotated[list[Literal["news", "official"]], BeforeValidator(_several), Field(max_length=2)]


class Chosen(BaseModel):
    """The filters, by the names they have everywhere; each but the dates may be one value or several."""

    model_config = ConfigDict(extra="forbid")

    since: Date | None = None
    until: Date | None = None
    speaker: Names = []
    source: Names = []
    country: Names = []
    kind: Kinds = []

    def filters(self) -> Filters:
        """Give what the record filters by."""
        return Filters.parse(self.model_dump(include=set(Chosen.model_fields), exclude_defaults=True))


class AskedBefore(BaseModel):
    """A question that came before, and the text of its answer."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(max_length=LONGEST), AfterValidator(_without_nul)]
    answer: Annotated[str, Field(max_length=100_000)] = ""


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


class ArticleList(BaseModel):
    """A page of the articles, newest first, and how many there are: GET /articles."""

    articles: tuple[ArticleHead, ...]
    total: int

    @classmethod
    def of(cls, record: Record, query: ListQuery) -> Self:
        """Read the page from the record."""
        articles, total = record.heads(limit=query.limit, offset=query.offset, q=query.q)
        return cls(articles=articles, total=total)


class ArticleDocument(StoredArticle):
    """One article with its text, who said what in it, and its history: GET /articles/{id}."""

    versions: tuple[VersionHead, ...]
    statements: tuple[SaidOnRecord, ...]

    @classmethod
    def of(cls, record: Record, id: str, version: int | None = None) -> Self:
        """Read it from the record; UnknownArticle where there is none."""
        article = record.article(id, version)
        statements = record.statements_of(article)
        return cls(**article.model_dump(), versions=record.versions(article.id), statements=statements)


class Added(BaseModel):
    """What adding one article did: the answer to POST /articles."""

    id: str
    version: int
    status: Literal["added", "updated", "unchanged"]


class Uploaded(BaseModel):
    """What adding a file of several articles did."""

    articles: tuple[Added, ...]
    rejected: tuple[Rejected, ...]


class Status(BaseModel):
    """What is indexed, and what of it is not as it was published: the document of `onrecord status`."""

    home: str
    generation: int
    articles: int
    passages: int
    speakers: int
    dates: tuple[str, str] | None
    undated: int
    bytes: int
    damage: tuple[Damage, ...]
    leftovers: tuple[str, ...]

    @classmethod
    def of(cls, home: Path, record: Record) -> Self:
        """Read it from the record and the disk."""
        return cls(
            home=str(home),
            generation=record.generation,
            bytes=generation.size(home, record.generation),
            damage=tuple(soundness.opened(home)[1]),
            leftovers=tuple(soundness.leftovers(home)),
            **record.holdings().model_dump(),
        )


class Opened(BaseModel):
    """What is served from now on, and the link that leads there: the document of `onrecord serve`."""

    url: str
    generation: int | None
    articles: int
    passages: int
    seconds: float
