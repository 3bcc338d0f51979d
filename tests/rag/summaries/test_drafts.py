from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.summaries.drafts import split_stream

TEXT = "Berg said the base was closed. [1] Saleh denied it [2][3]. Nothing else. And then it rained. [4]"
SENTENCES = [
    "Berg said the base was closed. [1]",
    "Saleh denied it [2][3].",
    "Nothing else.",
    "And then it rained. [4]",
]


@given(st.lists(st.integers(0, len(TEXT))))
def test_a_text_is_cut_into_sentences_with_their_numbers_however_it_comes(cuts: list[int]) -> None:
    bounds = [0, *sorted(cuts), len(TEXT)]
    pieces = [TEXT[start:end] for start, end in pairwise(bounds)]
    assert [*split_stream(pieces)] == SENTENCES


def test_a_sentence_is_there_as_soon_as_the_next_one_begins() -> None:
    read = []

    def pieces() -> object:
        for piece in ("One came. [1]", " T", "wo came. [2]"):
            read.append(piece)
            yield piece

    assert next(split_stream(pieces())) == "One came. [1]"  # type: ignore[arg-type]
    assert read == ["One came. [1]", " T"]


@pytest.mark.parametrize("text", ["", " \n ", "[1]", "[1][2]"])
def test_a_text_without_words_has_no_sentence_with_words(text: str) -> None:
    assert all(not sentence.strip("[]0123456789 ") for sentence in split_stream([text]))
