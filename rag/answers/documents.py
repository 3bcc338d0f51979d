"""Documents: the answers and search results of the public interface, immutable."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from rag.answers.abstention import Reason
from rag.answers.citations import Citation, list_citation_row
from rag.answers.compose import Group, Sentence
from rag.notebook.tables import Row, Tabular
from rag.query.filters import Filters
from rag.query.intents import Intent


class EvidenceCounts(BaseModel):
    """How much evidence there is in all, beside what is shown."""

    model_config = ConfigDict(frozen=True)

    passages: int
    articles: int
    speakers: int
    truncated: bool


class Conflict(BaseModel):
    """Citations that contradict each other, and the words in which they differ."""

    model_config = ConfigDict(frozen=True)

    citations: tuple[int, ...]
    about: str


DirectKind = Literal["number", "yes", "no", "date", "speaker", "text"]


class Direct(BaseModel):
    """The first line of an answer: counted from the index, or read off a quotation that `citations` numbers."""

    model_config = ConfigDict(frozen=True)

    kind: DirectKind
    text: str
    citations: tuple[int, ...] = ()


class DroppedSentence(BaseModel):
    """A sentence that a model wrote and that was not shown, or not kept, with the reason."""

    model_config = ConfigDict(frozen=True)

    text: str
    reason: str


class Summary(BaseModel):
    """What a language model wrote of an answer: the sentences that passed the check, and those that did not.

    `text` is empty if too much was dropped. `complete` is false if the model failed, or was cut off, on the way.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    sentences: tuple[Sentence, ...]
    dropped: tuple[DroppedSentence, ...]
    model: str
    complete: bool


class Answer(Tabular, BaseModel):
    """Verbatim sentences with their citations, or an abstention with its reason; a notebook shows the citations."""

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    standalone_question: str
    intent: Intent | Literal["trace", "library", "help", "greeting"]
    answer: str
    abstained: bool
    confidence: float
    asked: str | None = None
    language: str = "en"
    direct: Direct | None = None
    summary: Summary | None = None
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    reason: Reason | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    found: EvidenceCounts
    groups: tuple[Group, ...]
    conflicts: tuple[Conflict, ...] = ()
    filters: Filters
    aliases: dict[str, tuple[str, ...]] = {}
    generation: int
    timings: dict[str, float]

    def with_note(self, note: str) -> Self:
        """Return the answer with one more note."""
        return self.model_copy(update={"notes": (*self.notes, note)})

    def _describe(self) -> str:
        direct = f" {self.direct.text}" if self.direct else ""
        return f"{self.question}{direct}" if self.reason is None else f"{self.question} {self.reason.text}"

    def _list_rows(self) -> Iterator[Row]:
        return map(list_citation_row, self.citations)


class Hit(BaseModel):
    """A passage with its score."""

    model_config = ConfigDict(frozen=True)

    article_id: str
    article_version: int
    title: str
    text: str
    start: int
    end: int
    score: float
    source: str | None
    url: str | None
    published: str | None


class SearchResult(Tabular, BaseModel):
    """Passages, best first."""

    model_config = ConfigDict(frozen=True)

    hits: tuple[Hit, ...]
    generation: int

    def _list_rows(self) -> Iterator[Row]:
        return (dict(hit) for hit in self.hits)


class Holdings(BaseModel):
    """How much there is to search."""

    model_config = ConfigDict(frozen=True)

    articles: int
    passages: int
    speakers: int
    dates: tuple[str, str] | None
    undated: int
