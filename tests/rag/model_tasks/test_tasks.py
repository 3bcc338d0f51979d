"""What a language model does beside summaries, against a scripted server."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest
from citations import cite
from model_articles import ARTICLES
from scripted_model import Reply, Script, serve_script

import rag
from rag.answers.documents import Answer
from rag.language_model.client import LanguageModel
from rag.language_model.endpoint import Endpoint
from rag.language_model.tasks import ALL_TASKS, Task
from rag.model_tasks.brief_draft import draft_brief
from rag.model_tasks.question_reading import needs_reading, read_and_answer
from rag.model_tasks.selection import select_citations
from rag.model_tasks.translation import translate_quotation
from rag.query.filters import Filters

JAPANESE = "リビアについて何が言われましたか"
FAULTS = {
    "nothing": Script([]),
    "an error": Script(status=500),
    "too late": Script(["question: what was said on Libya?"], before=1.0),
    "markup": Script(["question: <b>what</b> was said on [Libya](http://x)?"]),
    "prose": Script(["I am sorry, but I cannot answer this."]),
    "a year that nobody asked about": Script(["question: what was said on Libya in 1999?"]),
}


@contextmanager
def scripted(
    script: Script | list[str] | Reply, tasks: frozenset[Task] = ALL_TASKS, timeout: float = 5.0
) -> Iterator[LanguageModel]:
    script = script if isinstance(script, Script) else Script(script)
    script.requests.clear()
    script.stopped.clear()
    with serve_script(script) as url, closing(LanguageModel(Endpoint.parse(url, timeout=timeout), tasks)) as model:
        model.load()
        yield model


@pytest.fixture
def record(opened: Callable[..., rag.Record]) -> rag.Record:
    return opened(ARTICLES)


def read(record: rag.Record, model: LanguageModel, question: str = JAPANESE) -> tuple[Answer, Answer]:
    first = record.ask(question)
    return first, read_and_answer(first, model, lambda text, filters: record.ask(text, filters=filters))


def test_a_question_that_was_not_understood_is_read_by_the_model(record: rag.Record) -> None:
    with scripted(["question: what was said on Libya?\nspeaker: Berg\nsince: none\n"]) as model:
        first, answer = read(record, model)
    assert needs_reading(first)
    assert (answer.question, answer.standalone_question) == (JAPANESE, "what was said on Libya?")
    assert answer.filters == Filters(speaker=("Berg",))
    assert {citation.article_id for citation in answer.citations} == {"a"}
    assert answer.notes[0] == ("Read by the language model scripted as “what was said on Libya?”, speaker Berg.")
    assert answer.id != first.id


def test_a_reading_that_finds_nothing_never_becomes_nothing_was_said(record: rag.Record) -> None:
    with scripted(["question: what was said on Bolivia?"]) as model:
        first, answer = read(record, model)
    assert answer.reason == first.reason
    assert (
        answer.notes[-1] == "The language model scripted read it as “what was said on Bolivia?”, which found nothing."
    )


def test_a_question_that_was_understood_is_not_sent(record: rag.Record) -> None:
    script = Script(["question: none"])
    with scripted(script) as model:
        first, answer = read(record, model, "what was said on Libya?")
    assert answer == first
    assert script.requests == []


@pytest.mark.parametrize("script", FAULTS.values(), ids=FAULTS)
def test_a_model_that_fails_leaves_the_answer_as_it_was_with_one_note(record: rag.Record, script: Script) -> None:
    with scripted(script, timeout=0.5) as model:
        first, answer = read(record, model)
    assert answer.model_copy(update={"notes": first.notes}) == first
    assert len(answer.notes) == len(first.notes) + 1


def test_the_model_selects_by_number_and_the_quotations_stay_ours(record: rag.Record) -> None:
    answer = record.ask("what was said on Libya?")
    with scripted(["[3], 1"]) as model:
        selected = select_citations(answer, answer, model, 10)
    kept = [answer.citations[0], answer.citations[2]]
    assert [citation.cited_text for citation in selected.citations] == [citation.cited_text for citation in kept]
    assert [citation.number for citation in selected.citations] == [1, 2]
    assert all(
        selected.answer[sentence.start : sentence.end] == sentence.text and set(sentence.citations) <= {1, 2}
        for sentence in selected.sentences
    )
    assert {number for group in selected.groups for number in group.citations} == {1, 2}
    assert "selected 2 of 3 quotations" in selected.notes[-1]


@pytest.mark.parametrize("pieces", [["9"], ["Quotation 1 says so"], ["{1: 2}"], ["none"], []])
def test_a_selection_that_is_none_changes_nothing_but_a_note(record: rag.Record, pieces: list[str]) -> None:
    answer = record.ask("what was said on Libya?")
    with scripted(pieces) as model:
        selected = select_citations(answer, answer, model, 10)
    assert selected.model_copy(update={"notes": answer.notes}) == answer
    assert len(selected.notes) == len(answer.notes) + 1


def test_a_translation_stands_beside_the_original_and_is_marked_as_a_machines() -> None:
    quoted = cite("We withdrew 1,200 soldiers.", "Ada Berg")
    with scripted(["Nous avons retiré 1 200 ", "soldats."]) as model:
        translation = translate_quotation(quoted, "fr", model)
    assert (translation.original, translation.text) == (quoted.display_text, "Nous avons retiré 1 200 soldats.")
    assert (translation.by, translation.model, translation.note) == ("machine", "scripted", None)


@pytest.mark.parametrize(
    "pieces",
    [["Nous avons retiré 1 300 soldats."], ["<a href='http://x'>Nous</a>"], ["Nous " * 200], []],
    ids=["another figure", "markup", "far too long", "nothing"],
)
def test_a_translation_that_cannot_be_right_is_left_out(pieces: list[str]) -> None:
    with scripted(pieces) as model:
        translation = translate_quotation(cite("We withdrew 1,200 soldiers.", "Ada Berg"), "fr", model)
    assert translation.text is None
    assert translation.note


def test_an_unknown_language_is_refused() -> None:
    with scripted(["x"]) as model, pytest.raises(rag.record.InvalidFilter, match="code of a language"):
        translate_quotation(cite("We stay.", "Ada Berg"), "qqq", model)


def test_a_draft_is_checked_sentence_by_sentence(record: rag.Record) -> None:
    citations = record.ask("what was said on Libya?").citations
    pieces = [f"{citation.display_text} [{citation.number}] " for citation in citations]
    with scripted([*pieces, "Norway bought 9 ships. [1]"]) as model:
        brief = draft_brief("Libya", citations, model)
    assert brief.draft is not None
    assert [sentence.citations for sentence in brief.draft.sentences] == [(1,), (2,), (3,)]
    assert [dropped.text for dropped in brief.draft.dropped] == ["Norway bought 9 ships. [1]"]
    assert (brief.draft.complete, brief.notes) == (True, ())


@pytest.mark.parametrize("task", sorted(ALL_TASKS))
def test_each_task_is_switched_off_by_itself(record: rag.Record, task: Task) -> None:
    script = Script(["question: what was said on Libya?"])
    answer = record.ask("what was said on Libya?")
    with scripted(script, ALL_TASKS - {task}) as model:
        if task == "reading":
            first, second = read(record, model)
            assert second == first
        elif task == "selection":
            assert select_citations(answer, answer, model, 10) == answer
        elif task == "translation":
            assert translate_quotation(answer.citations[0], "fr", model).text is None
        else:
            assert draft_brief("Libya", answer.citations, model).draft is None
    assert script.requests == []
