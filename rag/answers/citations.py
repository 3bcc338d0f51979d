"""Citations: numbered, verbatim spans of articles, with speaker, date and source."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from index.attribution.statements import Speaker as Named
from index.library.articles import Kind
from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.text.display import display_text, find_page
from index.text.spans import Span
from rag.notebook.tables import Row
from rag.retrieval.sentence_speaker import Attribution, SentenceAttribution


class SpeakerDocument(BaseModel):
    """Who said it, and where the article names them; the words at `start` to `end` may be a pronoun.

    `start` and `end` are null if the whole article is one person's words.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    role: str | None
    country: str | None
    start: int | None = None
    end: int | None = None

    @classmethod
    def from_speaker(cls, speaker: Named) -> Self:
        """Convert a resolved speaker."""
        start, end = (speaker.span.start, speaker.span.end) if speaker.span else (None, None)
        return cls(name=speaker.name, role=speaker.role, country=speaker.country, start=start, end=end)

    @property
    def office(self) -> str:
        """The role, and the country unless the name or the role already names it; printed after the name."""
        return _describe_office(self.name, self.role, self.country)


@lru_cache(maxsize=1 << 14)  # a count cites thousands of people
def _describe_office(name: str, role: str | None, country: str | None) -> str:
    named = load_gazetteer().find_codes(f"{name}, {role or ''}")
    shown = None if country and load_gazetteer().resolve_code(country) in named else country
    return ", ".join(filter(None, (role, shown)))


class Duplicate(BaseModel):
    """Another article that carries the same words."""

    model_config = ConfigDict(frozen=True)

    article_id: str
    source: str | None
    url: str | None
    published: str | None


class Citation(BaseModel):
    """One verbatim sentence: `article.text[start:end] == cited_text`; `display_text` is its display form.

    `page` counts from 1 and is present if the article has pages, as a PDF has.
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
    speaker: SpeakerDocument | None
    attribution: Attribution | None = None
    attribution_confidence: float | None = None
    source: str | None
    url: str | None
    published: str | None
    kind: Kind
    score: float
    duplicates: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """A span to cite: who said it, how well it answers, and the other articles that carry it."""

    span: Span
    attribution: SentenceAttribution
    score: float
    duplicates: Sequence[ArticleRow] = ()


def list_citation_row(citation: Citation) -> Row:
    """Return a citation as a row of a table."""
    return {
        "number": citation.number,
        "speaker": citation.speaker.name if citation.speaker else None,
        "role": citation.speaker.role if citation.speaker else None,
        "country": citation.speaker.country if citation.speaker else None,
        "text": citation.display_text,
        "attribution": citation.attribution,
        "published": citation.published,
        "source": citation.source,
        "article_title": citation.article_title,
        "url": citation.url,
        "kind": citation.kind,
        "score": citation.score,
        "article_id": citation.article_id,
        "article_version": citation.article_version,
        "start": citation.start,
        "end": citation.end,
    }


def cite_span(entry: ArticleRow, text: str, quoted: QuotedSpan, number: int) -> Citation:
    """Return the citation of a span of an article's text."""
    span, attribution = quoted.span, quoted.attribution
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
        page=find_page(text, span.start),
        speaker=SpeakerDocument.from_speaker(attribution.speaker) if attribution.speaker else None,
        attribution=attribution.kind,
        attribution_confidence=attribution.confidence,
        source=entry.source,
        url=entry.url,
        published=entry.published,
        kind=entry.kind,
        score=round(quoted.score, 4),
        duplicates=tuple(_make_duplicate(other) for other in quoted.duplicates),
    )


def _make_duplicate(entry: ArticleRow) -> Duplicate:
    return Duplicate(article_id=entry.id, source=entry.source, url=entry.url, published=entry.published)
