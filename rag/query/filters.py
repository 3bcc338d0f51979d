"""Filters: which articles may answer, by what is known of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Self

import numpy as np
import numpy.typing as npt
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from index.errors import InvalidFilter
from index.library.articles import Kind
from index.library.periods import Period
from index.names.gazetteer import aliases
from index.store.article_table import Entry
from index.store.generation import Generation
from index.store.term_index import name_term, stems
from index.text.normalize import is_part_of
from rag.query.speaker_lookup import Speakers

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]


def _several(value: object) -> object:
    values = (value,) if isinstance(value, str) else value or ()
    if any(isinstance(one, str) and not one.strip() for one in values):  # type: ignore[attr-defined]
        message = "is empty; give a name or leave the filter out"
        raise ValueError(message)
    return values


def _date(value: str | None) -> str | None:
    if value is not None:
        Period.parse(value)
    return value


Date = Annotated[str | None, AfterValidator(_date)]
Names = Annotated[tuple[str, ...], BeforeValidator(_several)]


class Filters(BaseModel):
    """What an article, or a passage of it, must be to be searched; several values of one filter mean any of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: Date = None
    until: Date = None
    speaker: Names = ()
    source: Names = ()
    country: Names = ()
    kind: Annotated[tuple[Kind, ...], BeforeValidator(_several)] = ()

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Read filters as they come from outside; InvalidFilter names the one that is wrong."""
        try:
            return cls.model_validate(dict(given))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            name = str(first["loc"][0])[:40] if first["loc"] else "filters"
            if first["type"] == "extra_forbidden":
                message = f"there is no such filter; there are {', '.join(cls.model_fields)}"
            else:
                message = f"filter {name}: {first['msg'].removeprefix('Value error, ')}"
            raise InvalidFilter(message) from None

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name, value in self if value)

    def without(self, *names: str) -> Self:
        """Give the same filters with these not set."""
        return type(self)(**{name: value for name, value in self if name not in names})

    def passages(self, generation: Generation) -> Mask:
        """Tell for every passage whether it may answer."""
        if not self.active:
            return np.ones(len(generation.passages), dtype=bool)
        admitted = self.articles(generation)[generation.owners]
        if self.country:
            admitted &= self._naming(generation)
        speakers = self.speakers(generation)
        return admitted if speakers is None else admitted & speakers.passages(generation)

    def speakers(self, generation: Generation) -> Speakers | None:
        """Give those whose words alone may answer, None where anybody's may."""
        return Speakers.named(generation.spoken, self.speaker) if self.speaker else None

    def articles(self, generation: Generation) -> Mask:
        """Tell for every article whether it may answer, by its date, source and kind."""
        admitted = np.ones(len(generation.articles), dtype=bool)
        if self.since or self.until:
            admitted &= self._covered(generation.days)
        if self.source or self.kind:
            admitted &= np.array([self._of_kind(entry) for entry in generation.articles], dtype=bool)
        return admitted

    def _naming(self, generation: Generation) -> Mask:
        """Tell for every passage whether it names one of the countries in any way, or its speaker's is one of them."""
        naming = np.zeros(len(generation.passages), dtype=bool)
        for name in self.country:
            code = aliases().code(name)
            naming |= holding(generation, [name_term(code)] if code else stems(name))
            if code:
                naming |= Speakers.speaking_for(generation.spoken, code).passages(generation)
        return naming

    def undated(self, generation: Generation) -> int:
        """Count the articles that a date filter leaves out because nobody knows their date."""
        if not self.since and not self.until:
            return 0
        rows = generation.articles_of(self.without("since", "until").passages(generation))
        return int((generation.days[rows, 0] == 0).sum())

    def _of_kind(self, entry: Entry) -> bool:
        return _matches(self.source, entry.source) and (not self.kind or entry.kind in self.kind)

    def _covered(self, days: Positions) -> Mask:
        """Tell for every article whether the time it was published in overlaps the time asked for."""
        since = Period.parse(self.since).first if self.since else date.min
        until = Period.parse(self.until).last if self.until else date.max
        covered: Mask = (days[:, 1] >= since.toordinal()) & (days[:, 0] <= until.toordinal())
        return covered


def holding(generation: Generation, terms: Sequence[str]) -> Mask:
    """Tell for every passage whether all of these terms stand in it."""
    held = np.zeros(len(generation.passages), dtype=bool)
    held[generation.terms.holding(terms)[0]] = True
    return held


def _matches(wanted: Names, name: str | None) -> bool:
    return not wanted or (name is not None and any(is_part_of(part, name) for part in wanted))
