"""Speakers: the people who are meant by a name, an office or a country, and the passages that hold their words."""

from collections.abc import Callable, Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import numpy as np
import numpy.typing as npt

from index.attribution.statements import Speaker
from index.names.entity_resolution import Person
from index.names.gazetteer import aliases, spaced
from index.names.person_names import matches, one_letter_apart
from index.store.generation import Generation
from index.store.statement_table import StatementTable
from index.text.normalize import words

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]

_ARTICLE = 32  # bits by which an article's row stands before a position in its text
_LINKS = frozenset({"a", "an", "and", "for", "of", "s", "the", "to"})
_ANYONE = frozenset(
    {"administration", "authorities", "delegation", "government", "governments", "leader", "leaders", "official"}
    | {"officials", "representative", "representatives", "side", "spokesman", "spokesperson", "spokeswoman", "state"}
)
_OFFICES = frozenset({"cabinet", "defence", "embassy", "government", "ministry", "parliament", "presidency", "foreign"})


@dataclass(frozen=True, slots=True)
class Speakers:
    """People of a library: `rows` tells of each of `spoken.people` whether they are meant."""

    rows: Mask = field(repr=False)
    persons: frozenset[Person] = field(repr=False)

    @classmethod
    def named(cls, spoken: StatementTable, names: Sequence[str]) -> Self:
        """Give those whom one of these names may mean, in any form of it."""
        return cls._of(spoken, [_named(spoken, name) for name in names])

    @classmethod
    def meant(cls, spoken: StatementTable, who: str) -> Self:
        """Give those whom a question may mean by these words: of a name, in an office, or speaking for a country.

        Of several that are joined by "and", each must be somebody.
        """
        whole = _meant(spoken, who)
        if whole.any():
            return cls._of(spoken, [whole])
        parts = [_meant(spoken, part) for part in who.replace(",", " and ").split(" and ") if part.strip()]
        return cls._of(spoken, parts if all(part.any() for part in parts) else [])

    @classmethod
    def speaking_for(cls, spoken: StatementTable, code: str) -> Self:
        """Give those who speak for a country."""
        return cls._of(spoken, [_among(spoken, _countrymen(spoken, {code}))])

    @classmethod
    def _of(cls, spoken: StatementTable, found: Sequence[Mask]) -> Self:
        rows = np.logical_or.reduce([np.zeros(len(spoken.people), dtype=bool), *found])
        return cls(rows, frozenset(map(spoken.shown, np.flatnonzero(rows).tolist())))

    def __bool__(self) -> bool:
        """Tell whether anybody is meant."""
        return bool(self.persons)

    def __and__(self, other: "Speakers") -> "Speakers":
        """Give those who are among both."""
        return Speakers(self.rows & other.rows, self.persons & other.persons)

    def made(self, speaker: Speaker | None) -> bool:
        """Tell whether a statement's speaker is one of them."""
        return speaker is not None and Person(speaker.name, speaker.role, speaker.country) in self.persons

    def passages(self, generation: Generation) -> Mask:
        """Tell for every passage whether it holds words of theirs."""
        spoken, held = generation.spoken, generation.passages
        chosen = np.flatnonzero(np.append(self.rows, False)[spoken.statements["speaker"]])  # the last is nobody's
        first, end = spoken.bounds[chosen], spoken.bounds[chosen + 1]
        parts = _ranges(first, end)
        before = np.repeat(spoken.owners[chosen], end - first) << _ARTICLE
        owners = held["article"].astype(np.int64) << _ARTICLE
        opens = np.searchsorted(owners + held["end"], before + spoken.content["start"][parts], side="right")
        closes = np.searchsorted(owners + held["start"], before + spoken.content["end"][parts], side="left")
        return _covered(opens, closes, len(held))


def _named(spoken: StatementTable, name: str) -> Mask:
    """Tell whom a name may mean: their name or office has a word like one of it, and not only "of" or "the"."""
    typed = _spelt(name) - _LINKS
    near = spoken.directory.named(name) if typed else ()
    return _where(spoken, near, lambda one: matches(name, *one) and _resembles(typed, _known(one)[0]))


def _resembles(typed: AbstractSet[str], known: AbstractSet[str]) -> bool:
    return any(_alike(one, word) for one in typed for word in known)


def _alike(typed: str, word: str) -> bool:
    return word == typed or one_letter_apart(typed, word) or (len(typed) == 1 and word.startswith(typed))


def _meant(spoken: StatementTable, who: str) -> Mask:
    asked = f"did {who} say"  # for a capital stands for its government where it speaks
    named = [mention for mention in aliases().find(asked, typed=True) if aliases().is_country(mention.form.codes[0])]
    if not named:
        return _named(spoken, who)
    codes, line = frozenset(named[0].form.codes), spaced(asked)
    around = line[len("did ") : named[0].start], line[named[0].end : -len(" say")]
    rest = _spelt(" ".join(around)) - _LINKS - _ANYONE
    near = {*_countrymen(spoken, codes), *_naming(spoken, codes)}
    speaking = _where(spoken, near, lambda one: _speaks(one, codes, rest))
    return speaking | _named(spoken, who) if rest else speaking


def _countrymen(spoken: StatementTable, codes: AbstractSet[str]) -> list[int]:
    """Give the rows of those who are of these countries."""
    return [row for country, rows in spoken.directory.countries.items() if _code(country) in codes for row in rows]


def _naming(spoken: StatementTable, codes: AbstractSet[str]) -> set[int]:
    """Give the rows of those whose name or office may name one of these countries."""
    forms = {words(form.spelling) for code in codes for form in aliases().forms(code)}
    return set().union(*map(spoken.directory.holding, forms))


def _speaks(one: Person, codes: frozenset[str], office: frozenset[str]) -> bool:
    """Tell whether somebody speaks for a country, in an office where one is asked for."""
    known, named = _known(one)
    if _code(one.country) in codes:
        return office <= known
    return bool(codes & named) and office <= known and (bool(office or known & _OFFICES) or _is_country(one.name))


@lru_cache(maxsize=1 << 17)
def _known(one: Person) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words of a person's name and office, and the codes of what these name."""
    text = f"{one.name} {one.role or ''}"
    return _spelt(text), frozenset(aliases().codes(text))


@lru_cache(maxsize=1 << 12)
def _code(country: str | None) -> str | None:
    return aliases().code(country) if country else None


def _is_country(name: str) -> bool:
    """Tell whether a name is that of a country and no more."""
    line = spaced(name).removeprefix("the ").removeprefix("The ")
    return any(one.start == 0 and one.end == len(line) for one in aliases().find(f"{line}"))


def _spelt(text: str) -> frozenset[str]:
    """Give words under one spelling: a Defense Ministry is a ministry of defence."""
    return frozenset("defence" if word == "defense" else word for word in words(text))


def _where(spoken: StatementTable, rows: Collection[int], fits: Callable[[Person], bool]) -> Mask:
    """Tell of whom something holds, as their article has them or as the library lists them; only of some it may."""
    return _among(spoken, [row for row in rows if fits(spoken.people[row]) or fits(spoken.shown(row))])


def _among(spoken: StatementTable, rows: Collection[int]) -> Mask:
    told = np.zeros(len(spoken.people), dtype=bool)
    told[[*rows]] = True
    return told


def _ranges(first: Positions, end: Positions) -> Positions:
    """Give all positions of ranges, one range after the other."""
    counts = end - first
    return np.repeat(first - np.cumsum([0, *counts])[: len(counts)], counts) + np.arange(counts.sum())


def _covered(opens: Positions, closes: Positions, length: int) -> Mask:
    """Tell which positions lie in any of these ranges."""
    steps = np.bincount(opens, minlength=length + 1) - np.bincount(closes, minlength=length + 1)
    covered: Mask = np.cumsum(steps)[:length] > 0
    return covered
