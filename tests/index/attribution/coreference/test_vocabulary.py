import tomllib
from importlib.resources import files

from index.attribution.coreference.vocabulary import VOCABULARY


def test_word_lists_are_sorted_and_without_duplicates() -> None:
    text = files("index.attribution.coreference").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    for table in tomllib.loads(text).values():
        for name, words in table.items():
            assert words == sorted(set(words), key=lambda word: (word.casefold(), word)), name


def test_a_first_name_has_a_gender_if_it_is_frequent_and_of_one_gender() -> None:
    assert [VOCABULARY.gender(name) for name in ("Laura", "Peter", "Xyz")] == ["f", "m", None]


def test_an_office_is_a_prefix_of_names_if_it_is_capitalized() -> None:
    assert {"Senator", "Mr.", "Sen."} <= VOCABULARY.name_prefixes
    assert "senator" in VOCABULARY.offices
    assert "senator" not in VOCABULARY.name_prefixes
