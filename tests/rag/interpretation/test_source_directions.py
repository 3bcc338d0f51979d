"""Where somebody spoke is a source, where the library has statements that were made there."""

import pytest

from rag.interpretation.directions import read_directions

SOURCES = frozenset({"UN General Assembly", "UN General Debate, session 66", "UN Security Council", "example.com"})


@pytest.mark.parametrize(
    ("question", "rest", "sources"),
    [
        ("who spoke about fish at the UN?", "who spoke about fish?", SOURCES - {"example.com"}),
        ("what did Berg say at the General Assembly in 2011?", "what did Berg say in 2011?", {"UN General Assembly"}),
        ("what did Berg say before the UN Security Council?", "what did Berg say?", {"UN Security Council"}),
        ("what was said at the UN General Debate about fish?", "what was said about fish?", {"UN General Assembly"}),
    ],
)
def test_the_house_in_which_it_was_said_is_the_source(question: str, rest: str, sources: set[str]) -> None:
    directions = read_directions(question, lambda: SOURCES)
    assert directions.question == rest
    assert sources <= set(directions.source)
    assert "example.com" not in directions.source
    assert "read as the source" in directions.notes[0]


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("fish, UN speeches only", "fish"),
        ("fish, only General Assembly speeches since 2012", "fish since 2012"),
        ("UN speeches on fish", "what was said on fish"),
    ],
)
def test_the_speeches_of_a_house_are_a_source(question: str, rest: str) -> None:
    directions = read_directions(question, lambda: SOURCES)
    assert (directions.question, "UN General Assembly" in directions.source) == (rest, True)


@pytest.mark.parametrize(
    "question", ["what was said about the UN?", "what did Berg say at the summit?", "who looked at the UN Charter?"]
)
def test_what_is_no_place_stays(question: str) -> None:
    assert read_directions(question, lambda: SOURCES).source == ()


def test_without_statements_made_there_it_stays() -> None:
    question = "what did Berg say at the UN?"
    assert read_directions(question, lambda: frozenset({"example.com"})).question == question


def test_what_an_outlet_quotes_is_what_was_said_in_it() -> None:
    directions = read_directions("what did Example quote on fish?", lambda: SOURCES)
    assert (directions.question, directions.source) == ("what was said on fish?", ("example.com",))
