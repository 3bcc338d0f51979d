"""Filters: which articles and passages may answer, by their metadata and speakers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Self, TypedDict

import numpy as np
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from index.errors import InvalidFilter
from index.library.articles import Kind
from index.library.periods import Period
from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from index.store.term_index import name_term, stem_words
from index.text.arrays import Mask, Positions
from rag.query.speaker_lookup import SpeakerSelection


def _parse_names(value: object) -> object:
    values = (value,) if isinstance(value, str) else value or ()
    if any(isinstance(name, str) and not name.strip() for name in values):  # type: ignore[attr-defined]
        message = "is empty; enter a name or leave the filter out"
        raise ValueError(message)
    return values


def _parse_date(value: str | None) -> str | None:
    if value is not None:
        Period.parse(value)
    return value


Date = Annotated[str | None, AfterValidator(_parse_date)]
Names = Annotated[tuple[str, ...], BeforeValidator(_parse_names)]


class Narrowing(TypedDict, total=False):
    """The filters as arguments of a function, each one value or several."""

    since: str | None
    until: str | None
    speaker: str | Sequence[str]
    source: str | Sequence[str]
    country: str | Sequence[str]
    kind: Kind | Sequence[Kind]


class Filters(BaseModel):
    """Conditions on articles and passages; several values of one filter mean any of them.

    `as_of` admits what was in the library at the end of that date, in the version that is in the index.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: Date = None
    until: Date = None
    speaker: Names = ()
    source: Names = ()
    country: Names = ()
    kind: Annotated[tuple[Kind, ...], BeforeValidator(_parse_names)] = ()
    as_of: Annotated[Date, Field(exclude_if=lambda day: day is None)] = None

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Read filters from untrusted input; raise InvalidFilter with the name of the one that is invalid."""
        try:
            return cls.model_validate(dict(given))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            name = str(first["loc"][0])[:40] if first["loc"] else "filters"
            if first["type"] == "extra_forbidden":
                message = f"unknown filter “{name}”; the filters are {', '.join(cls.model_fields)}"
            else:
                message = f"filter {name}: {first['msg'].removeprefix('Value error, ')}"
            raise InvalidFilter(message) from None

    @property
    def active_names(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name, value in self if value)

    def without(self, *names: str) -> Self:
        """Return these filters with some of them unset."""
        return type(self)(**{name: value for name, value in self if name not in names})

    def passage_mask(self, generation: Generation) -> Mask:
        """Return for every passage whether it passes the filters, shape (passages,)."""
        if not self.active_names:
            return np.ones(len(generation.passages), dtype=bool)
        admitted = np.repeat(self.article_mask(generation), generation.passage_counts)
        if self.country:
            admitted &= self._passages_naming_country(generation)
        speakers = self.select_speakers(generation)
        return admitted if speakers is None else admitted & speakers.passage_mask(generation)

    def select_speakers(self, generation: Generation) -> SpeakerSelection | None:
        """Return the speakers whose words alone may answer, None for any speaker."""
        return SpeakerSelection.by_name(generation.statements, self.speaker) if self.speaker else None

    def article_mask(self, generation: Generation) -> Mask:
        """Return for every article whether its date, source and kind pass, shape (articles,)."""
        admitted = np.ones(len(generation.articles), dtype=bool)
        if self.since or self.until:
            admitted &= self._covers_days(generation.days)
        if self.as_of:
            admitted &= generation.days_added <= Period.parse(self.as_of).last.toordinal()
        if self.source:
            admitted &= generation.articles.sources.select_by_words(self.source)
        if self.kind:
            admitted &= generation.articles.kinds.select(lambda kind: kind in self.kind)
        return admitted

    def _passages_naming_country(self, generation: Generation) -> Mask:
        """Return for every passage whether it names one of the countries in any form, or its speaker speaks for one."""
        naming = np.zeros(len(generation.passages), dtype=bool)
        for name in self.country:
            code = load_gazetteer().resolve_code(name)
            naming |= passages_containing(generation, [name_term(code)] if code else stem_words(name))
            if code:
                naming |= SpeakerSelection.by_country(generation.statements, code).passage_mask(generation)
        return naming

    def count_undated(self, generation: Generation) -> int:
        """Count the articles that are excluded by a date filter because they have no date."""
        if not self.since and not self.until:
            return 0
        rows = generation.articles_of(self.without("since", "until").passage_mask(generation))
        return int((generation.days[rows, 0] == 0).sum())

    def _covers_days(self, days: Positions) -> Mask:
        """Return for every article whether its period of publication overlaps the filter's."""
        since = Period.parse(self.since).first if self.since else date.min
        until = Period.parse(self.until).last if self.until else date.max
        covered: Mask = (days[:, 1] >= since.toordinal()) & (days[:, 0] <= until.toordinal())
        return covered


def passages_containing(generation: Generation, terms: Sequence[str]) -> Mask:
    """Return for every passage whether it contains all of these terms."""
    mask = np.zeros(len(generation.passages), dtype=bool)
    mask[generation.terms.find_all_words(terms)[0]] = True
    return mask
