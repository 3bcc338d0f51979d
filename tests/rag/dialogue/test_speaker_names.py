import pytest

from rag import Record
from rag.dialogue.speaker_names import SpeakerNames


@pytest.fixture
def names(seeds: Record) -> SpeakerNames:
    return seeds._conversation._speakers


@pytest.mark.parametrize("words", ["Obama", "Barack Obama", "presidents", "Libya"])
def test_who_speaks_in_the_library_is_known_by_name(names: SpeakerNames, words: str) -> None:
    assert names.has(words)
    assert names.has_like(words)


def test_a_name_with_a_letter_typed_wrong_is_known_as_one_that_is_meant(names: SpeakerNames) -> None:
    assert not names.has("Sergey Lavrow")
    assert names.has_like("Sergey Lavrow")
    assert names.has_person("Sergey Lavrow")


@pytest.mark.parametrize("words", ["Libya", "presidents", "the harbour", ""])
def test_a_country_a_group_and_a_thing_are_no_person(names: SpeakerNames, words: str) -> None:
    assert not names.has_person(words)


def test_a_country_speaks_but_is_asked_for_as_a_country(names: SpeakerNames) -> None:
    assert names.has_like("Libya")
    assert not names.has_other_than_country("Libya")
    assert not names.has_other_than_country("")
