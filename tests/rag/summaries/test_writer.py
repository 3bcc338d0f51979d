import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from model_articles import ARTICLES
from scripted_model import Script, serve_script

import rag
from rag.answers.compose import Sentence
from rag.answers.documents import Answer
from rag.language_model.client import LanguageModel
from rag.language_model.endpoint import Endpoint
from rag.summaries.writer import LOST, write_summary

TIMEOUT = 1.0
HELD = [
    "Berg said Norway had withdrawn 1,200 ",
    "soldiers from Libya. [2]",
    " The last base in Libya will close in May. [3]",
]

Summarise = Callable[..., Answer]


@pytest.fixture
def answer(opened: Callable[..., rag.Record]) -> Answer:
    answer = opened(ARTICLES).ask("what was said on Libya?")
    assert [citation.number for citation in answer.citations] == [1, 2, 3]
    return answer


def summarise(answer: Answer, script: Script, timeout: float = TIMEOUT) -> tuple[list[Sentence], Answer, float]:
    with serve_script(script) as url, closing(LanguageModel(Endpoint.parse(url, timeout=timeout))) as model:
        model.load()
        began = time.monotonic()
        *sentences, last = write_summary(answer, model)
        seconds = time.monotonic() - began
    assert isinstance(last, Answer)
    return [one for one in sentences if isinstance(one, Sentence)], last, seconds


def test_the_sentences_that_hold_are_kept_with_their_numbers(answer: Answer) -> None:
    shown, summarised, _ = summarise(answer, Script([*HELD, " Norway bought 9 ships. [2]"]))
    summary = summarised.summary
    assert summary is not None
    assert [sentence.citations for sentence in summary.sentences] == [(2,), (3,)]
    assert [sentence.text for sentence in shown] == [sentence.text for sentence in summary.sentences]
    assert all(summary.text[one.start : one.end] == one.text for one in summary.sentences)
    assert summary.text.endswith("in May. [3]")
    assert [dropped.text for dropped in summary.dropped] == ["Norway bought 9 ships. [2]"]
    assert summary.dropped[0].reason.startswith("figure:")
    assert (summary.model, summary.complete) == ("scripted", True)


def test_the_quotations_stay_as_they_are(answer: Answer) -> None:
    _, summarised, _ = summarise(answer, Script(HELD))
    changed = {"id", "summary", "notes"}
    assert summarised.model_dump(exclude=changed) == answer.model_dump(exclude=changed)
    assert summarised.notes == answer.notes
    assert summarised.id != answer.id


def test_a_summary_that_loses_more_than_half_is_dropped_whole(answer: Answer) -> None:
    _, summarised, _ = summarise(
        answer, Script([*HELD[:2], " It rained in Oslo. [1] It snowed in Oslo. [2] Fog came. [3]"])
    )
    assert summarised.summary is not None
    assert (summarised.summary.text, summarised.summary.sentences) == ("", ())
    assert len(summarised.summary.dropped) == 4
    assert summarised.notes == (*answer.notes, LOST)


def test_an_abstention_never_gets_a_summary(opened: Callable[..., rag.Record]) -> None:
    abstention = opened(ARTICLES).ask("what was said on Bolivia?")
    assert abstention.abstained
    script = Script(HELD)
    _, summarised, _ = summarise(abstention, script)
    assert summarised == abstention
    assert script.requests == []


FAULTS: dict[str, tuple[Script, str]] = {
    "slow": (Script(HELD, before=30), "did not answer within 1 second"),
    "stalling": (Script(["Berg "] * 50, between=0.3), "did not answer within 1 second"),
    "error": (Script(HELD, status=500), "answered with an error (status 500)"),
    "refusing": (Script(HELD, status=401), "answered with an error (status 401)"),
    "redirecting": (Script(HELD, redirect="http://127.0.0.1:9/"), "answered with an error (status 307)"),
    "empty": (Script([]), "answered with nothing"),
    "endless": (Script(["word " * 100] * 200), "did not come to an end"),
    "foreign": (
        Script(["Norwegen hat seine Soldaten aus Libyen bereits vor Monaten abgezogen. [1]"]),
        "did not write in English",
    ),
    "JSON": (Script(['{"summ', 'ary": "Berg said it."}']), "did not write plain sentences"),
    "code": (Script(["```json\n", "{}"]), "did not write plain sentences"),
    "repeating": (Script(["It rained in the whole of Oslo. [1] "] * 40), "repeated itself"),
    "no models": (Script(HELD, models=()), "answered with nothing"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_model_that_fails_leaves_the_quotations_and_one_note(answer: Answer, fault: str) -> None:
    script, said = FAULTS[fault]
    _, summarised, seconds = summarise(answer, replace(script, stopped=Script().stopped))
    assert summarised.citations == answer.citations
    assert summarised.answer == answer.answer
    assert [note for note in summarised.notes if note not in answer.notes] == [f"The language model {said}."]
    assert summarised.summary is None or not summarised.summary.text
    assert seconds < TIMEOUT + 0.5


def test_a_server_that_is_not_there_leaves_one_note(answer: Answer) -> None:
    with serve_script(Script()) as url:
        pass
    with closing(LanguageModel(Endpoint.parse(url, "any", timeout=TIMEOUT))) as model:
        (summarised,) = write_summary(answer, model)
    assert isinstance(summarised, Answer)
    assert summarised.notes[-1] == "The language model could not be reached."
    assert (summarised.citations, summarised.summary) == (answer.citations, None)


def test_what_was_checked_before_a_model_broke_off_is_kept_and_called_incomplete(answer: Answer) -> None:
    slow = Script([*HELD, " And", " then"] + [" so"] * 40, between=0.2)
    _, summarised, _ = summarise(answer, slow)
    assert summarised.summary is not None
    assert len(summarised.summary.sentences) == 2
    assert not summarised.summary.complete
    assert summarised.notes[-1] == "The language model did not answer within 1 second."


def test_the_other_side_of_a_conflict_is_quoted(answer: Answer) -> None:
    conflict = rag.Conflict(citations=(1, 3), about="1,200 / 40")
    _, summarised, _ = summarise(answer.model_copy(update={"conflicts": (conflict,)}), Script(HELD))
    assert summarised.summary is not None
    last = summarised.summary.sentences[-1]
    assert (last.citations, answer.citations[0].display_text in last.text) == ((1,), True)
