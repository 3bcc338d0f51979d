"""Which statements of the whole library are wanted: by speaker, subject, country, date, source and kind.

Tables narrow them before a text is read: subjects and countries are looked up among the passages, and only where those
that a statement stands in hold them are its own words looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Self

import numpy as np
import numpy.typing as npt

from index.errors import InvalidQuestion
from index.names.gazetteer import aliases
from index.store.article_table import Entry
from index.store.generation import Generation
from index.store.term_index import name_term, stems
from rag.query.filters import Filters
from rag.query.question import Question
from rag.query.speaker_lookup import Speakers

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]
Read = Callable[[Entry], str]
Subjects = tuple[tuple[str, ...], ...]

_ARTICLE = 32  # bits by which an article's row stands before a position in its text


@dataclass(frozen=True, slots=True)
class Choice:
    """Which statements are wanted; `subjects` are terms of which their words hold all of one, whatever if empty."""

    filters: Filters
    subjects: Subjects

    @classmethod
    def read(cls, about: str | None, filters: Filters | None) -> Self:
        """Read a choice as it comes from outside; InvalidQuestion where `about` names no subject."""
        subjects = Question.read(about, aliases()).subjects if about is not None else ()
        if about is not None and not any(subjects):
            raise InvalidQuestion("about: these words name no subject; give one, such as Libya or a ceasefire")
        return cls(filters or Filters(), subjects)


class Chooser:
    """Chooses among all statements of a generation."""

    def __init__(self, index: Generation, read: Read) -> None:
        self._index, self._read, self._spoken = index, read, index.spoken

    def choose(self, choice: Choice) -> Mask:
        """Tell for every statement whether it is wanted."""
        filters = choice.filters
        among = filters.articles(self._index)[self._spoken.owners]
        speakers = filters.speakers(self._index)
        if speakers is not None:  # nobody of that name is somebody who said nothing
            among &= self._by(speakers.rows)
        if filters.country:
            speaking = self._speaking_for(filters.country)
            among &= speaking | self._holding(among & ~speaking, _named(filters.country))
        if choice.subjects:
            among = self._holding(among, choice.subjects)
        return among

    @cached_property
    def _parts(self) -> Positions:
        """The row of the statement of each part of what was said."""
        return np.repeat(np.arange(len(self._spoken)), np.diff(self._spoken.bounds))

    @cached_property
    def _reach(self) -> tuple[Positions, Positions]:
        """The first passage that each part stands in, and the one after the last."""
        passages, parts = self._index.passages, self._spoken.content
        begins = (passages["article"].astype(np.int64) << _ARTICLE) + passages["start"]
        articles = self._spoken.owners[self._parts] << _ARTICLE
        first = np.searchsorted(begins, articles + parts["start"], side="right") - 1
        return np.maximum(first, 0), np.searchsorted(begins, articles + parts["end"])

    def _speaking_for(self, countries: Sequence[str]) -> Mask:
        """Tell for every statement whether its speaker speaks for one of these."""
        codes = filter(None, map(aliases().code, countries))
        people = [Speakers.speaking_for(self._spoken, code).rows for code in codes]
        return self._by(np.logical_or.reduce([np.zeros(len(self._spoken.people), dtype=bool), *people]))

    def _by(self, people: Mask) -> Mask:
        """Tell for every statement whether one of these people made it."""
        made: Mask = np.append(people, False)[self._spoken.statements["speaker"]]  # the last is nobody's
        return made

    def _holding(self, among: Mask, subjects: Sequence[Sequence[str]]) -> Mask:
        """Narrow statements to those whose own words hold all terms of any subject."""
        near = np.logical_or.reduce([self._near(terms) for terms in subjects])
        parted = [_parted(terms) for terms in subjects]
        held, owners, bounds = np.zeros(len(among), dtype=bool), self._spoken.owners, self._spoken.bounds
        for article, rows in groupby(np.flatnonzero(among & near).tolist(), key=lambda row: int(owners[row])):
            text = self._read(self._index.articles[article])
            for row in rows:
                spans = self._spoken.content[bounds[row] : bounds[row + 1]].tolist()
                held[row] = _holds(" ".join(text[start:end] for start, end in spans), parted)
        return held

    def _near(self, terms: Sequence[str]) -> Mask:
        """Tell for every statement whether the passages that it stands in hold all of these terms."""
        near: Mask = np.logical_and.reduce([self._touched(term) for term in terms])
        return near

    def _touched(self, term: str) -> Mask:
        holding = np.zeros(len(self._index.passages) + 1, dtype=np.int64)
        holding[1:][self._index.terms.holding([term])[0]] = 1
        before, (first, end) = np.cumsum(holding), self._reach
        return np.bincount(self._parts, before[end] > before[first], len(self._spoken)) > 0


def _named(countries: Sequence[str]) -> list[Sequence[str]]:
    """Give the terms by which each country is found."""
    codes = [(country, aliases().code(country)) for country in countries]
    return list(filter(None, ([name_term(code)] if code else stems(country) for country, code in codes)))


def _parted(terms: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Part the stems of a subject from its names."""
    names = frozenset(term for term in terms if term.startswith(name_term("")))
    return frozenset(terms) - names, names


def _holds(words: str, subjects: Sequence[tuple[frozenset[str], frozenset[str]]]) -> bool:
    """Tell whether words hold all of any subject; names take longer, and are looked for where its stems are there."""
    held = frozenset(stems(words)) if any(plain for plain, _ in subjects) else frozenset()
    wanted = [names for plain, names in subjects if plain <= held]
    named = frozenset(map(name_term, aliases().codes(words))) if any(wanted) else frozenset()
    return any(names <= named for names in wanted)
