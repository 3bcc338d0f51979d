"""Hurried questions, over a small library: the absent, groups that nobody recorded, numbers, two sides."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Answer, Record

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "The Dockers League spoilt our herring. The strait is open to every ship."),
    (
        "Omar Said",
        "Egypt",
        "2012-09",
        "Piracy near the strait has cost us ten ships. We flew two F-16 jets.",
    ),
    ("Grace Otieno", "Kenya", "2012-09", "Kenya sent two frigates to the strait. Herring is not our fish."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


def speakers(answer: Answer) -> set[str]:
    return {citation.speaker.name for citation in answer.citations if citation.speaker}


def test_words_of_others_that_name_an_absent_speaker_are_not_given_for_theirs(record: Record) -> None:
    assert record.ask("what did the Dockers League say about herring?").abstained


def test_where_nobody_is_recorded_as_a_woman_it_is_said_and_the_subject_is_answered(record: Record) -> None:
    answer = record.ask("what did women leaders say about piracy?")
    assert speakers(answer) == {"Omar Said"}
    assert any("“women leaders”" in note and "not known" in note for note in answer.notes)


@pytest.mark.parametrize(
    "question",
    [
        "in two quotes, what was said on the strait",
        "summarise in one or two quotations what was said on the strait",
        "what was said on the strait, in two short lines",
    ],
)
def test_the_number_of_quotations_is_a_format_wherever_it_stands(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert 0 < len(answer.citations) <= 2
    assert all("strait" in citation.cited_text for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    ["Strait: Berg and Said side by side", "Berg and Said side by side on the strait", "strait: Berg vs Said"],
)
def test_two_speakers_side_by_side_are_compared(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert answer.intent == "comparison"
    assert speakers(answer) == {"Ada Berg", "Omar Said"}


def test_several_of_a_code_are_found_without_its_hyphen(record: Record) -> None:
    assert speakers(record.ask("what was said on F16s?")) == {"Omar Said"}


@pytest.mark.parametrize("question", ["tell me about the library", "describe the collection"])
def test_the_library_tells_about_itself(record: Record, question: str) -> None:
    assert record.ask(question).intent == "library"


def test_a_corrected_question_says_what_was_left_out(record: Record) -> None:
    answer = record.ask("what did Berg, I mean Otieno, say about herring?")
    assert speakers(answer) == {"Grace Otieno"}
    assert any("“Berg”" in note for note in answer.notes)
