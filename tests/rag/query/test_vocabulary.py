"""The word lists are read once and hold what the patterns of questions are made of."""

import re

import pytest

from rag.query.suggestions import _label_in_sentence
from rag.query.vocabulary import load_vocabulary, match_any


def test_the_lists_are_read_once_and_no_word_is_listed_twice() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary is load_vocabulary()
    for words in (vocabulary.frame, vocabulary.saying, vocabulary.counting, vocabulary.not_in_speakers):
        assert len(set(words)) == len(words)


def test_a_list_matches_any_of_its_words_and_no_other() -> None:
    pattern = re.compile(match_any(["member states", "states"]))
    assert pattern.fullmatch("member states")
    assert pattern.fullmatch("states")
    assert not pattern.fullmatch("member")


@pytest.mark.parametrize(("code", "label"), [("US", "the United States"), ("LY", "Libya"), ("NL", "the Netherlands")])
def test_a_country_is_named_as_in_a_sentence(code: str, label: str) -> None:
    assert _label_in_sentence(code) == label
