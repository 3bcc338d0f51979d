"""Whether somebody supports, blames or agrees, whose words are meant, and other words for one subject."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Answer, Record
from rag.query.follow_ups import Exchange

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Kosovo must be recognised by all. Norway supports the membership of Kosovo."),
    ("Bo Lund", "Sweden", "2012-09", "We support Kosovo and its people. Global warming threatens our coasts."),
    ("Cem Demir", "Türkiye", "2014-09", "The talks on Kosovo have failed. Terrorists of every kind attack us."),
    ("Dia Rao", "India", "2014-09", "Climate change is real. India fears climate change and speaks of Sweden today."),
]
ARTICLES = describe_speeches(SPEECHES)


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(ARTICLES)


def cited(answer: Answer) -> set[str]:
    return {citation.speaker.name for citation in answer.citations if citation.speaker}


def go_on(record: Record, *questions: str) -> Answer:
    history: list[Exchange] = []
    for question in questions[:-1]:
        answer = record.ask(question, history=history)
        history.append(Exchange(question, answer.answer, answer.id))
    return record.ask(questions[-1], history=history)


@pytest.mark.parametrize(
    "question", ["Did Norway reject the membership of Kosovo?", "Did Norway and Türkiye agree on Kosovo?"]
)
def test_where_no_sentence_says_yes_or_no_that_is_said(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert answer.citations
    assert answer.direct is None
    assert any("No yes or no is given" in note for note in answer.notes)


def test_what_somebody_said_of_it_is_shown_where_nothing_says_whether_they_did(record: Record) -> None:
    answer = record.ask("Did Cem Demir blame Kosovo?")
    assert cited(answer) == {"Cem Demir"}
    assert answer.direct is None
    assert any("These are words of Cem Demir on Kosovo" in note for note in answer.notes)


def test_a_yes_stands_on_the_words_of_whoever_is_asked_for(record: Record) -> None:
    answer = record.ask("Does Sweden support Kosovo?")
    assert answer.direct
    assert answer.direct.kind == "yes"
    assert cited(answer) == {"Bo Lund"}
    assert not any("No yes or no" in note for note in answer.notes)


def test_speeches_of_somebody_are_speeches_by_them(record: Record) -> None:
    assert cited(record.ask("speeches of Norway on Kosovo")) == {"Ada Berg"}


def test_those_left_out_are_left_out_in_the_present_tense(record: Record) -> None:
    assert cited(record.ask("who talks about Kosovo other than Norway?")) == {"Bo Lund", "Cem Demir"}


@pytest.mark.parametrize("first", ["What did Norway say about Kosovo?", "Does Norway support Kosovo?"])
def test_another_country_that_speaks_is_asked_the_same(record: Record, first: str) -> None:
    assert cited(go_on(record, first, "and Sweden?")) == {"Bo Lund"}


def test_where_either_may_be_meant_the_subject_is_replaced(record: Record) -> None:
    answer = go_on(record, "What did India say about Sweden?", "and Norway?")
    assert "India" in answer.standalone_question


def test_only_by_somebody_narrows_the_subject(record: Record) -> None:
    assert cited(go_on(record, "what was said on Kosovo?", "only by Sweden")) == {"Bo Lund"}


def test_what_exactly_was_said_is_on_the_same_subject(record: Record) -> None:
    answer = go_on(record, "Did Cem Demir mention Kosovo?", "what exactly did he say?")
    assert answer.standalone_question == "what did Cem Demir say about Kosovo?"


def test_a_timeline_of_the_answer_before_it(record: Record) -> None:
    assert go_on(record, "what was said on Kosovo?", "as a timeline").intent == "timeline"


def test_other_words_for_a_subject_are_looked_for_and_said(record: Record) -> None:
    answer = record.ask("what did Bo Lund say about climate change?")
    assert cited(answer) == {"Bo Lund"}
    assert "global warming" in answer.citations[0].cited_text.casefold()
    assert any("Nothing found by Bo Lund on “climate change”" in note for note in answer.notes)


def test_other_words_of_nobody_stay_unfound(record: Record) -> None:
    assert record.ask("what did Merkel say about climate change?").abstained


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("which speakers from Sweden do you have?", "Bo Lund (1)"),
        ("do you have anything from Norway?", "with words of Norway"),
        ("how do I cite one of your answers?", "export"),
        ("can you write me a summary?", "I write no text of my own"),
    ],
)
def test_the_library_answers_for_its_speakers_and_itself(record: Record, question: str, holds: str) -> None:
    answer = record.ask(question)
    assert holds in answer.answer
    assert not answer.citations


@pytest.mark.parametrize("question", ["Did Cem Demir blame NATO?", "Did Ada Berg condemn Sweden?"])
def test_words_of_another_are_no_yes_for_a_person(
    opened: Callable[[list[dict[str, Any]]], Record], question: str
) -> None:
    others = [
        (
            "Eva Falk",
            "Chile",
            "2014-09",
            "Cem Demir must blame NATO for this, we think. Ada Berg should condemn Sweden.",
        ),
    ]
    answer = opened(describe_speeches([*SPEECHES, *others])).ask(question)
    assert answer.direct is None or answer.direct.kind != "yes"


def test_why_somebody_objected_asks_for_their_words_on_the_subject_before(record: Record) -> None:
    answer = go_on(record, "what was said on Kosovo?", "why did Sweden object?")
    assert cited(answer) == {"Bo Lund"}
    assert "Kosovo" in answer.citations[0].cited_text


@pytest.mark.parametrize(
    "question", ["Did Eva Falk say Kosovo should not be bombed?", "did Chile say that Kosovo must not be bombed?"]
)
def test_a_negation_in_what_was_said_is_no_negation_of_the_question(
    opened: Callable[[list[dict[str, Any]]], Record], question: str
) -> None:
    others = [("Eva Falk", "Chile", "2014-09", "Kosovo should not be bombed, and it must not be bombed.")]
    answer = opened(describe_speeches([*SPEECHES, *others])).ask(question)
    assert cited(answer) == {"Eva Falk"}
    assert answer.direct is None or answer.direct.kind != "no"
    assert not any("read as asking whether" in note for note in answer.notes)


def test_who_else_brings_something_up_leaves_out_whoever_is_named(record: Record) -> None:
    answer = record.ask("who apart from Norway brings up Kosovo?")
    assert cited(answer) == {"Bo Lund", "Cem Demir"}
