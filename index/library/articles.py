"""Articles: documents as they were published, with the metadata that their sources state and no other."""

import hashlib
from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from index.errors import RejectedArticle
from index.library.periods import Period

Kind = Literal["news", "official"]

MAX_CHARACTERS = 10_000_000
"""Maximum length of a text; more is hardly one article, and would need as much memory as a whole library."""


def _to_text(value: object) -> object:
    """Undo what YAML makes of text: it reads 2025 as a number and 2025-05-30 as a date."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _to_optional_text(value: object) -> object:
    """Replace a blank value by None."""
    text = _to_text(value)
    return (text.strip() or None) if isinstance(text, str) else text


OptionalText = Annotated[str | None, BeforeValidator(_to_optional_text)]


class Article(BaseModel):
    """One news story, press release, communiqué, transcript or speech; its title may be empty.

    `notes` are remarks for its readers: that its date is doubtful, or that it is only a summary.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: OptionalText = None
    title: Annotated[str, BeforeValidator(_to_text)]
    text: str
    source: OptionalText = None
    url: OptionalText = None
    published: OptionalText = None
    language: OptionalText = None
    kind: Kind = "news"
    speaker: OptionalText = None
    speaker_role: OptionalText = None
    country: OptionalText = None
    notes: Annotated[tuple[str, ...], Field(exclude_if=lambda notes: not notes)] = ()

    @classmethod
    def from_record(cls, record: object) -> Self:
        """Validate a record from outside; raises RejectedArticle, which names the invalid field and the reason."""
        try:
            return cls.model_validate(record)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or "the record"
            message = f"{field}: {first['msg'].removeprefix('Value error, ')}"
            quotes_input = first["loc"] == ("published",) and first["type"] == "value_error"
            detail = "published: is not a date; use 2014, 2014-09 or 2014-09-27" if quotes_input else ""
            raise RejectedArticle(message, detail=detail) from None

    @field_validator("*")
    @classmethod
    def _require_unicode(cls, value: object) -> object:
        try:
            for text in value if isinstance(value, tuple) else (value,):
                str(text).encode()
        except UnicodeEncodeError:
            message = "contains an invalid Unicode character (lone surrogate); repair the file"
            raise ValueError(message) from None
        return value

    @field_validator("text")
    @classmethod
    def _require_length(cls, value: str) -> str:
        if not value.strip():
            message = "is empty; an article needs one"
            raise ValueError(message)
        if len(value) > MAX_CHARACTERS:
            message = f"is longer than {MAX_CHARACTERS:,} characters; split it into its articles"
            raise ValueError(message)
        return value

    @field_validator("kind", mode="before")
    @classmethod
    def _require_kind(cls, value: object) -> object:
        if value not in get_args(Kind):
            message = f"must be one of {', '.join(get_args(Kind))}"
            raise ValueError(message)
        return value

    @field_validator("published")
    @classmethod
    def _require_date(cls, value: str | None) -> str | None:
        if value is not None:
            Period.parse(value)
        return value


class StoredArticle(Article):
    """One version of an article in the library; all spans are offsets into its `text`."""

    id: str
    version: int
    sha256: str
    added: str
    removed: bool = False


class ArticleHead(BaseModel):
    """An article in a list: its metadata without its text."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    title: str
    source: str | None
    url: str | None
    published: str | None
    kind: Kind


class VersionHead(BaseModel):
    """A version in the history of an article."""

    model_config = ConfigDict(frozen=True)

    version: int
    title: str
    sha256: str
    added: str


def sha256_of(*parts: str | None) -> str:
    """Return the SHA-256 of the parts in order, in hexadecimal; None counts as an empty part."""
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()


def derive_id(article: Article, place: str) -> str:
    """Return an article's own id, else one derived from its url, or its source, title and date, else its place.

    `place` is its path below the folder that was indexed.
    """
    if article.id:
        return article.id
    if article.url:
        return sha256_of(article.url)[:16]
    if article.source and article.published:
        return sha256_of(article.source, article.title, article.published)[:16]
    return place
