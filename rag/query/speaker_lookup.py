"""Speaker lookup: the people that a name, an office or a country refers to, and the passages with their words."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import numpy as np
import numpy.typing as npt

from index.attribution.statements import Speaker
from index.names.entity_resolution import Person
from index.names.gazetteer import load_gazetteer, normalize_line
from index.names.person_names import is_name_of, is_one_edit_apart
from index.store.generation import Generation
from index.store.statement_table import StatementTable
from index.text.arrays import Mask, Positions, Rows
from index.text.normalize import words
from rag.query.namesakes import prefer_person
from rag.query.vocabulary import load_vocabulary

_OFFICES = re.compile(
    r",|;|\band\s+(?=(?:the\s+)?(?:minister|secretary|president|head|chief|chair|foreign|deputy)\b)", re.IGNORECASE
)
_POSITION_BITS = 32  # bits for a position in a text, below the row of its article


@dataclass(frozen=True, slots=True)
class SpeakerSelection:
    """Selected speakers; `rows` says of each row of `statements.people` whether it is selected."""

    rows: Mask = field(repr=False)
    persons: frozenset[Person] = field(repr=False)

    @classmethod
    def by_name(cls, statements: StatementTable, names: Sequence[str]) -> Self:
        """Select the people that any of these names may refer to, in any form of it."""
        return cls._from_masks(statements, [_match_name(statements, name) for name in names])

    @classmethod
    def by_phrase(cls, statements: StatementTable, phrase: str) -> Self:
        """Select the people that a phrase of a question may refer to: by name, office or country.

        If the phrase joins several by "and", each part must match somebody; otherwise no one is selected.
        """
        whole = _match_phrase(statements, phrase)
        if whole.any():
            return cls._from_masks(statements, [whole])
        parts = [
            _match_phrase(statements, part) for part in phrase.replace(",", " and ").split(" and ") if part.strip()
        ]
        return cls._from_masks(statements, parts if all(part.any() for part in parts) else [])

    @classmethod
    def by_country(cls, statements: StatementTable, code: str) -> Self:
        """Select the people who speak for a country."""
        return cls._from_masks(statements, [_mask_of(statements, _rows_by_country(statements, {code}))])

    @classmethod
    def _from_masks(cls, statements: StatementTable, masks: Sequence[Mask]) -> Self:
        rows = np.logical_or.reduce([np.zeros(len(statements.people), dtype=bool), *masks])
        return cls(rows, frozenset(map(statements.speaker, np.flatnonzero(rows).tolist())))

    def __bool__(self) -> bool:
        """Return whether anyone is selected."""
        return bool(self.persons)

    def __and__(self, other: "SpeakerSelection") -> "SpeakerSelection":
        """Return the people in both selections."""
        return SpeakerSelection(self.rows & other.rows, self.persons & other.persons)

    def __or__(self, other: "SpeakerSelection") -> "SpeakerSelection":
        """Return the people in either selection."""
        return SpeakerSelection(self.rows | other.rows, self.persons | other.persons)

    def includes(self, speaker: Speaker | None) -> bool:
        """Return whether the speaker of a statement is selected."""
        return speaker is not None and Person(speaker.name, speaker.role, speaker.country) in self.persons

    def matching_rows(self, statements: StatementTable) -> Mask:
        """Return for each of the people whether it is a selected one; other rows can have the same person."""
        return np.isin(statements.person_numbers.of_rows, [*self._numbers(statements)])

    def _numbers(self, statements: StatementTable) -> Iterator[int]:
        numbers = statements.person_numbers.of_persons
        return (numbers[person] for person in self.persons if person in numbers)

    def passage_mask(self, generation: Generation) -> Mask:
        """Return for every passage whether it contains words of these people, shape (passages,)."""
        held = generation.passages
        return self._mask_saying(generation.statements, self.rows, held["article"], held)

    def sentence_mask(self, generation: Generation) -> Mask:
        """Return for every sentence whether it contains words of these people, shape (sentences,)."""
        rows, held = self.matching_rows(generation.statements), generation.sentences
        return self._mask_saying(generation.statements, rows, generation.article_of_sentence, held)

    @staticmethod
    def _mask_saying(statements: StatementTable, people: Mask, articles: npt.NDArray[np.int32], held: Rows) -> Mask:
        """Return which of the spans `held`, ascending and each in an article, contain words of these people."""
        chosen = np.flatnonzero(
            np.append(people, False)[statements.rows["speaker"]]
        )  # the last row is for statements without a speaker
        first, end = statements.bounds[chosen], statements.bounds[chosen + 1]
        parts = _concatenate_ranges(first, end)
        before = np.repeat(statements.article_of_statement[chosen], end - first) << _POSITION_BITS
        owners = articles.astype(np.int64) << _POSITION_BITS
        opens = np.searchsorted(owners + held["end"], before + statements.content["start"][parts], side="right")
        closes = np.searchsorted(owners + held["start"], before + statements.content["end"][parts], side="left")
        return _mask_covered(opens, closes, len(held))


def _match_name(statements: StatementTable, name: str, beside: AbstractSet[str] = frozenset()) -> Mask:
    """Return who matches a name: their name or office has a word similar to one of it, other than "of" or "the".

    A word `beside` the name of a country must be among them: Iran is not the president of Iran.
    """
    typed = _normalize_words(name) - load_vocabulary().linking
    near = statements.person_lookup.find_by_name(name) if typed else ()

    def fits(person: Person) -> bool:
        known = _words_of(person)
        if not is_name_of(name, *person) or not _has_similar_word(beside or typed, known):
            return False
        return _has_similar_word(typed, _normalize_words(person.name)) or holds_office(typed, person.role or "")

    return _filter_rows(statements, near, fits)


def _has_similar_word(typed: AbstractSet[str], known: AbstractSet[str]) -> bool:
    return any(_is_similar(word, known_word) for word in typed for known_word in known)


def _is_similar(typed: str, word: str) -> bool:
    return word == typed or is_one_edit_apart(typed, word) or (len(typed) == 1 and word.startswith(typed))


def _match_phrase(statements: StatementTable, phrase: str) -> Mask:
    question = f"did {phrase} say"  # in this context a capital is read as its government
    named = [
        match
        for match in load_gazetteer().find(question, typed=True)
        if load_gazetteer().is_country(match.form.codes[0])
    ]
    if not named:
        return prefer_person(statements, _match_name(statements, phrase), phrase)
    codes, line = frozenset(named[0].form.codes), normalize_line(question)
    around = line[len("did ") : named[0].start], line[named[0].end : -len(" say")]
    rest = _normalize_words(" ".join(around)) - load_vocabulary().linking - load_vocabulary().any_representative
    near = {*_rows_by_country(statements, codes), *_rows_naming(statements, codes)}
    speaking = _filter_rows(statements, near, lambda person: _speaks_for(person, codes, rest))
    return speaking | _match_name(statements, phrase, rest) if rest else speaking


def _rows_by_country(statements: StatementTable, codes: AbstractSet[str]) -> list[int]:
    """Return the rows of the people of these countries."""
    countries = statements.person_lookup.countries
    return [row for country in countries.numbers if _country_code(country) in codes for row in countries.find(country)]


def _rows_naming(statements: StatementTable, codes: AbstractSet[str]) -> set[int]:
    """Return the rows of the people whose name or office may name one of these countries."""
    forms = {words(form.spelling) for code in codes for form in load_gazetteer().forms_of_code(code)}
    return set().union(*map(statements.person_lookup.find_by_words, forms))


def _speaks_for(person: Person, codes: frozenset[str], office: frozenset[str]) -> bool:
    """Return whether a person speaks for one of these countries, in the office that is asked for, if any."""
    words = _words_of(person)
    is_held = office <= words and holds_office(office, f"{person.name}, {person.role or ''}")
    if not is_held and not _heads(office, person.role or ""):
        return False
    return _country_code(person.country) in codes or (
        bool(office or words & load_vocabulary().state_offices or _is_country_name(person.name))
        and bool(codes & _codes_of(person))
    )


def holds_office(asked: AbstractSet[str], described: str) -> bool:
    """Return whether a name with its offices holds all words of the office asked for, and is that office itself.

    A deputy, a former holder or a spokesman is another, unless he is asked for; of several offices in one description
    any may be it: a deputy prime minister and minister for foreign affairs is a foreign minister.
    """
    lesser = load_vocabulary().lesser_offices - asked
    if not asked or not asked <= _normalize_words(described):
        return not asked
    parts = [_normalize_words(part) for part in split_offices(described)]
    whole = any(asked <= part for part in parts)
    return any(asked <= part and not lesser & part for part in parts) or (
        not whole and not lesser & _normalize_words(described)
    )


def _heads(asked: AbstractSet[str], role: str) -> bool:
    """Return whether an article lists the holder of an office only as the head that it is: a king as head of state."""
    head = next((words for offices, words in _HEADS if asked <= offices), None)
    return bool(asked) and head is not None and _normalize_words(role) == head


_HEADS = (
    (
        frozenset(["king", "queen", "emir", "amir", "sultan", "monarch", "president", "emperor", "majesty", "ruler"]),
        frozenset(["head", "of", "state"]),
    ),
    (frozenset(["prime", "minister", "premier", "chancellor"]), frozenset(["head", "of", "government"])),
)


def split_offices(described: str) -> list[str]:
    """Return each of several offices in one description."""
    return _OFFICES.split(described)


@lru_cache(maxsize=1 << 17)
def _words_of(person: Person) -> frozenset[str]:
    """Return the words of a person's name and office."""
    return _normalize_words(f"{person.name} {person.role or ''}")


@lru_cache(maxsize=1 << 16)
def _codes_of(person: Person) -> frozenset[str]:
    """Return the codes of the names in a person's name and office."""
    return frozenset(load_gazetteer().find_codes(f"{person.name} {person.role or ''}"))


@lru_cache(maxsize=1 << 12)
def _country_code(country: str | None) -> str | None:
    return load_gazetteer().resolve_code(country) if country else None


@lru_cache(maxsize=1 << 14)
def _is_country_name(name: str) -> bool:
    """Return whether a name is exactly that of a country."""
    line = normalize_line(name).removeprefix("the ").removeprefix("The ")
    return any(match.start == 0 and match.end == len(line) for match in load_gazetteer().find(f"{line}"))


def _normalize_words(text: str) -> frozenset[str]:
    """Return the words of a text in one spelling: a Defense Ministry is a ministry of defence."""
    return frozenset("defence" if word == "defense" else word for word in words(text))


def _filter_rows(statements: StatementTable, rows: Collection[int], fits: Callable[[Person], bool]) -> Mask:
    """Select the rows that fit either as their article has the person or as the library lists them."""
    fitting = []
    for row in rows:
        named, listed = statements.people[row], statements.speaker(row)
        if fits(named) or (listed != named and fits(listed)):
            fitting.append(row)
    return _mask_of(statements, fitting)


def _mask_of(statements: StatementTable, rows: Collection[int]) -> Mask:
    mask = np.zeros(len(statements.people), dtype=bool)
    mask[[*rows]] = True
    return mask


def _concatenate_ranges(first: Positions, end: Positions) -> Positions:
    """Return all positions in the ranges, one range after the other."""
    counts = end - first
    return np.repeat(first - np.cumsum([0, *counts])[: len(counts)], counts) + np.arange(counts.sum())


def _mask_covered(opens: Positions, closes: Positions, length: int) -> Mask:
    """Return which positions lie in any of these ranges."""
    steps = np.bincount(opens, minlength=length + 1) - np.bincount(closes, minlength=length + 1)
    covered: Mask = np.cumsum(steps)[:length] > 0
    return covered
