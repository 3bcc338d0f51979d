"""Manners: what people say around a follow-up changes nothing in it."""

import pytest

from rag.dialogue.turns.manners import drop_manners


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("ok and what did Berg say", "and what did Berg say"),
        ("thanks, what about Lund?", "what about Lund?"),
        ("hmm what about 2011", "what about 2011"),
        ("great - and the Swedes?", "and the Swedes?"),
        ("got it. so what did Lund say?", "what did Lund say?"),
        ("only from coastal states pls", "only from coastal states"),
        ("did anybody else object though?", "did anybody else object?"),
        ("only 2013 please, nothing else", "only 2013, nothing else"),
        ("what's Lund's view, he hunts them right", "what's Lund's view?"),
        ("what did Berg say, since she went there herself?", "what did Berg say?"),
    ],
)
def test_nods_courtesies_and_remarks_are_left_out(said: str, asked: str) -> None:
    assert drop_manners(said) == asked


@pytest.mark.parametrize(
    "question",
    [
        "right to water",
        "good governance",
        "great lakes",
        "and Oman?",
        "okapi",
        "thanks",
        "fine art",
        "well water, wells",
    ],
)
def test_a_subject_that_begins_like_a_nod_stays(question: str) -> None:
    assert drop_manners(question) == question
