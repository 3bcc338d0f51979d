"""Responses: JSON documents of articles and of the server."""

from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel

from index import ArticleHead, Damage, Rejected, StoredArticle, VersionHead
from index.build import verify as soundness
from index.store import generation
from rag import Record, SaidOnRecord
from ui.documents.requests import ListQuery


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
