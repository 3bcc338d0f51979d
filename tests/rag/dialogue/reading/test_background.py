"""Questions with what somebody writes before they ask."""

import pytest

from rag.dialogue.reading.background import find_unresolved, without_background


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "My boss says the Hungarian minister gave a figure for people who left home, in 2015. What was it?",
            "what did the Hungarian minister say about people who left home, in 2015?",
        ),
        (
            "I am writing on islands. I miss what Palau itself told the Assembly about the tests. Could you look?",
            "what did Palau say about the tests?",
        ),
        ("We need a box on the row over the islands. Did Japan say anything about it?", None),
        ("Sorry, I'm new here. What did Chad say about Mali?", "What did Chad say about Mali?"),
        ("I read that Zeman called for a new army. What was that exactly?", "what did Zeman say about a new army?"),
        ("Apparently Abbas mentioned the settlements. Where is it?", "what did Abbas say about the settlements?"),
        ("thx. and fisheries?", "and fisheries?"),
        ("This is for a paper on tuna. Did Nauru speak about it?", "Did Nauru speak about tuna?"),
        ("I think Obama promised a withdrawal. When was it?", "what did Obama say about a withdrawal?"),
        ("Our editor said Rutte spoke about MH17. Can you help?", "what did Rutte say about MH17?"),
    ],
)
def test_the_question_is_read_without_its_background(text: str, asked: str | None) -> None:
    questions = [*without_background(text)]
    if asked:
        assert asked in questions
    assert not any("about it?" in question for question in questions)


@pytest.mark.parametrize("question", ["What did Chad say about it?", "what was said on Mali", "Dr. No on Mali"])
def test_a_single_sentence_has_no_background(question: str) -> None:
    assert [*without_background(question)] == []
    assert not find_unresolved(question)


def test_a_word_that_points_back_is_named() -> None:
    assert find_unresolved("We need a box on those islands. Did Japan say anything about it?") == "it"


@pytest.mark.parametrize(
    "text",
    [
        "We argued whether Chad named Mali. I said Niger did. Was I right?",
        "My editor says Chad never spoke of it. Is he right?",
        "He says yes and I say no. Who is right?",
    ],
)
def test_who_was_right_is_no_question_by_itself(text: str) -> None:
    assert not any("right" in question for question in without_background(text))
    assert "right" in find_unresolved(text)
