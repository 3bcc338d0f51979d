"""Requests: the JSON bodies and queries of the HTTP API, validated."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from index import Article, InvalidFilter, find_first_line
from rag import DEFAULT_LIMIT, MAX_LENGTH, PAGE_SIZE, Answer, Cursor, Exchange, Record
from ui.documents.fields import Date, FilterFields, Name, Text, check_no_nul

MAX_BATCH = 100
"""Questions of one batch."""


class HistoryItem(BaseModel):
    """An earlier question with the text of its answer and, if it is kept, the answer's id."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(max_length=MAX_LENGTH), AfterValidator(check_no_nul)]
    answer: Annotated[str, Field(max_length=100_000)] = ""
    id: Annotated[str, Field(max_length=200), AfterValidator(check_no_nul)] | None = None

    def to_exchange(self) -> Exchange:
        """Return the exchange that a follow-up question is read after."""
        return Exchange(self.question, self.answer, id=self.id)


class AskRequest(BaseModel):
    """A question: the body of POST /ask.

    `reading`: whether a language model, if one is set, may read a question that was not understood. `selection`: the
    model selects the quotations that answer.
    """

    model_config = ConfigDict(extra="forbid")

    question: Text
    limit: Annotated[int, Field(ge=1, le=50)] = DEFAULT_LIMIT
    all: bool = False
    filters: FilterFields = FilterFields()
    history: Annotated[list[HistoryItem], Field(max_length=50)] = []
    asked: Date | None = None
    aliases: bool = True
    mode: Literal["quotes", "summary"] = "quotes"
    as_of: Date | None = None
    reading: bool = True
    selection: bool = False

    def ask(self, record: Record) -> Answer:
        """Ask the question of an open index."""
        return record.ask(
            self.question,
            limit=self.limit,
            everything=self.all,
            filters=self.filters.to_filters().model_copy(update={"as_of": self.as_of}),
            history=[item.to_exchange() for item in self.history],
            asked=self.asked,
            aliases=self.aliases,
        )


class BatchRequest(BaseModel):
    """Several questions, as text or each with its options: the body of POST /ask/batch."""

    model_config = ConfigDict(extra="forbid")

    questions: Annotated[list[Text | AskRequest], Field(min_length=1, max_length=MAX_BATCH)]

    def iter_requests(self) -> Iterator[AskRequest]:
        """Yield the questions in order."""
        for question in self.questions:
            yield AskRequest(question=question) if isinstance(question, str) else question


class AskQuery(FilterFields):
    """A question as the query of GET /ask, where the filters are parameters of their own."""

    question: Text
    limit: Annotated[int, Field(ge=1, le=50)] = DEFAULT_LIMIT
    all: bool = False
    asked: Date | None = None
    aliases: bool = True
    mode: Literal["quotes", "summary"] = "quotes"
    as_of: Date | None = None
    reading: bool = True
    selection: bool = False

    def to_request(self) -> AskRequest:
        """Return the question as the body of POST /ask."""
        filters = FilterFields.model_validate(self.model_dump(include=set(FilterFields.model_fields)))
        fields = self.model_dump(
            include={"question", "limit", "all", "asked", "aliases", "mode", "as_of", "reading", "selection"}
        )
        return AskRequest(filters=filters, **fields)


class SearchRequest(BaseModel):
    """A search: the body of POST /search."""

    model_config = ConfigDict(extra="forbid")

    query: Text
    limit: Annotated[int, Field(ge=1, le=100)] = DEFAULT_LIMIT
    filters: FilterFields = FilterFields()
    asked: Date | None = None
    aliases: bool = True


class TraceRequest(BaseModel):
    """A quotation and the speaker it is attributed to: the body of POST /trace."""

    model_config = ConfigDict(extra="forbid")

    quote: Text
    speaker: Name | None = None


class CheckRequest(BaseModel):
    """A draft as text: the body of POST /check."""

    model_config = ConfigDict(extra="forbid")

    text: Text


class TranslationRequest(BaseModel):
    """A quotation, by its place in an article, and the language to translate it into: the body of POST /translate."""

    model_config = ConfigDict(extra="forbid")

    article_id: Annotated[Text, Field(min_length=1, max_length=2_000)]
    article_version: Annotated[int, Field(ge=1, lt=2**31)]
    start: Annotated[int, Field(ge=0, lt=2**31)]
    end: Annotated[int, Field(ge=1, lt=2**31)]
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?$")]


class ListQuery(BaseModel):
    """A page of the articles: the query of GET /articles.

    `q` is a part of their title, source or speaker; `text` is a search expression for their words, and goes first.
    """

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, lt=2**31)] = 0
    q: Annotated[str, Field(max_length=200), AfterValidator(check_no_nul)] = ""
    text: Annotated[str, Field(max_length=200), AfterValidator(check_no_nul)] = ""


class ArticleRevision(BaseModel):
    """Fields of an article that are changed by hand, null to empty one: the body of PATCH /articles/{id}."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[Text, Field(max_length=1_000)] | None = None
    source: Annotated[Text, Field(max_length=500)] | None = None
    url: Annotated[Text, Field(max_length=2_000)] | None = None
    published: Date | None = None
    kind: Literal["news", "official"] | None = None
    speaker: Annotated[Text, Field(max_length=500)] | None = None
    speaker_role: Annotated[Text, Field(max_length=500)] | None = None
    country: Annotated[Text, Field(max_length=200)] | None = None

    def to_changes(self) -> dict[str, str | None]:
        """Return the fields that were given; a blank one is emptied, a title and a kind cannot be."""
        given = self.model_dump(exclude_unset=True)
        changes = {name: (value.strip() or None) if value else None for name, value in given.items()}
        return {name: value for name, value in changes.items() if value or name not in {"title", "kind"}}


class VersionQuery(BaseModel):
    """A version of an article, the latest by default: the query of GET /articles/{id}."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1, lt=2**31)] | None = None


MAX_STATEMENTS = 200
"""Most statements of one page."""


def _check_not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is blank; it needs at least one word")
    return text


def _check_cursor(text: str) -> str:
    try:
        Cursor.decode(text)
    except InvalidFilter as error:
        raise ValueError(str(error).removeprefix("cursor: ")) from None
    return text


class StatementsRequest(BaseModel):
    """A text to extract statements from: the body of POST /statements."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[Text, AfterValidator(_check_not_blank)]

    def to_article(self) -> Article:
        """Return the text as an article, as if it were a .txt file."""
        return Article(title=find_first_line(self.text), text=self.text)


class FacetsQuery(FilterFields):
    """Statements to count: the query of GET /facets."""

    about: Annotated[Text, Field(max_length=MAX_LENGTH), AfterValidator(_check_not_blank)] | None = None


class StatementsQuery(FilterFields):
    """Statements of the library to list: the query of GET /statements."""

    about: Annotated[Text, Field(max_length=MAX_LENGTH), AfterValidator(_check_not_blank)] | None = None
    speaker_id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_STATEMENTS)] = PAGE_SIZE
    cursor: Annotated[Text, Field(max_length=8_000), AfterValidator(_check_cursor)] | None = None
    format: Literal["json", "csv"] = "json"
