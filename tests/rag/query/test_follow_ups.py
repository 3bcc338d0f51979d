"""What leans on the questions before it is filled in from them; what stands by itself is left alone."""

import pytest

from rag import Record
from rag.query.follow_ups import Exchange, ResolvedExchange, make_standalone, resolve_history

LAVROV = ResolvedExchange("what did Lavrov say about Libya?", ("Sergey Lavrov",), "2014-09")
ANYONE = ResolvedExchange("what was said on Libya?", ("Jacob Zuma", "David Cameron"), "2011-09")
RUSSIA = ResolvedExchange("what did Russia say about Libya in 2014?", ("Sergey Lavrov",), "2014-09")
DEAD = ResolvedExchange("how many people died in Libya?")


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
        (ResolvedExchange("compare Russia and Japan on Libya"), "and on Syria?", "compare Russia and Japan on Syria"),
        (ResolvedExchange("what is the latest on Libya?"), "and Syria?", "what is the latest on Syria?"),
        (
            ResolvedExchange("how has Turkey's position on Libya changed?"),
            "on Syria?",
            "how has Turkey's position on Syria changed?",
        ),
        (ResolvedExchange("who spoke about Libya?"), "and on Syria?", "who spoke about Syria?"),
        (DEAD, "and in Syria?", "how many people died in Syria?"),
        (DEAD, "what about 2014?", "how many people died in Libya in 2014?"),
    ],
)
def test_a_follow_up_is_filled_in(turn: ResolvedExchange, question: str, meant: str) -> None:
    assert make_standalone(question, [turn]) == meant


@pytest.mark.parametrize(
    "question", ["what was said on Ukraine?", "Who won the elections?", "Ukraine", "what did Merkel say about Greece?"]
)
def test_a_question_that_stands_by_itself_is_left_as_it_is(question: str) -> None:
    assert make_standalone(question, [LAVROV]) == question


@pytest.mark.parametrize("question", ["what did she say?", "who else?", "and then?"])
def test_where_the_turns_before_do_not_tell_nothing_is_guessed(question: str) -> None:
    assert make_standalone(question, [DEAD]) == question
    assert make_standalone(question, []) == question


def test_turns_lean_on_each_other() -> None:
    history = [("what did Lavrov say about Libya?", ""), ("and on Syria?", "")]
    turns = resolve_history(history, frozenset())
    assert turns[-1].question == "what did Lavrov say about Syria?"
    assert make_standalone("and on Ukraine?", turns) == "what did Lavrov say about Ukraine?"


def test_an_answer_tells_who_was_cited_and_when_last(seeds: Record) -> None:
    first = seeds.ask("what did Lavrov say about Libya?")
    turn = resolve_history([(first.question, first.answer)], frozenset({"Sergey Lavrov"}))[0]
    assert turn.speakers == ("Sergey Lavrov",)
    assert turn.last_date == "2014-09"


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


def test_an_exchange_with_an_id_is_read_from_its_stored_answer(seeds: Record) -> None:
    first = seeds.ask("what did Lavrov say about Libya?")
    by_text = seeds.ask("and on Syria?", history=[Exchange(first.question, first.answer)])
    by_id = seeds.ask("and on Syria?", history=[Exchange(first.question, "", first.id)])
    assert by_id.standalone_question == by_text.standalone_question == "what did Lavrov say about Syria?"
    others = seeds.ask("who else?", history=[Exchange(first.question, "no lead is read from this", first.id)])
    assert "Sergey Lavrov" in others.standalone_question


def test_an_exchange_whose_answer_is_not_stored_is_read_from_its_text(seeds: Record) -> None:
    first = seeds.ask("what did Lavrov say about Libya?")
    for id_ in ("0" * 16, "../../etc/passwd", ""):
        answer = seeds.ask("who else?", history=[Exchange(first.question, first.answer, id_)])
        assert "Sergey Lavrov" in answer.standalone_question


def test_a_stored_answer_has_the_question_as_it_stood_by_itself(seeds: Record) -> None:
    first = seeds.ask("what did Lavrov say about Libya?")
    second = seeds.ask("and on Syria?", history=[(first.question, first.answer)])
    third = seeds.ask("when?", history=[Exchange("and on Syria?", second.answer, second.id)])
    assert third.standalone_question == "when did Lavrov speak about Syria?"
