"""Fields of several requests, validated."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from index import Period
from rag import Filters


def today() -> str:
    """Return today's date in the server's time zone, as ISO 8601."""
    return datetime.now().astimezone().date().isoformat()


def check_no_nul(text: str) -> str:
    """Return the text. Raises ValueError if it contains a NUL character."""
    if "\0" in text:
        raise ValueError("contains a NUL character")
    return text


def _check_date(text: str) -> str:
    try:
        Period.parse(text)
    except ValueError:
        raise ValueError("is not a date; use 2014, 2014-09 or 2014-09-27") from None
    return text


def describe_invalid_date(text: str) -> str:
    """Return one line on a text that is not a date, for the page, which escapes it."""
    return f"“{text.strip()[:40]}” is not a date. Use 2014, 2014-09 or 2014-09-27."


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(check_no_nul)]
Date = Annotated[str, Field(max_length=40), AfterValidator(_check_date)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(check_no_nul)]
Names = Annotated[list[Name], BeforeValidator(_as_list), Field(max_length=50)]
Kinds = Annotated[list[Literal["news", "official"]], BeforeValidator(_as_list), Field(max_length=2)]


class FilterFields(BaseModel):
    """The filters, under the same names everywhere; each except the dates takes one value or several."""

    model_config = ConfigDict(extra="forbid")

    since: Date | None = None
    until: Date | None = None
    speaker: Names = []
    source: Names = []
    country: Names = []
    kind: Kinds = []

    def to_filters(self) -> Filters:
        """Return the filters that were given."""
        return Filters.parse(self.model_dump(include=set(FilterFields.model_fields), exclude_defaults=True))
