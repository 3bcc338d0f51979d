"""People: each person of a library under one name, as far as it is certain who they are.

What is not certain stays apart: a reader puts two entries together more easily than they take one asunder.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from index.names.gazetteer import aliases
from index.names.merge_rules import join_countries, join_misspelt, join_parts, join_sounds, join_surnames
from index.names.person_clusters import Figure, Key, Office, by_weight
from index.names.person_names import COURTESIES, Byline, byline, printed
from index.text.normalize import words

_OF = frozenset({"of", "the", "for", "and", "to"})
_RULES = join_countries, join_sounds, join_misspelt, join_parts, join_surnames  # each finds fewer that are unlike


class Person(NamedTuple):
    """A speaker as a library knows them: their name, and the office and country that an article gives."""

    name: str
    role: str | None
    country: str | None


def canonical(people: Mapping[Person, Sequence[int]]) -> dict[Person, Person]:
    """Give for each person the one name and country to list them under, without the role, which changes with time.

    `people` holds for each the row of the article of each statement they make. Their order makes no difference.
    """
    persons = sorted(people, key=lambda one: tuple(part or "" for part in one))
    figures = _figures(persons, people)
    named = [figure for figure in figures if figure.main.words]  # "%" is as it is
    for join in _RULES:
        join(by_weight(named))
    return {
        persons[one]: listed for figure in by_weight(figures) for listed in [_listed(figure)] for one in figure.members
    }


def _figures(persons: Sequence[Person], people: Mapping[Person, Sequence[int]]) -> list[Figure]:
    """Take the same words in one country for one person, in whatever order and with whatever honorifics."""
    countries = {name: aliases().country(name) for name in {person.country for person in persons}}
    figures: dict[Key, Figure] = {}
    for number, person in enumerate(persons):
        line, country, rows = byline(person.name), countries[person.country], Counter(people[person])
        office = _office(person, line)
        one = Figure(country, [number], Counter({line: max(1, len(rows))}), {office} if office else set(), rows)
        figures.setdefault(_key(line, country, office), one).absorb(one)
    return list(figures.values())


def _key(line: Byline, country: str | None, office: Office) -> Key:
    # Of those with one surname, "Mrs." tells one from another, and so does "President".
    told = ("", *sorted(line.titles), "", *sorted(office)) if line.bare else ()
    return country, *sorted(line.words or (line.written,)), *told


def _office(person: Person, line: Byline) -> Office:
    return frozenset(words(person.role)) - _OF if person.role else line.titles - COURTESIES


def _listed(figure: Figure) -> Person:
    chosen = figure.main.words
    written: Counter[str] = Counter()
    for line, count in figure.bylines.items():
        if line.words == chosen:
            written[printed(line.written)] += count
    name = max(written, key=lambda form: (written[form], not form.isascii(), len(form), form))
    return Person(name, None, figure.country)
