"""Statement filters: selection of statements by speaker, subject, country, date, source and kind.

Tables narrow the statements before any text is read: subjects and countries are looked up among the passages, and only
the statements within passages that have them are checked word by word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Self

import numpy as np

from index.errors import InvalidQuestion
from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.term_index import name_term, stem_words
from index.text.arrays import Mask, Positions
from rag.query.filters import Filters
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection

Read = Callable[[ArticleRow], str]
Subjects = tuple[tuple[str, ...], ...]

_REMEMBERED = 8  # subjects
_POSITION_BITS = 32  # bits for a position in a text, below the row of its article


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """Which statements are wanted; `subjects` are alternative sets of terms, of which a statement has all of one."""

    filters: Filters
    subjects: Subjects
    speaker_id: str | None = None

    @classmethod
    def parse(cls, about: str | None, filters: Filters | None, speaker_id: str | None = None) -> Self:
        """Parse a query from untrusted input; raise InvalidQuestion if `about` names no subject."""
        subjects = Question.parse(about, load_gazetteer()).subjects if about is not None else ()
        if about is not None and not any(subjects):
            raise InvalidQuestion("about: no subject in these words; name one, such as Libya or a ceasefire")
        return cls(filters or Filters(), subjects, speaker_id)


class StatementSelector:
    """Selects among all statements of a generation."""

    def __init__(self, index: Generation, read: Read, select_speaker: Callable[[str], Mask]) -> None:
        """Take the index, and functions that read an article's text and select the people of a speaker's id."""
        self._index, self._read, self._spoken = index, read, index.statements
        self._select_speaker = select_speaker
        self._remembered: dict[tuple[tuple[str, ...], ...], tuple[Mask, Mask]] = {}

    def select(self, query: StatementQuery) -> Mask:
        """Return for every statement whether it is selected."""
        filters = query.filters
        selected = filters.article_mask(self._index)[self._spoken.article_of_statement]
        speakers = filters.select_speakers(self._index)
        if speakers is not None:  # an unknown name selects no statements
            selected &= self._made_by(speakers.rows)
        if query.speaker_id is not None:
            selected &= self._made_by(self._select_speaker(query.speaker_id))
        if filters.country:
            speaking = self._made_for_country(filters.country)
            selected &= speaking | self._containing(selected & ~speaking, _country_terms(filters.country))
        if query.subjects:
            selected = self._containing(selected, query.subjects)
        return selected

    @cached_property
    def _parts(self) -> Positions:
        """The row of the statement of each part of the content."""
        return np.repeat(np.arange(len(self._spoken)), np.diff(self._spoken.bounds))

    @cached_property
    def _reach(self) -> tuple[Positions, Positions]:
        """The first passage that each part of the content lies in, and the one after the last."""
        passages, parts = self._index.passages, self._spoken.content
        begins = (passages["article"].astype(np.int64) << _POSITION_BITS) + passages["start"]
        articles = self._spoken.article_of_statement[self._parts] << _POSITION_BITS
        first = np.searchsorted(begins, articles + parts["start"], side="right") - 1
        return np.maximum(first, 0), np.searchsorted(begins, articles + parts["end"])

    def _made_for_country(self, countries: Sequence[str]) -> Mask:
        """Return for every statement whether its speaker speaks for one of these countries."""
        codes = filter(None, map(load_gazetteer().resolve_code, countries))
        people = [SpeakerSelection.by_country(self._spoken, code).rows for code in codes]
        return self._made_by(np.logical_or.reduce([np.zeros(len(self._spoken.people), dtype=bool), *people]))

    def _made_by(self, people: Mask) -> Mask:
        """Return for every statement whether one of these people made it."""
        made: Mask = np.append(people, False)[
            self._spoken.rows["speaker"]
        ]  # the last row is for statements without a speaker
        return made

    def _containing(self, among: Mask, subjects: Sequence[Sequence[str]]) -> Mask:
        """Narrow statements to those whose own words contain all terms of any subject.

        Which statements of the subjects asked last were read, and what they contain, is remembered.
        """
        key, nothing = tuple(map(tuple, subjects)), np.zeros(len(among), dtype=bool)
        read, contains = self._remembered.get(key, (nothing, nothing))
        unread = among & ~read
        if unread.any():
            contains = contains | self._read_for(unread, subjects)  # not in place: others may read it
            self._remembered.pop(key, None)
            self._remembered[key] = read | among, contains
            if len(self._remembered) > _REMEMBERED:
                self._remembered.pop(next(iter(self._remembered)), None)
        return among & contains

    def _read_for(self, among: Mask, subjects: Sequence[Sequence[str]]) -> Mask:
        """Return which of some statements contain all terms of any subject."""
        near = np.logical_or.reduce([self._in_passages_with(terms) for terms in subjects])
        subjects_split = [_split_terms(terms) for terms in subjects]
        contains, owners, bounds = (
            np.zeros(len(among), dtype=bool),
            self._spoken.article_of_statement,
            self._spoken.bounds,
        )
        for article, rows in groupby(np.flatnonzero(among & near).tolist(), key=lambda row: int(owners[row])):
            text = self._read(self._index.articles[article])
            for row in rows:
                spans = self._spoken.content[bounds[row] : bounds[row + 1]].tolist()
                contains[row] = _contains_subject(" ".join(text[start:end] for start, end in spans), subjects_split)
        return contains

    def _in_passages_with(self, terms: Sequence[str]) -> Mask:
        """Return for every statement whether the passages that it lies in contain all of these terms."""
        near: Mask = np.logical_and.reduce([self._in_passages_with_term(term) for term in terms])
        return near

    def _in_passages_with_term(self, term: str) -> Mask:
        holding = np.zeros(len(self._index.passages) + 1, dtype=np.int64)
        holding[1:][self._index.terms.find_all_words([term])[0]] = 1
        before, (first, end) = np.cumsum(holding), self._reach
        return np.bincount(self._parts, before[end] > before[first], len(self._spoken)) > 0


def _country_terms(countries: Sequence[str]) -> list[Sequence[str]]:
    """Return the terms by which each country is found."""
    codes = [(country, load_gazetteer().resolve_code(country)) for country in countries]
    return list(filter(None, ([name_term(code)] if code else stem_words(country) for country, code in codes)))


def _split_terms(terms: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Split the terms of a subject into stems and names."""
    names = frozenset(term for term in terms if term.startswith(name_term("")))
    return frozenset(terms) - names, names


def _contains_subject(words: str, subjects: Sequence[tuple[frozenset[str], frozenset[str]]]) -> bool:
    """Return whether words contain all terms of any subject; names are looked for only if the stems match."""
    found_stems = frozenset(stem_words(words)) if any(plain for plain, _ in subjects) else frozenset()
    wanted = [names for plain, names in subjects if plain <= found_stems]
    found_names = frozenset(map(name_term, load_gazetteer().find_codes(words))) if any(wanted) else frozenset()
    return any(names <= found_names for names in wanted)
