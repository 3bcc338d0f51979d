"""Fields that several requests share, validated."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from index.library.periods import Period
from rag import Filters


def today() -> str:
    """Give the day on which people ask."""
    return datetime.now().astimezone().date().isoformat()


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


def _date(text: str) -> str:
    try:
        Period.parse(text)
    except ValueError:
        raise ValueError("is not a date such as 2014, 2014-09 or 2014-09-27") from None
    return text


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_without_nul)]
Date = Annotated[str, Field(max_length=40), AfterValidator(_date)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_without_nul)]
Names = Annotated[list[Name], BeforeValidator(_several), Field(max_length=50)]
Kinds = Annotated[list[Literal["news", "official"]], BeforeValidator(_several), Field(max_length=2)]


class Chosen(BaseModel):
    """The filters, by the names they have everywhere; each but the dates may be one value or several."""

    model_config = ConfigDict(extra="forbid")

    since: Date | None = None
    until: Date | None = None
    speaker: Names = []
    source: Names = []
    country: Names = []
    kind: Kinds = []

    def filters(self) -> Filters:
        """Give what the record filters by."""
        return Filters.parse(self.model_dump(include=set(Chosen.model_fields), exclude_defaults=True))
