"""Shorthand is read as what it stands for."""

import pytest

from rag.dialogue.completion.shorthand import write_out_shorthand


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("what was said abt herring", "what was said about herring"),
        ("herring w/o the Danes", "herring without the Danes"),
        ("what did ppl say?", "what did people say?"),
        ("wat did the govt of Mali say", "what did the government of Mali say"),
    ],
)
def test_shorthand_is_written_out(typed: str, written: str) -> None:
    assert write_out_shorthand(typed) == written


@pytest.mark.parametrize("typed", ["what did Abt say?", "thomas abt on herring", "PPL", "“said abt”"])
def test_names_and_capitals_stay(typed: str) -> None:
    assert write_out_shorthand(typed) == typed
