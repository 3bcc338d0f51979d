"""What is no speaker: neither a person nor a body."""

import pytest

from index.attribution.coreference.phrases import AFTER_NAME, NO_SPEAKER


@pytest.mark.parametrize(
    "words",
    [
        "But the",
        "And",
        "First",
        "Fifth",
        "the latter",
        "H",
        "U.",
        "another",
        "some Poles",
        "March",
    ],
)
def test_words_that_stand_for_no_one_are_no_speaker(words: str) -> None:
    assert NO_SPEAKER.match(words)


@pytest.mark.parametrize(
    "words",
    [
        "No Kings",
        "No. 1 player in the world",
        "Not-for-Profit Law",
        "He Gets Us",
        "I. Willis Holm",
        "I-Min Lee",
        "X",
        "It Can Wait",
        "First Bank",
        "Second Committee",
        "Another Europe",
        "That agency",
        "a spokesman for no one party",
        "He Jintao",
        "We Move",
        "Sweden",
    ],
)
def test_a_name_that_begins_with_such_a_word_is_a_speaker(words: str) -> None:
    assert not NO_SPEAKER.match(words)


def test_two_offices_after_a_name_are_no_part_of_it() -> None:
    assert AFTER_NAME.sub("", "Ana Ruiz, Special Representative and Head of the Office for Lusk") == "Ana Ruiz"
    assert AFTER_NAME.sub("", "Ana Ruiz, Minister Bo and Eva Lind") == "Ana Ruiz, Minister Bo and Eva Lind"


def test_what_somebody_does_while_speaking_is_no_part_of_the_name() -> None:
    for after in (", standing beside her", ", in turn", ", who"):
        assert AFTER_NAME.sub("", f"Ana Ruiz{after}") == "Ana Ruiz"
