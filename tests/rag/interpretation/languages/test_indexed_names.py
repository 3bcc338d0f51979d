"""Names in other scripts and spellings, matched with those who speak in a library."""

import pytest

from rag import Record
from rag.interpretation.languages.indexed_names import IndexedNames
from rag.interpretation.languages.words import split_words


def find(seeds: Record, name: str, code: str) -> str:
    return IndexedNames(seeds.index).find_name(split_words(name, code), 0, code)[0]


@pytest.mark.parametrize(
    ("name", "code", "english"),
    [
        ("Лаврова", "ru", "Lavrov"),
        ("Ławrow", "pl", "Lavrov"),
        ("لافروف", "ar", "Lavrov"),
        ("Poroschenko", "de", "Poroshenko"),
        ("Порошенком", "ru", "Poroshenko"),
        ("Порошенко", "uk", "Poroshenko"),
        ("Porochenko", "fr", "Poroshenko"),
        ("Кэмероном", "ru", "Cameron"),
        ("كاميرون", "ar", "Cameron"),
        ("Issoufou", "fr", "Issoufou"),
        ("Эрдогана", "ru", "Erdogan"),
        ("Erdoğan'ın", "tr", "Erdogan"),
    ],
)
def test_a_transcription_is_the_name_that_the_library_writes(seeds: Record, name: str, code: str, english: str) -> None:
    assert find(seeds, name, code) == english


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Лавина", "ru"),
        ("Комар", "ru"),
        ("Regierung", "de"),
        ("Kommune", "de"),
        ("zuma", "es"),
        ("العالم", "ar"),
        ("Лев", "ru"),
        ("Порох", "ru"),
        ("Ordu", "tr"),
        ("Hollandais", "fr"),
    ],
)
def test_a_word_that_is_no_name_of_the_library_is_none(seeds: Record, name: str, code: str) -> None:
    assert find(seeds, name, code) == ""


def test_words_of_the_library_are_known(seeds: Record) -> None:
    names = IndexedNames(seeds.index)
    assert names.has_word("Benghazi")
    assert not names.has_word("Quallen")
