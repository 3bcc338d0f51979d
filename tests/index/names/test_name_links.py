"""People resolved after an earlier library are those that are resolved at once."""

from collections.abc import Sequence
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.names.entity_resolution import Person, Resolved, resolve_people
from index.names.name_links import NamedPerson, link_names
from index.names.person_names import parse_name

GIVEN = ["John", "Jon", "J.", "Mike", "Hassan", "Hasan", "Maria", "Mario", "Lee"]
FAMILY = ["Smith", "Smyth", "Smithson", "Lee", "Li", "Qadhafi", "Gaddafi", "Petersen", "Peterson", "John", "%"]
FULL = st.builds(" ".join, st.lists(st.sampled_from(GIVEN), min_size=1, max_size=2))
NAMES = st.builds(
    lambda title, given_names, family: f"{title}{given_names} {family}".strip(),
    st.sampled_from(["", "", "Mr. ", "President "]),
    st.one_of(st.just(""), FULL, FULL),
    st.sampled_from(FAMILY),
)
PEOPLE = st.builds(
    Person,
    NAMES,
    st.sampled_from([None, None, "President", "Foreign Minister", "Pentagon spokesman"]),
    st.sampled_from([None, None, "Kenya", "Libya"]),
)
LIBRARIES = st.lists(PEOPLE, min_size=1, max_size=12).flatmap(
    lambda people: st.lists(st.lists(st.sampled_from(people), max_size=4), min_size=2, max_size=20)
)


def articles_of(articles: Sequence[Sequence[Person]]) -> dict[Person, list[int]]:
    rows: dict[Person, list[int]] = {}
    for row, people in enumerate(articles):
        for person in people:
            rows.setdefault(person, []).append(row)
    return rows


@given(LIBRARIES, st.integers(1, 19), st.integers(0, 12))
def test_people_resolved_after_an_earlier_library_are_those_resolved_at_once(
    articles: list[list[Person]], came_before: int, often: int
) -> None:
    articles = [*articles[:1] * often, *articles]
    before, since = articles[: often + came_before], articles[often + came_before :]
    earlier = Resolved(resolve_people(articles_of(before)), {person for people in since for person in people})
    assert resolve_people(articles_of(articles), earlier) == resolve_people(articles_of(articles))


def test_a_name_that_no_other_is_near_to_is_in_no_group() -> None:
    links = link_names([_named("Ada Berg"), _named("Omar Saleh"), _named("Saleh"), _named("Omar Keita")])
    assert np.bincount(links.groups).max() == 1
    assert links.others == {"ada": 0, "berg": 1, "omar": 0, "saleh": 1, "keita": 1}


def test_few_of_a_thousand_names_are_near_to_a_new_one() -> None:
    chance = Random(1)  # noqa: S311 - nothing is secret
    drawn = ["".join(chance.choices("abdefgiklmnoprstuvz", k=9)).title() for _ in range(2000)]
    names = [f"{drawn[row]} {drawn[-row]}" for row in range(1, 1000)]
    links = link_names(
        [*map(_named, names), _named(names[5], "minister"), _named(f"{drawn[6]} M. {drawn[-6]}", "minister")]
    )
    assert np.bincount(links.groups).max() == 3
    assert links.groups[-1] == links.groups[5]


def _named(name: str, office: str = "") -> NamedPerson:
    return NamedPerson(parse_name(name), "Kenya" if office else None, frozenset(office.split()), 1)
