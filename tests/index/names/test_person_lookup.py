"""People are found by the words of their names, offices and countries, in any form that may mean them."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.names.entity_resolution import Person
from index.names.person_lookup import PersonLookup, generate_edits
from index.names.person_names import is_name_of, is_one_edit_apart, parse_name, strip_apostrophes
from index.text.normalize import words

KNOWN = ["Ada", "Berg", "Zuma", "Poroshenko", "Porochenko", "O'Brien", "OBrien", "Erdoğan", "J.", "Ukraine"]
WORDS = st.sampled_from([*KNOWN, "de", "the", "of", "President", "Minister", "Defense"])
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
PERSONS = st.builds(Person, NAMES, st.none() | NAMES, st.none() | st.sampled_from(["Ukraine", "Côte d'Ivoire"]))


@given(st.lists(PERSONS, max_size=8), NAMES)
def test_no_one_whom_a_name_may_mean_is_missed(people: list[Person], name: str) -> None:
    assume(any(word not in {"of", "the"} for word in parse_name(name).words))
    meant = {row for row, person in enumerate(people) if is_name_of(name, *person)}
    assert meant <= PersonLookup.build(people, people).find_by_name(name)


@given(st.text("ab", max_size=5), st.text("ab", max_size=5))
def test_the_edits_of_a_word_are_the_words_one_edit_apart_and_the_word_itself(one: str, other: str) -> None:
    assert (other in generate_edits(one)) == (one == other or is_one_edit_apart(one, other))


@pytest.mark.parametrize(
    ("name", "rows"),
    [("Berg", {0, 1}), ("Ada Berg", {0}), ("A. Berg", {0}), ("Poroshenco", {2}), ("Berg, Norway", {1}), ("of", set())],
)
def test_a_lookup_returns_only_those_with_a_word_similar_to_each_typed_word(name: str, rows: set[int]) -> None:
    people = [
        Person("Ada Berg", None, None),
        Person("Omar Berg", "Minister", "Norway"),
        Person("Poroshenko", None, None),
    ]
    assert PersonLookup.build(people, people).find_by_name(name) == rows


@given(st.lists(st.text(st.sampled_from("aZ_9'’\"` -.\n\r\t\0\x1b\x1c\x7fé\u0301\u2028Іß"), min_size=1), max_size=4))
def test_names_with_any_marks_are_listed_under_the_same_words_as_a_name_read_alone(names: list[str]) -> None:
    people = [Person(name, None, None) for name in names]
    lookup = PersonLookup.build(people, people)
    for row, name in enumerate(names):
        for word in words(name):
            assert row in lookup.find_by_words([word])
            assert lookup.find_by_words([word]) == {
                other
                for other, listed in enumerate(names)
                if word in {*words(listed), *words(strip_apostrophes(listed))}
            }


def test_a_word_that_is_too_long_for_a_name_takes_no_time() -> None:
    assert not PersonLookup.build([Person("Ada Berg", None, None)], [Person("Ada Berg", None, None)]).find_by_name(
        "x" * 100_000
    )


def test_a_lookup_that_was_written_finds_the_same_people(tmp_path: Path) -> None:
    people = [Person("Ada Berg", "Minister", "Norway"), Person("Zoë O'Brien", None, None), Person("%", None, None)]
    canonical = [people[0], Person("Zoë O'Brien", None, "Ireland"), people[2]]
    built = PersonLookup.build(people, canonical)
    assert PersonLookup.load(tmp_path) is None
    built.write(tmp_path)
    read = PersonLookup.load(tmp_path)
    assert read is not None
    for name in ("Berg", "A. Berg", "Obrien", "Zoe", "Minister Berg", "Nobody"):
        assert read.find_by_name(name) == built.find_by_name(name)
    assert [read.countries.find(country) for country in ("Norway", "Ireland", "Peru")] == [[0], [1], []]
