"""A follow-up that changes one part of the question before it keeps all others."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Answer, Record
from rag.query.follow_ups import Exchange

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Whaling ends in our waters. We lost a ship on the reef."),
    ("Bo Lund", "Sweden", "2011-10", "Whaling is no food for us. Whaling is over."),
    ("Cem Demir", "Türkiye", "2014-09", "The whaling fleet is asleep. A ship needs a harbour."),
    ("Dia Rao", "India", "2014-09", "Whaling was never ours. The monsoon was late."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES, {"Dia Rao": "Reform Party leader"}))


def go_on(record: Record, *questions: str) -> Answer:
    history: list[Exchange] = []
    for question in questions[:-1]:
        answer = record.ask(question, history=history)
        history.append(Exchange(question, answer.answer, answer.id))
    return record.ask(questions[-1], history=history)


@pytest.mark.parametrize(
    ("first", "then", "meant"),
    [
        ("who mentioned whaling?", "how often did Bo Lund?", "how often did Bo Lund mention whaling?"),
        (
            "who mentioned whaling?",
            "and how many times did Lund mention it?",
            "how many times did Lund mention whaling?",
        ),
        ("who was the first to mention whaling?", "and the last?", "who was the last to mention whaling?"),
        ("when was whaling last mentioned?", "and the first time?", "when was whaling first mentioned?"),
        ("what is the latest on whaling?", "and the oldest?", "when was whaling first mentioned?"),
        ("how many speakers mentioned whaling?", "and the reef?", None),
        ("did Ada Berg mention whaling?", "and Iceland?", "did Ada Berg mention Iceland?"),
        ("did Ada Berg mention whaling?", "did Bo Lund mention the reef?", "did Bo Lund mention the reef?"),
        ("did Ada Berg mention whaling?", "did Lund too?", "did Lund mention whaling?"),
        ("what did Ada Berg say about whaling?", "compare her with Lund", "compare Ada Berg and Lund on whaling?"),
        ("what did Ada Berg say?", "and the Turkish president?", "what did the Turkish president say?"),
        ("what did Ada Berg say about whaling?", "and Bo Lund?", "what did Bo Lund say about whaling?"),
        ("what did Ada Berg say about whaling?", "and India?", "what did India say about whaling?"),
        ("what was said about whaling?", "compare Berg and Lund", "compare Berg and Lund on whaling?"),
        ("what was said about whaling?", "by whom most?", "who mentioned whaling most often?"),
        ("what was said about whaling?", "which countries?", "which countries mentioned whaling?"),
        ("what did Ada Berg say about whaling?", "compare with Lund", "compare Ada Berg and Lund on whaling?"),
        ("what did Ada Berg say about whaling?", "quote her exactly", "what did Ada Berg say about whaling?"),
        ("how many speakers mentioned whaling?", "list them", "who mentioned whaling, everything?"),
        ("what did Ada Berg say about whaling?", "was that in 2012?", "when did Ada Berg speak about whaling?"),
        ("compare Berg and Lund on whaling", "and India?", "what did India say about whaling?"),
        (
            "what was said about whaling in 2011?",
            "what did Cem Demir say three years later?",
            "what did Cem Demir say about whaling in 2014?",
        ),
        (
            "what did Ada Berg say about whaling?",
            "who else spoke about it in 2014?",
            "who spoke about whaling in 2014, apart from Ada Berg?",
        ),
        ("what did Ada Berg say?", "and the Reform Party leader?", "what did the Reform Party leader say?"),
        (
            "what was said about whaling in 2014?",
            "what did Cem Demir say in the same year about ships?",
            "what did Cem Demir say about ships in 2014?",
        ),
        (
            "what did Ada Berg say about whaling?",
            "what did Bo Lund say that year?",
            "what did Bo Lund say about whaling in 2011?",
        ),
        ("who mentioned whaling?", "list them all", "who mentioned whaling, everything?"),
    ],
)
def test_one_part_is_changed(record: Record, first: str, then: str, meant: str | None) -> None:
    answer = go_on(record, first, then)
    assert answer.standalone_question == (meant or answer.standalone_question)
    assert not answer.abstained or answer.direct


def test_those_whom_nobody_named_are_not_compared(record: Record) -> None:
    answer = go_on(record, "what did Ada Berg say about whaling?", "compare them")
    assert answer.reason
    assert answer.reason.code == "not_understood"


def test_more_than_all_is_no_absence(record: Record) -> None:
    answer = go_on(record, "what did Ada Berg say about whaling?", "more")
    assert answer.reason
    assert answer.reason.text == "No more is on record than what was shown before."
