"""Statement documents: who said what in a text, each part as a span, under an id that is stable."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from index.attribution.statements import Attribution, Statement
from index.library.articles import Article, Kind, StoredArticle, sha256_of
from index.models.encoder import Encoder
from index.store.article_table import ArticleRow
from index.text.display import display_text
from index.text.plurals import format_count
from index.text.spans import Span
from rag.answers.citations import SpeakerDocument
from rag.notebook.tables import Row, Tabular


class StatementSpeaker(SpeakerDocument):
    """The speaker of a statement in a single text: the same document without the country, which such a text lacks."""

    country: str | None = Field(default=None, exclude=True)


class StatementDocument(BaseModel):
    """One statement; `speaker` is null if the text does not make clear who it is."""

    model_config = ConfigDict(frozen=True)

    speaker: StatementSpeaker | None
    cue: Span | None
    content: tuple[Span, ...]
    attribution: Attribution
    confidence: float

    @classmethod
    def from_statement(cls, statement: Statement) -> Self:
        """Convert an extracted statement."""
        return cls(
            speaker=StatementSpeaker.from_speaker(statement.speaker) if statement.speaker else None,
            cue=statement.cue,
            content=statement.content,
            attribution=statement.attribution,
            confidence=round(statement.confidence, 3),
        )


class StoredStatement(StatementDocument):
    """One statement of an article, under an id that is the same in every index and version that has its words."""

    id: str


class Statements(BaseModel):
    """A text, unchanged, and its statements; every span points into the text."""

    model_config = ConfigDict(frozen=True)

    text: str
    statements: tuple[StatementDocument, ...]


class StatementPart(BaseModel):
    """A part of a statement's content: `article.text[start:end] == text`; `display_text` is its display form."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    text: str
    display_text: str

    @classmethod
    def from_span(cls, text: str, span: Span) -> Self:
        """Slice a span out of an article's text."""
        return cls(start=span.start, end=span.end, text=span.slice(text), display_text=display_text(text, span))


class ListedStatement(BaseModel):
    """One statement of a list, with its article; its spans point into that version's text."""

    model_config = ConfigDict(frozen=True)

    id: str
    speaker: SpeakerDocument | None
    cue: Span | None
    content: tuple[StatementPart, ...]
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
    def from_statement(cls, id: str, statement: Statement, entry: ArticleRow, text: str) -> Self:
        """Convert an extracted statement of an article."""
        return cls(
            id=id,
            speaker=SpeakerDocument.from_speaker(statement.speaker) if statement.speaker else None,
            cue=statement.cue,
            content=tuple(StatementPart.from_span(text, span) for span in statement.content),
            attribution=statement.attribution,
            confidence=round(statement.confidence, 3),
            article_id=entry.id,
            article_version=entry.version,
            article_title=entry.title,
            **entry.model_dump(include={"source", "url", "published", "kind"}),
        )


class StatementList(Tabular, BaseModel):
    """A page of statements, the number of all, and the cursor of the next page; `to_pandas()` gives it as a table."""

    model_config = ConfigDict(frozen=True)

    statements: tuple[ListedStatement, ...]
    total: int
    cursor: str | None
    generation: int

    def _describe(self) -> str:
        return f"{len(self.statements):,} of {format_count(self.total, 'statement')}"

    def _list_rows(self) -> Iterator[Row]:
        for one in self.statements:
            yield {
                "speaker": one.speaker.name if one.speaker else None,
                "role": one.speaker.role if one.speaker else None,
                "country": one.speaker.country if one.speaker else None,
                "statement": " […] ".join(part.display_text for part in one.content),
                "attribution": one.attribution,
                "confidence": one.confidence,
                "published": one.published,
                "source": one.source,
                "article_title": one.article_title,
                "url": one.url,
                "kind": one.kind,
                "article_id": one.article_id,
                "article_version": one.article_version,
                "id": one.id,
            }


def read_statements(article: Article, encoder: Encoder) -> Statements:
    """Extract the statements of an article that need not be in the library."""
    return Statements(
        text=article.text,
        statements=tuple(
            StatementDocument.from_statement(statement) for statement in extract_statements_of(article, encoder)
        ),
    )


def list_stored_statements(
    article: StoredArticle, known: Sequence[Statement] | None, encoder: Encoder
) -> tuple[StoredStatement, ...]:
    """Return all statements of an article with their ids: those that are `known`, or else extracted now."""
    statements = extract_statements_of(article, encoder) if known is None else known
    pairs = zip(compute_statement_ids(article.id, article.text, statements), statements, strict=True)
    return tuple(
        StoredStatement(id=id_, **dict(StatementDocument.from_statement(statement))) for id_, statement in pairs
    )


def compute_statement_ids(id: str, text: str, statements: Sequence[Statement]) -> list[str]:
    """Return the ids of all statements of an article: a digest of its id and their words; equal ones are numbered."""
    counts: Counter[str] = Counter()
    ids = []
    for statement in statements:
        words = " ".join(" ".join(part.slice(text) for part in statement.content).split())
        counts[words] += 1
        ids.append(sha256_of(id, words, str(counts[words]))[:16])
    return ids


def extract_statements_of(article: Article, encoder: Encoder) -> Sequence[Statement]:
    """Return the statements that are read off an article, whether or not it is in the library."""
    from index.attribution.attribute import extract_statements  # noqa: PLC0415 (slow to import; no question needs it)
    from index.attribution.discourse import ArticleContext  # noqa: PLC0415

    context = ArticleContext(
        article.title, article.speaker, article.speaker_role, article.country, language=article.language
    )
    return extract_statements(article.text, context, encoder)
