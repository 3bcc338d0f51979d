import pytest

from rag.dialogue.earlier_questions import read_pasts, stand_alone
from rag.dialogue.known_names import KnownNames
from rag.query.follow_ups import Exchange

NAMES = KnownNames(
    frozenset,
    frozenset({"Jacob Zuma", "Zuma", "zuma", "sierra leone", "Peskov", "peskov", "Vance", "the UAE"}).__contains__,
)


def meant(*questions: str, answer: str = "Jacob Zuma (President), UN, September 2011: Words. [1]") -> str:
    *before, last = questions
    history = [Exchange(question, answer) for question in before]
    known = frozenset({"Jacob Zuma"})
    pasts = read_pasts(history, known, NAMES)
    return stand_alone(last, pasts, NAMES)


@pytest.mark.parametrize(
    ("questions", "standalone"),
    [
        (
            ("What did Putin say about NATO?", "only official ones"),
            "What did Putin say about NATO, only official ones?",
        ),
        (("what was said on Libya?", "in 2014 only"), "what was said on Libya in 2014?"),
        (("what was said on Libya in 2011?", "and in 2012?"), "what was said on Libya in 2012?"),
        (("what was said on Libya?", "newest first"), "what was said on Libya, newest first?"),
        (("what was said on Libya?", "more"), "what was said on Libya (after 10)?"),
        (("what was said on Libya?", "summarise this"), "summarise what was said on Libya?"),
        (("what was said on Libya?", "without Zuma"), "what was said on Libya, without Zuma?"),
        (
            ("What did Putin say about NATO?", "and what did Biden say?", "compare them"),
            "compare Putin and Biden on NATO?",
        ),
        (("What did Putin say about NATO?", "how often?"), "how often did Putin mention NATO?"),
        (("What did Zuma say about Libya?", "before that?"), "what did Zuma say about Libya before 2011-09?"),
        (("What did Zuma say about Libya?", "who disagreed with him?"), "who disagreed with Zuma on Libya?"),
        (("What did Zuma say about Libya?", "when was that?"), "when did Zuma speak about Libya?"),
        (("What did Zuma say about Libya?", "What did Cameron reply?"), "what did Cameron reply on Libya?"),
        (("who spoke about Mali?", "how many of them were presidents?"), "how many presidents spoke about Mali?"),
        (("who spoke about Mali?", "who was the first to say it?"), "who was the first to mention Mali?"),
        (("who raised the issue of Mali?", "when was the first time?"), "when was Mali first mentioned?"),
        (("what was said on Mali?", "when was it last mentioned?"), "when was Mali last mentioned?"),
        (("what was said on Mali in 2013?", "and the year before?"), "what was said on Mali in 2012?"),
        (("what did Zuma say about Mali?", "a year later?"), "what did Zuma say about Mali in 2012?"),
        (("what did Zuma say about Mali?", "what else did he say?"), "what did Zuma say, not about Mali?"),
        (("five quotes on Mali", "only two please"), "quotes on Mali, only two please?"),
        (("what was said on Mali?", "three quotes only"), "what was said on Mali, three quotes only?"),
        (("what was said on Mali?", "shorter please"), "what was said on Mali, at most three?"),
        (("what was said on Mali?", "more detail"), "what was said on Mali, everything?"),
        (("what was said on Mali?", "just the last one"), "what was said on Mali, newest first, at most one?"),
        (("what was said on Mali?", "the first two statements"), "what was said on Mali, oldest first, at most two?"),
        (("who mentioned Mali?", "how many is that?"), "how many speakers mentioned Mali?"),
        (("what did Hollande say about Mali?", "did Zuma agree?"), "what did Zuma reply on Mali?"),
        (("what did Hollande say about Mali?", "what did Zuma say?"), "what did Zuma say about Mali?"),
        (("what did Hollande say about Mali?", "who is he?"), "who is Hollande?"),
        (
            ("what did Hollande say about Mali?", "did he mention Gao?", "What did Zuma reply?"),
            "what did Zuma reply on Gao or else Mali?",
        ),
        (
            ("Did Hollande say that the war is over?", "who disagreed?"),
            "who disagreed with Hollande on the war is over?",
        ),
    ],
)
def test_a_follow_up_is_an_operation_on_what_came_before(questions: tuple[str, ...], standalone: str) -> None:
    assert meant(*questions) == standalone


def test_a_follow_up_that_fails_does_not_spoil_the_next() -> None:
    history = [
        Exchange("What did Zuma say about Libya?", "Jacob Zuma, September 2011: Words. [1]"),
        Exchange("hm, really?", ""),
    ]
    pasts = read_pasts(history, frozenset(), NAMES)
    assert stand_alone("newest first", pasts, NAMES).startswith("What did Zuma say about Libya")


def test_a_question_that_stands_by_itself_is_left_as_it_is() -> None:
    question = "What did Erdogan say about the Security Council in 2014?"
    assert meant("what was said on Libya?", question) == question
