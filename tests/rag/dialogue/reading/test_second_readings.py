"""Before an answer says that nothing was said, the question is read again; what is not on record stays unfound."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Answer, Record

_BERG = (
    "The killing of Haniyeh shocked us all. Whoever did this must answer for it before a court. "
    "Around 60 million people have had to leave their homes because of wars."
)
SPEECHES = [
    (
        "Milos Zeman",
        "Czech Republic",
        "2015-09",
        "What I propose for the fight against terrorism are no tanks. Thank you.",
    ),
    (
        "Javad Zarif",
        "Iran",
        "2014-09",
        "Nobody buys our oil any more because of sanctions. We shall sell it to others.",
    ),
    (
        "Ada Berg",
        "Norway",
        "2011-09",
        _BERG,
    ),
]
NEWS: dict[str, Any] = {
    "id": "news",
    "title": "Haniyeh killed",
    "text": "Palestinian President Mahmoud Abbas called the death of Haniyeh a cowardly act on Wednesday.",
    "published": "2024-07-31",
    "kind": "news",
    "source": "cnn.com",
}


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened([*describe_speeches(SPEECHES), NEWS])


def cited(answer: Answer) -> set[str]:
    return {citation.speaker.name for citation in answer.citations if citation.speaker}


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("did Zeman recommend sending tanks against terrorists?", "Milos Zeman"),
        ("why did Zeman want to send tanks against terrorists?", "Milos Zeman"),
        ("what was Zeman's answer to terrorism with tanks?", "Milos Zeman"),
        ("zarif oil", "Javad Zarif"),
        ("oil zarif", "Javad Zarif"),
        ("how did Zarif react to the sanctions on oil sales?", "Javad Zarif"),
        ("what did Ada Berg say about the killing of Haniyeh and whoever did it before a court?", "Ada Berg"),
        (
            "I am new here. My boss says Ada Berg gave a figure for people who had to leave their homes. What was it?",
            "Ada Berg",
        ),
        ("For a paper on Haniyeh. What did Ada Berg say about the killing?", "Ada Berg"),
    ],
)
def test_a_second_reading_finds_what_the_first_does_not(record: Record, question: str, speaker: str) -> None:
    answer = record.ask(question)
    assert not answer.abstained
    assert cited(answer) == {speaker}
    assert answer.direct is None or answer.direct.kind != "yes"


def test_a_fact_with_misspelt_names_is_read_with_those_on_record(record: Record) -> None:
    answer = record.ask("how did abas react to the death of haniyah")
    assert any("Abbas" in note for note in answer.notes)
    assert "news" in {citation.article_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "did Zeman promise a moon base?",
        "what did Zeman say about whales?",
        "what did Zarif say about tanks?",
        "zarif whales",
        "what was said about quantum computing?",
        "what is the capital of Peru?",
        "how did Berg react to the moon landing?",
        "what was Zarif's response to whaling?",
        "did Ada Berg deny the moon landing?",
        "why did Zeman call for a space elevator?",
    ],
)
def test_what_is_not_on_record_stays_unfound(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert answer.abstained, [citation.cited_text for citation in answer.citations]


def test_what_cannot_be_resolved_is_said_to_be_not_understood(record: Record) -> None:
    answer = record.ask("A box on the row between two gardeners. Did Iran say anything about it?")
    assert answer.abstained
    assert answer.reason
    assert answer.reason.code == "not_understood"


def test_a_loosened_reading_is_noted(record: Record) -> None:
    answer = record.ask("did Zeman recommend sending tanks against terrorists?")
    assert any("read as “what did Zeman say about" in note for note in answer.notes)
