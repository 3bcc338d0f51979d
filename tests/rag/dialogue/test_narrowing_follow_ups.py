"""Follow-ups that narrow a bare subject, or what several follow-ups made: who alone, without whom, in which order."""

import pytest

from rag.dialogue.earlier_questions import read_pasts, stand_alone
from rag.dialogue.known_names import KnownNames
from rag.query.follow_ups import Exchange

SPEAKERS = {
    "zuma",
    "jacob zuma",
    "sierra leone",
    "chad",
    "niger",
    "peskov",
    "vance",
    "the uae",
    "merkel",
    "angela merkel",
}
NAMES = KnownNames(frozenset, lambda words: words.casefold() in SPEAKERS)


def meant(*questions: str, answer: str = "Jacob Zuma (President), UN, September 2011: Words. [1]") -> str:
    *before, last = questions
    known = frozenset({"Jacob Zuma", "Angela Merkel"})
    pasts = read_pasts([Exchange(question, answer) for question in before], known, NAMES)
    return stand_alone(last, pasts, NAMES)


@pytest.mark.parametrize(
    ("questions", "standalone"),
    [
        (("Lake Chad", "only Niger"), "what did Niger say about Lake Chad?"),
        (("ebola", "only sierra leone"), "what did sierra leone say about ebola?"),
        (("ebola", "just sierra leone please"), "what did sierra leone say about ebola?"),
        (("ebola", "sierra leone only"), "what did sierra leone say about ebola?"),
        (("what was said on Mali?", "limit it to Chad"), "what did Chad say about Mali?"),
        (("what was said on Mali?", "only those by Chad"), "what did Chad say about Mali?"),
        (("who spoke about ebola?", "only zuma"), "what did zuma say about ebola?"),
        (("piracy", "only Niger", "newest first"), "what did Niger say about piracy, newest first?"),
        (("piracy", "newest first", "only Niger"), "what did Niger say about piracy, newest first?"),
        (("piracy", "newest first"), "what was said on piracy, newest first?"),
        (("piracy in 2013", "and in 2015?"), "what was said on piracy in 2015?"),
        (("piracy in 2013", "and in 2015?", "without the UAE"), "what was said on piracy in 2015, without the UAE?"),
        (
            ("piracy in 2013", "without the UAE", "and in 2015?", "oldest first"),
            "what was said on piracy in 2015, without the UAE, oldest first?",
        ),
        (("piracy", "everyone but the UAE"), "what was said on piracy, excluding the UAE?"),
        (("piracy", "minus Chad"), "what was said on piracy, excluding Chad?"),
        (("what did Zuma say?", "only about Libya"), "what did Zuma say about Libya?"),
        (("what was said on Libya?", "just on oil"), "what was said on Libya oil?"),
    ],
)
def test_a_bare_subject_is_narrowed_as_a_whole_question_is(questions: tuple[str, ...], standalone: str) -> None:
    assert meant(*questions) == standalone


@pytest.mark.parametrize(
    "last", ["what exactly did he say?", "what did he actually say?", "his exact words?", "quote him"]
)
def test_the_words_of_who_was_asked_to_have_done_something_are_given(last: str) -> None:
    assert meant("Did Peskov rule out a meeting in Geneva?", last) == "what did Peskov say about a meeting in Geneva?"


def test_the_one_speaker_of_an_answer_is_quoted() -> None:
    assert meant("what was said on Mali?", "what exactly did he say?") == "what did Jacob Zuma say about Mali?"


def test_several_speakers_are_not_taken_for_one() -> None:
    both = "Jacob Zuma, UN, 2011: Words. [1]\n\nAngela Merkel, UN, 2012: Words. [2]"
    assert meant("what was said on Mali?", "what did they say?", answer=both) == "what did they say?"


@pytest.mark.parametrize("last", ["only official ones", "only in 2014", "only the last one", "only on Sundays in 2014"])
def test_what_is_no_name_is_no_speaker(last: str) -> None:
    assert "what did" not in meant("what was said on Mali?", last)
