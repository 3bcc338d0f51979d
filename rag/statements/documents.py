"""Statements as they are given back: who said what in a text, each part of it a span, under an id that stays."""

from collections import Counter
from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict

from index.attribution.attribute import who_said_what
from index.attribution.coreference.resolve import Known
from index.attribution.statements import Attribution, Statement
from index.attribution.statements import Speaker as Named
from index.library.articles import Article, Kind, StoredArticle, digest
from index.models.encoder import Encoder
from index.store.article_table import Entry
from index.text.display import display_text
from index.text.spans import Span
from rag.answers.citations import Speaker


class Voice(BaseModel):
    """Whose words they are: `name`, and where the text names them; the words at `start` to `end` may be a pronoun.

    `start` and `end` are null where the whole text is one person's words and does not name them.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    role: str | None
    start: int | None
    end: int | None

    @classmethod
    def of(cls, speaker: Named) -> Self:
        """Give a speaker as a document tells them."""
        start, end = (speaker.span.start, speaker.span.end) if speaker.span else (None, None)
        return cls(name=speaker.name, role=speaker.role, start=start, end=end)


class Said(BaseModel):
    """One statement; `speaker` is null where the text does not tell whose words they are."""

    model_config = ConfigDict(frozen=True)

    speaker: Voice | None
    cue: Span | None
    content: tuple[Span, ...]
    attribution: Attribution
    confidence: float

    @classmethod
    def of(cls, said: Statement) -> Self:
        """Give a statement as a document tells it."""
        return cls(
            speaker=Voice.of(said.speaker) if said.speaker else None,
            cue=said.cue,
            content=said.content,
            attribution=said.attribution,
            confidence=round(said.confidence, 3),
        )


class SaidOnRecord(Said):
    """One statement of an article, under an id that is the same in every index and version that holds its words."""

    id: str


class Statements(BaseModel):
    """A text, unchanged, and who said what in it; every span points into the text."""

    model_config = ConfigDict(frozen=True)

    text: str
    statements: tuple[Said, ...]


class Part(BaseModel):
    """A stretch of what was said: `article.text[start:end] == text`, and `display_text` is how it prints."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    text: str
    display_text: str

    @classmethod
    def of(cls, text: str, span: Span) -> Self:
        """Cut it out of an article's text."""
        return cls(start=span.start, end=span.end, text=span.slice(text), display_text=display_text(text, span))


class Listed(BaseModel):
    """One statement of a list, with the article that holds it; its spans point into that version's text."""

    model_config = ConfigDict(frozen=True)

    id: str
    speaker: Speaker | None
    cue: Span | None
    content: tuple[Part, ...]
    attribution: Attribution
    confidence: float
    article_id: str
    article_version: int
    article_title: str
    source: str | None
    url: str | None
    published: str | None
    kind: Kind

    @classmethod
    def of(cls, id: str, said: Statement, entry: Entry, text: str) -> Self:
        """Give a statement as a list tells it."""
        return cls(
            id=id,
            speaker=Speaker.of(said.speaker) if said.speaker else None,
            cue=said.cue,
            content=tuple(Part.of(text, span) for span in said.content),
            attribution=said.attribution,
            confidence=round(said.confidence, 3),
            article_id=entry.id,
            article_version=entry.version,
            article_title=entry.title,
            **entry.model_dump(include={"source", "url", "published", "kind"}),
        )


class StatementList(BaseModel):
    """A page of statements, how many there are in all, and where the next page begins."""

    model_config = ConfigDict(frozen=True)

    statements: tuple[Listed, ...]
    total: int
    cursor: str | None
    generation: int


def statements_in(article: Article, encoder: Encoder) -> Statements:
    """Tell who said what in an article that need not be on record."""
    return Statements(text=article.text, statements=tuple(Said.of(said) for said in _read(article, encoder)))


def on_record(article: StoredArticle, known: Sequence[Statement] | None, encoder: Encoder) -> tuple[SaidOnRecord, ...]:
    """Give all statements of an article with their ids: those that are `known`, or else what is read now."""
    statements = _read(article, encoder) if known is None else known
    pairs = zip(identify(article.id, article.text, statements), statements, strict=True)
    return tuple(SaidOnRecord(id=id_, **dict(Said.of(said))) for id_, said in pairs)


def identify(id: str, text: str, statements: Sequence[Statement]) -> list[str]:
    """Give the ids of all statements of an article: by its id and their words, counted where the same come again."""
    seen: Counter[str] = Counter()
    ids = []
    for said in statements:
        words = " ".join(" ".join(part.slice(text) for part in said.content).split())
        seen[words] += 1
        ids.append(digest(id, words, str(seen[words]))[:16])
    return ids


def _read(article: Article, encoder: Encoder) -> Sequence[Statement]:
    known = Known(
        title=article.title, speaker=article.speaker, speaker_role=article.speaker_role, country=article.country
    )
    return who_said_what(article.text, known, encoder)
