"""Which speakers and countries of a region or a group the library has is counted and listed, and nothing else is."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record
from rag.library_answers.list_questions import read_list_question

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Whaling ends now. It was wrong. We are sorry."),
    ("Bo Lund", "Sweden", "2011-09", "The forest is our future."),
    ("Kofi Addo", "Ghana", "2011-09", "The harbour is our door to the world."),
    ("Moussa Diop", "Senegal", "2012-09", "Whaling is far from us."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES, {"Bo Lund": "Prime Minister"}))


@pytest.mark.parametrize(
    ("question", "line", "names"),
    [
        ("how many speakers are from Africa?", "2 speakers", ["Kofi Addo", "Moussa Diop"]),
        ("which African speakers do you have?", "2 speakers", ["Kofi Addo", "Moussa Diop"]),
        ("how many speakers from Norway are there?", "1 speaker", ["Ada Berg"]),
        ("who are the speakers from Europe?", "2 speakers", ["Ada Berg", "Bo Lund"]),
        ("which prime ministers are there?", "1 speaker", ["Bo Lund"]),
        ("how many presidents do you have?", "3 speakers", ["Ada Berg", "Kofi Addo"]),
        ("which African countries are in the library?", "2 countries", ["Ghana", "Senegal"]),
        ("who speaks most?", "Ada Berg: 1 statement", ["Moussa Diop"]),
        ("which year has the most articles?", "2011: 3 articles", ["2011 (3)", "2012 (1)"]),
        (
            "whose are the most speeches here",
            "Ada Berg, Bo Lund, Kofi Addo and 1 more: 1 speech each",
            ["Moussa Diop (1)"],
        ),
        ("has Ada Berg given a speech that you have?", "1 article", ["Yes", "Ada Berg"]),
        ("which country do you have most speeches of?", "Ghana, Norway, Senegal and 1 more: 1 speech each", []),
        (
            "how many speakers from Norway do you have and how many from Ghana?",
            "how many speakers from Norway do you have? 1 speaker how many speakers from Ghana? 1 speaker",
            ["Ada Berg", "Kofi Addo"],
        ),
        ("do you have anyone from Fiji?", "0 speakers", ["no speakers of Fiji"]),
        ("is there anybody from Ghana in here", "1 speaker", ["Kofi Addo"]),
        ("do you cover African leaders?", "2 speakers", ["Kofi Addo", "Moussa Diop"]),
        ("how many articles per year?", "2 years", ["2011: 3", "2012: 1"]),
    ],
)
def test_speakers_and_countries_are_listed(record: Record, question: str, line: str, names: list[str]) -> None:
    answer = record.ask(question)
    assert answer.intent == "library"
    assert answer.direct
    assert answer.direct.text == line
    assert all(name in answer.answer for name in names)


@pytest.mark.parametrize(
    "question",
    [
        "how many people are in Gaza?",
        "how many African leaders mentioned whaling?",
        "which presidents mentioned whaling?",
        "what did African speakers say about whaling?",
        "who spoke most about whaling?",
        "how many soldiers are there?",
        "how many articles mention whaling per year?",
    ],
)
def test_what_is_asked_of_the_world_or_of_what_was_said_is_no_list(question: str) -> None:
    assert read_list_question(question, lambda words: words == "norway") is None


def test_thanks_are_thanks_and_no_cry_for_help(record: Record) -> None:
    assert record.ask("thx, that was really helpful!").intent == "greeting"
    assert record.ask("I need help").intent == "help"
