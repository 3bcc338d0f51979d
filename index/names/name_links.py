"""Name links: which people of a library the merge rules could compare, found without comparing them.

Most people share too little of their names with anybody for a rule to look at both. Those who share enough are linked,
directly or over others, and make a group; the rules find the same in a group by itself as in the whole library.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import NamedTuple

import numpy as np

from index.names.merge_rules import (
    MIN_ARTICLES,
    changeable_words,
    delete_letters,
    identifies_holder,
    reduce_to_consonants,
)
from index.names.person_clusters import Office
from index.names.person_names import PersonName
from index.text.arrays import Positions, find_groups

_Sounds = tuple[str, ...]


class NamedPerson(NamedTuple):
    """A speaker as articles name them: the parsed name, the country, the office, and the number of articles."""

    name: PersonName
    country: str | None
    office: Office
    articles: int


class NameLinks(NamedTuple):
    """The group of each person, by its least row.

    `others` are the people whom no rule compares with anybody, by the first and the last word of their names: each with
    the number of articles that name one of them with this last word. The rule for surnames asks no more of them.
    """

    groups: Positions
    others: Mapping[str, int]


def link_names(people: Sequence[NamedPerson]) -> NameLinks:
    """Return who could be compared with whom."""
    links = _Links(len(people))
    spelt = [(*sorted(person.name.words or (person.name.written,)),) for person in people]
    sounds = {words: (*sorted(map(reduce_to_consonants, words)),) for words in dict.fromkeys(spelt)}
    links.share(spelt)
    links.share(
        (person.country, sounds[words]) if person.country else None for person, words in zip(people, spelt, strict=True)
    )
    _link_misspelt(links, people)
    firsts = {words: row for row, words in reversed([*enumerate(spelt)])}  # all with the same words are linked
    _link_parts(links, people, {row: sounds[words] for words, row in firsts.items()})
    return NameLinks(*_link_surnames(links, people))


class _Links:
    """Pairs of people who are linked."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.pairs: list[tuple[int, int]] = []

    def share(self, keys: Iterable[Hashable | None]) -> None:
        """Link all people who have the same key, each with the first of them."""
        first: dict[Hashable, int] = {}
        for row, key in enumerate(keys):
            if key is not None and (other := first.setdefault(key, row)) != row:
                self.pairs.append((other, row))

    def group(self) -> Positions:
        """Return the group of each person."""
        ends = np.array(self.pairs, dtype=np.int64).reshape(-1, 2)
        return find_groups(ends[:, 0], ends[:, 1], self._count)

    def find_linked(self) -> list[bool]:
        """Return for each person whether there is a link to another."""
        groups = self.group()
        linked: list[bool] = (np.bincount(groups, minlength=self._count) > 1)[groups].tolist()
        return linked


def _link_misspelt(links: _Links, people: Sequence[NamedPerson]) -> None:
    """Link the names of a country that are alike but for a letter of one word."""
    beside: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row, person in enumerate(people):
        for others, word in changeable_words(person.country, person.name.words):
            beside[others].setdefault(word, row)
    for rows in beside.values():
        if len(rows) > 1:
            first: dict[str, int] = {}
            for word, row in rows.items():
                links.pairs += [
                    (other, row) for key in delete_letters("", word) if (other := first.setdefault(key, row)) != row
                ]


def _link_parts(links: _Links, people: Sequence[NamedPerson], sounds: Mapping[int, _Sounds]) -> None:
    """Link names of which one may be a part of the other, if the offices of both may be one.

    Whoever is linked may have any office of those whom they are linked with.
    """
    linked = links.find_linked()
    holding = [
        row
        for row, of in sounds.items()
        if of[1:]
        and (linked[row] or (people[row].office and identifies_holder(people[row].office, people[row].country)))
    ]
    parts: defaultdict[_Sounds, list[int]] = defaultdict(list)
    for row in holding:
        if key := _part_key(sounds[row]):
            parts[key].append(row)
    near = [
        (part, whole)
        for whole in holding
        for key in _whole_keys(sounds[whole])
        for part in parts.get(key, ())
        if part != whole and len(sounds[part]) <= len(sounds[whole])
    ]
    while near:
        offices = [None if linked[row] else (people[row].country, people[row].office) for row in range(len(people))]
        same = [pair for pair in near if None in (own := [offices[row] for row in pair]) or own[0] == own[1]]
        if not same:
            break
        links.pairs += same
        near, linked = [*{*near} - {*same}], links.find_linked()


def _part_key(sounds: _Sounds) -> _Sounds | None:
    """Return two words that a fuller name has too, or a word and an initial; None if there are only initials."""
    words, initials = [word for word in sounds if word[1:]], [word for word in sounds if not word[1:]]
    if len(words) > 1:
        return words[0], words[1]
    return (words[0], f"{initials[0]}.") if words and initials else None


def _whole_keys(sounds: _Sounds) -> Iterator[_Sounds]:
    """Yield the keys that names may have of which this one is a fuller form."""
    words = [word for word in sounds if word[1:]]
    yield from dict.fromkeys(combinations(words, 2))
    for word in dict.fromkeys(words):
        rest = [*sounds]
        rest.remove(word)
        yield from dict.fromkeys((word, f"{other[:1]}.") for other in rest)


class _Surnames(NamedTuple):
    """The surnames by themselves: the row of somebody with each, and the countries of all who have it."""

    rows: Mapping[str, int]
    countries: Mapping[str, AbstractSet[str]]

    @classmethod
    def find(cls, people: Sequence[NamedPerson]) -> "_Surnames":
        """Find them among people."""
        rows: dict[str, int] = {}
        countries: defaultdict[str, set[str]] = defaultdict(set)
        for row, person in enumerate(people):
            if person.name.is_single_word:
                rows.setdefault(person.name.words[0], row)
                countries[person.name.words[0]] |= {person.country} if person.country else set()
        return cls(rows, dict(countries))

    def find_meaning(self, person: NamedPerson, own: AbstractSet[str], *, is_linked: bool) -> list[int]:
        """Return the rows of those that may mean a person, whose group has its `own` countries.

        A first name means nobody but who is of the same country; who is frequent may get that of a surname.
        """
        first, last = person.name.words[0], person.name.words[-1]
        of_last, of_first = (self.countries.get(word, frozenset[str]()) for word in (last, first))
        is_frequent = is_linked or person.articles >= MIN_ARTICLES
        is_first = not of_first.isdisjoint(own | of_last if is_frequent else own)
        is_last = is_frequent or is_first or not of_last.isdisjoint(own)
        meaning = [word for word, means in ((last, is_last), (first, is_first)) if means and word in self.rows]
        return [self.rows[word] for word in meaning]


def _link_surnames(links: _Links, people: Sequence[NamedPerson]) -> tuple[Positions, dict[str, int]]:
    """Link each surname by itself with all whom it may mean; return the groups, and who is in none (`NameLinks`)."""
    groups, linked, surnames = links.group().tolist(), links.find_linked(), _Surnames.find(people)
    countries: defaultdict[int, set[str]] = defaultdict(set)
    for group, person in zip(groups, people, strict=True):
        countries[group] |= {person.country} if person.country else set()
    others: dict[str, int] = {}
    in_groups = []
    for row, person in enumerate(people):
        if len(person.name.words) > 1:
            meaning = surnames.find_meaning(person, countries[groups[row]], is_linked=linked[row])
            links.pairs += [(surname, row) for surname in meaning]
            if meaning or linked[row]:
                in_groups.append((person.name.words[0], row))
            else:
                others[person.name.words[-1]] = others.get(person.name.words[-1], 0) + person.articles
                others.setdefault(person.name.words[0], 0)
    # The rule also asks whether a surname is the first word of anybody's name.
    links.pairs += [
        (surnames.rows[word], row) for word, row in in_groups if word in surnames.rows and word not in others
    ]
    return links.group(), others
