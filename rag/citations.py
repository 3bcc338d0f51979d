"""Hits become citations: numbered, verbatim spans of articles, with who said it, where and when."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.articles import Kind
from index.entries import Entry
from index.printable import display_text
from index.spans import Span


class Speaker(BaseModel):
    """Who said it; `start` and `end` are null where the whole article is one person's words."""

    model_config = ConfigDict(frozen=True)

    name: str
    role: str | None
    country: str | None
    start: int | None = None
    end: int | None = None


class Duplicate(BaseModel):
    """Another article that carries the same words."""

    model_config = ConfigDict(frozen=True)

    article_id: str
    source: str | None
    url: str | None
    published: str | None


class Citation(BaseModel):
    """One verbatim sentence: `article.text[start:end] == cited_text`, and `display_text` is how it prints."""

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
    speaker: Speaker | None
    attribution: Literal["direct", "indirect", "mixed", "outlet"] | None = None
    attribution_confidence: float | None = None
    source: str | None
    url: str | None
    published: str | None
    kind: Kind
    score: float
    duplicates: tuple[Duplicate, ...] = ()


def cite(entry: Entry, text: str, span: Span, *, number: int, score: float, others: Sequence[Entry] = ()) -> Citation:
    """Cite a span of an article's text; until statements are told apart, its speaker is the article's own or null."""
    speaker = Speaker(name=entry.speaker, role=entry.speaker_role, country=entry.country) if entry.speaker else None
    return Citation(
        number=number,
        cited_text=span.of(text),
        display_text=display_text(text, span),
        article_id=entry.id,
        article_version=entry.version,
        article_sha256=entry.sha256,
        article_title=entry.title,
        start=span.start,
        end=span.end,
        speaker=speaker,
        source=entry.source,
        url=entry.url,
        published=entry.published,
        kind=entry.kind,
        score=round(score, 4),
        duplicates=tuple(_duplicate(other) for other in others),
    )


def _duplicate(entry: Entry) -> Duplicate:
    return Duplicate(article_id=entry.id, source=entry.source, url=entry.url, published=entry.published)
