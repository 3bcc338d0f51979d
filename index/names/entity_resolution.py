"""Entity resolution of people: each person of a library under one name, as far as it is certain.

Uncertain cases stay apart: a reader can add up two entries, but cannot split one.
"""

import gc
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from index.names.gazetteer import load_gazetteer
from index.names.merge_rules import join_countries, join_misspelt, join_parts, join_sounds, join_surnames
from index.names.name_links import NamedPerson, link_names
from index.names.person_clusters import Key, Office, PersonCluster, sort_clusters
from index.names.person_names import COURTESIES, PersonName, format_name, parse_name
from index.text.normalize import words

_FUNCTION_WORDS = frozenset({"of", "the", "for", "and", "to"})
_RULES = join_countries, join_sounds, join_misspelt, join_parts  # in descending order of certainty, before surnames


class Person(NamedTuple):
    """A speaker of a library: the name, and the office and country that an article gives."""

    name: str
    role: str | None
    country: str | None


class Resolved(NamedTuple):
    """The people of an earlier library, each as resolved, and those whom the articles name that came to it since."""

    canonical: Mapping[Person, Person]
    named_since: AbstractSet[Person]


def resolve_people(people: Mapping[Person, Sequence[int]], earlier: Resolved | None = None) -> dict[Person, Person]:
    """Return for each person the canonical name and country, without the role, which changes with time.

    `people` has for each the row of the article of each statement. Their order makes no difference. Of an `earlier`
    library, from which no article may have gone, those stay resolved whose names nobody comes near who was named since:
    the result is the same.
    """
    persons = sorted(people, key=lambda person: tuple(part or "" for part in person))
    with _paused_collector():
        countries = {name: load_gazetteer().resolve_country(name) for name in {person.country for person in persons}}
        named = [_parse(person, countries[person.country], people[person]) for person in persons]
        rows, others = _find_stale(persons, named, earlier) if earlier else (range(len(persons)), {})
        clusters = _build_clusters({row: named[row] for row in rows}, [people[person] for person in persons])
        with_words = [cluster for cluster in clusters if cluster.main_name.words]  # not "%"
        for join in _RULES:
            join(sort_clusters(with_words))
        join_surnames(sort_clusters(with_words), others)
        canonical = [(_choose_name(cluster), cluster.members) for cluster in sort_clusters(clusters)]
    resolved = {persons[member]: person for person, members in canonical for member in members}
    return {person: resolved.get(person) or earlier.canonical[person] for person in persons} if earlier else resolved


def _find_stale(
    persons: Sequence[Person], named: Sequence[NamedPerson], earlier: Resolved
) -> tuple[Sequence[int], Mapping[str, int]]:
    """Return the rows of those who must be resolved again, and what the rule for surnames asks of the others."""
    links = link_names(named)
    is_new = [person in earlier.named_since or person not in earlier.canonical for person in persons]
    names = {
        word
        for one, new in zip(named, is_new, strict=True)
        if new
        for word in (*one.name.words[:1], *one.name.words[-1:])
    }
    is_touched = [
        new or (one.name.is_single_word and one.name.words[0] in names) for one, new in zip(named, is_new, strict=True)
    ]
    touched = np.zeros(len(persons), dtype=np.bool_)
    touched[links.groups[is_touched]] = True
    return np.flatnonzero(touched[links.groups]).tolist(), links.others


@cache
def rules_digest() -> str:
    """Return a digest of the modules and word lists that decide who is who: with others, all are resolved again."""
    deciding = [file for file in files("index.names").iterdir() if file.name.endswith((".py", ".toml"))]
    read = [file.read_bytes() for file in sorted(deciding, key=lambda file: file.name)]
    return hashlib.sha256(b"\0".join([*read, (files("index.text") / "normalize.py").read_bytes()])).hexdigest()


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Look for no cyclic garbage within the block: hundreds of thousands of objects would be visited many times."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _parse(person: Person, country: str | None, rows: Sequence[int]) -> NamedPerson:
    name = parse_name(person.name)
    return NamedPerson(name, country, _find_office(person, name), len({*rows}))


def _build_clusters(named: Mapping[int, NamedPerson], rows: Sequence[Sequence[int]]) -> list[PersonCluster]:
    """Return a cluster for each set of words and country; the order of words and honorifics make no difference."""
    clusters: dict[Key, PersonCluster] = {}
    for number, (name, country, office, articles) in named.items():
        names = Counter({name: max(1, articles)})
        cluster = PersonCluster(country, [number], names, {office} if office else set(), Counter(rows[number]))
        clusters.setdefault(_cluster_key(name, country, office), cluster).absorb(cluster)
    return list(clusters.values())


def _cluster_key(name: PersonName, country: str | None, office: Office) -> Key:
    # People with the same surname are distinguished by "Mrs." or "President".
    distinction = ("", *sorted(name.honorifics), "", *sorted(office)) if name.is_single_word else ()
    return country, *sorted(name.words or (name.written,)), *distinction


def _find_office(person: Person, name: PersonName) -> Office:
    return _office_of_role(person.role) if person.role else name.honorifics - COURTESIES


@lru_cache(maxsize=1 << 14)
def _office_of_role(role: str) -> Office:
    return frozenset(words(role)) - _FUNCTION_WORDS


def _choose_name(cluster: PersonCluster) -> Person:
    main_words = cluster.main_name.words
    spellings: Counter[str] = Counter()
    for name, count in cluster.names.items():
        if name.words == main_words:
            spellings[format_name(name.written)] += count
    best = max(spellings, key=lambda form: (spellings[form], not form.isascii(), len(form), form))
    return Person(best, None, cluster.country)
