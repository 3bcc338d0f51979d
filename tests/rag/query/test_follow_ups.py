"""What leans on the questions before it is filled in from them; what stands by itself is left alone."""

import pytest

from rag import Record
from rag.query.follow_ups import Turn, standalone, turns_of

LAVROV = Turn("what did Lavrov say about Libya?", ("Sergey Lavrov",), "2014-09")
ANYONE = Turn("what was said on Libya?", ("Jacob Zuma", "David Cameron"), "2011-09")
RUSSIA = Turn("what did Russia say about Libya in 2014?", ("Sergey Lavrov",), "2014-09")
DEAD = Turn("how many people died in Libya?")


@pytest.mark.parametrize(
    ("turn", "question", "meant"),
    [
        (LAVROV, "and on Syria?", "what did Lavrov say about Syria?"),
        (LAVROV, "what about 2014?", "what did Lavrov say about Libya in 2014?"),
        (LAVROV, "who else?", "who spoke about Libya, apart from Sergey Lavrov?"),
        (LAVROV, "what did he say next?", "what did Lavrov say about Libya after 2014-09?"),
        (LAVROV, "what is his position on Syria?", "what is Lavrov's position on Syria?"),
        (LAVROV, "what about Cameron?", "what did Cameron say about Libya?"),
        (LAVROV, "What about the arms embargo?", "what did Lavrov say about the arms embargo?"),
        (LAVROV, "anything more recent?", "what is the latest statement by Lavrov on Libya?"),
        (LAVROV, "what did Obama say about that?", "what did Obama say about Libya?"),
        (ANYONE, "and Turkey?", "what was said on Turkey?"),
        (ANYONE, "what about Cameron?", "what did Cameron say about Libya?"),
        (ANYONE, "and by Zuma?", "what did Zuma say about Libya?"),
        (ANYONE, "who else?", "who spoke about Libya, apart from Jacob Zuma and David Cameron?"),
        (RUSSIA, "and in 2015?", "what did Russia say about Libya in 2015?"),
        (Turn("compare Russia and Japan on Libya"), "and on Syria?", "compare Russia and Japan on Syria"),
        (Turn("what is the latest on Libya?"), "and Syria?", "what is the latest on Syria?"),
        (
            Turn("how has Turkey's position on Libya changed?"),
            "on Syria?",
            "how has Turkey's position on Syria changed?",
        ),
        (Turn("who spoke about Libya?"), "and on Syria?", "who spoke about Syria?"),
        (DEAD, "and in Syria?", "how many people died in Syria?"),
        (DEAD, "what about 2014?", "how many people died in Libya in 2014?"),
    ],
)
def test_a_follow_up_is_filled_in(turn: Turn, question: str, meant: str) -> None:
    assert standalone(question, [turn]) == meant


@pytest.mark.parametrize(
    "question", ["what was said on Ukraine?", "Who won the elections?", "Ukraine", "what did Merkel say about Greece?"]
)
def test_a_question_that_stands_by_itself_is_left_as_it_is(question: str) -> None:
    assert standalone(question, [LAVROV]) == question


@pytest.mark.parametrize("question", ["what did she say?", "who else?", "and then?"])
def test_where_the_turns_before_do_not_tell_nothing_is_guessed(question: str) -> None:
    assert standalone(question, [DEAD]) == question
    assert standalone(question, []) == question


def test_turns_lean_on_each_other() -> None:
    history = [("what did Lavrov say about Libya?", ""), ("and on Syria?", "")]
    turns = turns_of(history, frozenset())
    assert turns[-1].question == "what did Lavrov say about Syria?"
    assert standalone("and on Ukraine?", turns) == "what did Lavrov say about Ukraine?"


def test_an_answer_tells_who_was_cited_and_when_last(seeds: Record) -> None:
    first = seeds.ask("what did Lavrov say about Libya?")
    turn = turns_of([(first.question, first.answer)], frozenset({"Sergey Lavrov"}))[0]
    assert turn.speakers == ("Sergey Lavrov",)
    assert turn.last == "2014-09"


def test_a_conversation_is_answered_as_its_questions_are_meant(seeds: Record) -> None:
    first = seeds.ask("what did Zuma say about Libya?")
    history = [(first.question, first.answer)]
    others = seeds.ask("who else?", history=history)
    assert others.standalone_question == "who spoke about Libya, apart from Jacob Zuma?"
    assert others.question == "who else?"
    names = {citation.speaker.name for citation in others.citations if citation.speaker}
    assert "Jacob Zuma" not in names
    assert "David Cameron" in names
    cameron = seeds.ask("and Cameron?", history=[*history, ("who else?", others.answer)])
    assert {c.speaker.name for c in cameron.citations if c.speaker} == {"David Cameron"}
