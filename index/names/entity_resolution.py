"""Entity resolution of people: each person of a library under one name, as far as it is certain.

Uncertain cases stay apart: a reader can add up two entries, but cannot split one.
"""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from index.names.gazetteer import load_gazetteer
from index.names.merge_rules import join_countries, join_misspelt, join_parts, join_sounds, join_surnames
from index.names.person_clusters import Key, Office, PersonCluster, sort_clusters
from index.names.person_names import COURTESIES, PersonName, format_name, parse_name
from index.text.normalize import words

_FUNCTION_WORDS = frozenset({"of", "the", "for", "and", "to"})
_RULES = join_countries, join_sounds, join_misspelt, join_parts, join_surnames  # in descending order of certainty


class Person(NamedTuple):
    """A speaker of a library: the name, and the office and country that an article gives."""

    name: str
    role: str | None
    country: str | None


def resolve_people(people: Mapping[Person, Sequence[int]]) -> dict[Person, Person]:
    """Return for each person the canonical name and country, without the role, which changes with time.

    `people` has for each the row of the article of each statement. Their order makes no difference.
    """
    persons = sorted(people, key=lambda person: tuple(part or "" for part in person))
    with _paused_collector():
        clusters = _build_clusters(persons, people)
        named = [cluster for cluster in clusters if cluster.main_name.words]  # not "%"
        for join in _RULES:
            join(sort_clusters(named))
        canonical = [(_choose_name(cluster), cluster.members) for cluster in sort_clusters(clusters)]
    return {persons[member]: person for person, members in canonical for member in members}


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


def _build_clusters(persons: Sequence[Person], people: Mapping[Person, Sequence[int]]) -> list[PersonCluster]:
    """Return a cluster for each set of words and country; the order of words and honorifics make no difference."""
    countries = {name: load_gazetteer().resolve_country(name) for name in {person.country for person in persons}}
    clusters: dict[Key, PersonCluster] = {}
    for number, person in enumerate(persons):
        name, country, rows = parse_name(person.name), countries[person.country], Counter(people[person])
        office = _find_office(person, name)
        names = Counter({name: max(1, len(rows))})
        cluster = PersonCluster(country, [number], names, {office} if office else set(), rows)
        clusters.setdefault(_cluster_key(name, country, office), cluster).absorb(cluster)
    return list(clusters.values())


def _cluster_key(name: PersonName, country: str | None, office: Office) -> Key:
    # People with the same surname are distinguished by "Mrs." or "President".
    distinction = ("", *sorted(name.honorifics), "", *sorted(office)) if name.is_single_word else ()
    return country, *sorted(name.words or (name.written,)), *distinction


def _find_office(person: Person, name: PersonName) -> Office:
    return frozenset(words(person.role)) - _FUNCTION_WORDS if person.role else name.honorifics - COURTESIES


def _choose_name(cluster: PersonCluster) -> Person:
    main_words = cluster.main_name.words
    spellings: Counter[str] = Counter()
    for name, count in cluster.names.items():
        if name.words == main_words:
            spellings[format_name(name.written)] += count
    best = max(spellings, key=lambda form: (spellings[form], not form.isascii(), len(form), form))
    return Person(best, None, cluster.country)
