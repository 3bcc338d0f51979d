"""Hits become citations: numbered, verbatim spans of articles, with who said it, where and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from index.attribution.statements import Speaker as Named
from index.library.articles import Kind
from index.names.gazetteer import aliases
from index.store.article_table import Entry
from index.text.display import display_text, page_at
from index.text.spans import Span
from rag.retrieval.sentence_speaker import Attribution, Whose


class Speaker(BaseModel):
    """Who said it, and where the article names them: "he" stands there for a person, too.

    `start` and `end` are null where the whole article is one person's words.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    role: str | None
    country: str | None
    start: int | None = None
    end: int | None = None

    @classmethod
    def of(cls, said: Named) -> Self:
        """Give a speaker as a document tells them."""
        start, end = (said.span.start, said.span.end) if said.span else (None, None)
        return cls(name=said.name, role=said.role, country=said.country, start=start, end=end)

    @property
    def office(self) -> str:
        """What follows their name in print: the role, and the country where no other word has told it."""
        told = aliases().codes(f"{self.name}, {self.role or ''}")
        country = None if self.country and aliases().code(self.country) in told else self.country
        return ", ".join(filter(None, (self.role, country)))


class Duplicate(BaseModel):
    """Another article that carries the same words."""

    model_config = ConfigDict(frozen=True)

    article_id: str
    source: str | None
    url: str | None
    published: str | None


class Citation(BaseModel):
    """One verbatim sentence: `article.text[start:end] == cited_text`, and `display_text` is how it prints.

    `page` counts from 1 and is there where the article has pages, as a PDF does.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    cited_text: str
    display_text: str
    article_id: str
    article_version: int
    article_sha256: str
    article_title: str
    start: int
    end: int
    page: Annotated[int | None, Field(exclude_if=lambda page: page is None)] = None
    speaker: Speaker | None
    attribution: Attribution | None = None
    attribution_confidence: float | None = None
    source: str | None
    url: str | None
    published: str | None
    kind: Kind
    score: float
    duplicates: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is cited: a span of an article, whose words it is, how well it answers, and what else carries it."""

    span: Span
    whose: Whose
    score: float
    others: Sequence[Entry] = ()


def cite(entry: Entry, text: str, quoted: Quoted, number: int) -> Citation:
    """Cite a span of an article's text, under the name of whoever the article says it is by."""
    span, whose = quoted.span, quoted.whose
    return Citation(
        number=number,
        cited_text=span.slice(text),
        display_text=display_text(text, span),
        article_id=entry.id,
        article_version=entry.version,
        article_sha256=entry.sha256,
        article_title=entry.title,
        start=span.start,
        end=span.end,
        page=page_at(text, span.start),
        speaker=Speaker.of(whose.speaker) if whose.speaker else None,
        attribution=whose.attribution,
        attribution_confidence=whose.confidence,
        source=entry.source,
        url=entry.url,
        published=entry.published,
        kind=entry.kind,
        score=round(quoted.score, 4),
        duplicates=tuple(_duplicate(other) for other in quoted.others),
    )


def _duplicate(entry: Entry) -> Duplicate:
    return Duplicate(article_id=entry.id, source=entry.source, url=entry.url, published=entry.published)
