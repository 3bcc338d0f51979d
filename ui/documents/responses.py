"""Responses: JSON documents of articles and of the server."""

from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel

from index import (
    ArticleHead,
    Damage,
    Rejected,
    StoredArticle,
    VersionHead,
    find_damage,
    find_leftovers,
    measure_generation,
)
from rag import Record, StoredStatement
from ui.documents.requests import ListQuery


class ArticleList(BaseModel):
    """A page of the articles, newest first, and how many there are: GET /articles."""

    articles: tuple[ArticleHead, ...]
    total: int

    @classmethod
    def load(cls, record: Record, query: ListQuery) -> Self:
        """Load the page from an open index."""
        articles, total = (
            record.find_articles(query.text, limit=query.limit, offset=query.offset)
            if query.text.strip()
            else record.heads(limit=query.limit, offset=query.offset, q=query.q)
        )
        return cls(articles=articles, total=total)


class ArticleDocument(StoredArticle):
    """One article with its text, its statements and its versions: GET /articles/{id}."""

    versions: tuple[VersionHead, ...]
    statements: tuple[StoredStatement, ...]

    @classmethod
    def load(cls, record: Record, id: str, version: int | None = None) -> Self:
        """Load the article from an open index. Raises UnknownArticle if there is none."""
        article = record.article(id, version)
        statements = record.statements_of(article)
        return cls(**article.model_dump(), versions=record.versions(article.id), statements=statements)


class Added(BaseModel):
    """The outcome of adding one article: the response of POST /articles."""

    id: str
    version: int
    status: Literal["added", "updated", "unchanged"]


class Uploaded(BaseModel):
    """The outcome of adding a file of several articles."""

    articles: tuple[Added, ...]
    rejected: tuple[Rejected, ...]


class Status(BaseModel):
    """What is indexed, and what of it is damaged or left over: the document of `onrecord status`."""

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
    def load(cls, home: Path, record: Record) -> Self:
        """Collect the status from an open index and the disk."""
        return cls(
            home=str(home),
            generation=record.generation,
            bytes=measure_generation(home, record.generation),
            damage=tuple(find_damage(home)),
            leftovers=tuple(find_leftovers(home)),
            **record.holdings().model_dump(),
        )


class ServerStarted(BaseModel):
    """What a server serves, and the link that opens it: the document of `onrecord serve`."""

    url: str
    generation: int | None
    articles: int
    passages: int
    seconds: float
