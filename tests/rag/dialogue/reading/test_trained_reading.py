"""When a network's reading of a question is taken in place of the rules'."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from index.models.questions.question_labels import TypedIntent
from index.models.questions.question_reader import QuestionPart, ReadQuestion
from rag import Record
from rag.dialogue.reading.plain_questions import PlainQuestion
from rag.dialogue.reading.trained_reading import TrainedReading
from rag.interpretation.direction_reader import Directions
from rag.interpretation.statement_questions import StatementQuestion

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "We opened the strait to every ship. The pilots of the strait are paid by us."),
    ("Omar Said", "Egypt", "2012-09", "Piracy near the strait has cost us ten ships. We thank Norway for its pilots."),
]


BERG = "could someone dig out berg re the strait for my piece"


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


def read_as(intent: TypedIntent, probability: float, **parts: str) -> TrainedReading:
    """Return a reading by a network that finds these parts in every question, where only Ada Berg is known."""

    def read(text: str) -> ReadQuestion:
        places = [(label, text.index(words), text.index(words) + len(words)) for label, words in parts.items()]
        found = sorted((QuestionPart(*place) for place in places), key=lambda part: part.start)
        return ReadQuestion(text, intent, probability, tuple(found))

    def is_berg(words: str) -> bool:
        return "berg" in words.casefold()

    return TrainedReading(read, is_berg, is_berg)


def as_plain(question: str) -> PlainQuestion:
    """Return a question as the rules read it, without names of a library: a speaker is seen by the form of it."""
    return PlainQuestion(
        Directions(question), 0, is_want=False, line=question, saying=StatementQuestion(question), notes=()
    )


def test_a_request_that_the_rules_read_as_a_fact_is_read_by_the_network() -> None:
    reading = read_as("statements", 0.97, SPEAKER="berg", SUBJECT="the strait")
    assert reading.first(BERG, as_plain(BERG)) == "what did berg say about the strait?"


@pytest.mark.parametrize(
    ("question", "probability", "speaker"),
    [
        (BERG, 0.8, "berg"),
        ("could someone dig out olsen re the strait for my piece", 0.97, "olsen"),
        ("what did berg say to open the strait last year", 0.97, "berg"),
        ("how many ships did berg let through the strait", 0.97, "berg"),
    ],
    ids=["unlikely", "unknown speaker", "speaker seen by the rules", "plainly a fact"],
)
def test_it_is_not_where_it_is_unsure_or_the_rules_see_more(question: str, probability: float, speaker: str) -> None:
    assert (
        read_as("statements", probability, SPEAKER=speaker, SUBJECT="the strait").first(question, as_plain(question))
        == ""
    )


def second(question: str, **parts: str) -> str:
    return read_as("statements", 0.97, **parts).second(question, as_plain(question))


def test_a_reading_with_the_same_subject_is_no_second_one() -> None:
    assert second("anything on the strait", SUBJECT="the strait") == ""
    assert second("anyone worked up re the strait", SUBJECT="the strait") != ""


def test_where_the_rules_see_the_speaker_a_shorter_subject_is_a_second_reading() -> None:
    question = "what did berg say about the strait for a filler"
    assert second(question, SPEAKER="berg", SUBJECT="the strait") == "what did berg say about the strait?"
    assert second("what did berg say about the strait", SPEAKER="berg", SUBJECT="the strait") == ""
    assert second("what did berg say about it all", SPEAKER="berg") == ""


def test_a_request_in_anybodys_words_gets_the_speakers_own(record: Record) -> None:
    answer = record.ask("could somebody dig out berg re the strait for my piece")
    assert {citation.speaker and citation.speaker.name for citation in answer.citations} == {"Ada Berg"}
    assert any(note.startswith("Read as: “what did berg say about the strait") for note in answer.notes)


def test_a_subject_that_nobody_spoke_of_stays_unfound(record: Record) -> None:
    assert record.ask("could somebody dig out berg re the bread price for my piece").abstained
