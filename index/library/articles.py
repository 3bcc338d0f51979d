"""The article: one document as published, with what is known about it and nothing invented."""

import hashlib
from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from index.errors import RejectedArticle
from index.library.periods import Period

Kind = Literal["news", "official"]

LONGEST = 10_000_000
"""Characters of an article; a file of more is no article, and would take the memory of a whole library."""


def _plain(value: object) -> object:
    """YAML reads 2025 as a number and 2025-05-30 as a date: both were typed as text."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _known(value: object) -> object:
    """Take a blank value for an unknown one."""
    plain = _plain(value)
    return (plain.strip() or None) if isinstance(plain, str) else plain


Known = Annotated[str | None, BeforeValidator(_known)]


class Article(BaseModel):
    """One news story, press release, communiqué, transcript or speech, as it came; its title may be empty.

    `notes` are what a reader of it should know: that a date is in doubt, that only a summary was to be had.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Known = None
    title: Annotated[str, BeforeValidator(_plain)]
    text: str
    source: Known = None
    url: Known = None
    published: Known = None
    language: Known = None
    kind: Kind = "news"
    speaker: Known = None
    speaker_role: Known = None
    country: Known = None
    notes: Annotated[tuple[str, ...], Field(exclude_if=lambda notes: not notes)] = ()

    @classmethod
    def read(cls, record: object) -> Self:
        """Check a record as it came from outside; RejectedArticle says which field is wrong and why."""
        try:
            return cls.model_validate(record)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"]) or "the record"
            message = f"{where}: {first['msg'].removeprefix('Value error, ')}"
            raise RejectedArticle(message) from None

    @field_validator("*")
    @classmethod
    def _storable(cls, value: object) -> object:
        try:
            for text in value if isinstance(value, tuple) else (value,):
                str(text).encode()
        except UnicodeEncodeError:
            message = "holds half a character (a lone surrogate); repair the file"
            raise ValueError(message) from None
        return value

    @field_validator("text")
    @classmethod
    def _of_a_length(cls, value: str) -> str:
        if not value.strip():
            message = "is empty; an article needs one"
            raise ValueError(message)
        if len(value) > LONGEST:
            message = f"is longer than {LONGEST:,} characters; split it into its articles"
            raise ValueError(message)
        return value

    @field_validator("kind", mode="before")
    @classmethod
    def _of_a_kind(cls, value: object) -> object:
        if value not in get_args(Kind):
            message = f"is one of {', '.join(get_args(Kind))}"
            raise ValueError(message)
        return value

    @field_validator("published")
    @classmethod
    def _dated(cls, value: str | None) -> str | None:
        if value is not None:
            Period.parse(value)
        return value


class StoredArticle(Article):
    """One version of an article as the library keeps it; `text` is what every span points into."""

    id: str
    version: int
    sha256: str
    added: str
    removed: bool = False


class ArticleHead(BaseModel):
    """What a list of articles shows of each."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    title: str
    source: str | None
    url: str | None
    published: str | None
    kind: Kind


class VersionHead(BaseModel):
    """What the history of an article shows of each version."""

    model_config = ConfigDict(frozen=True)

    version: int
    title: str
    sha256: str
    added: str


def digest(*parts: str | None) -> str:
    """Give the SHA-256 of the parts in order, in hexadecimal; the same in every process."""
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()


def identify(article: Article, place: str) -> str:
    """Give the article's id: its own, else from its url, else from source, title and date, else its place.

    `place` is the path below the folder that was given; it names articles that tell nothing else of themselves.
    """
    if article.id:
        return article.id
    if article.url:
        return digest(article.url)[:16]
    if article.source and article.published:
        return digest(article.source, article.title, article.published)[:16]
    return place
