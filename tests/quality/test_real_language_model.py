"""A real language model writes summaries: it invents, and nothing that it invents is shown."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest
from scripted_model import Script, serve_script
from smol_model import MISSING, MODEL, find_weights, load_pipeline

import rag
from rag.answers.documents import Answer
from rag.language_model.client import LanguageModel
from rag.language_model.endpoint import Endpoint
from rag.language_model.prompt import Message
from rag.verification.check import Checker

pytestmark = [pytest.mark.quality, pytest.mark.timeout(900)]

QUESTIONS = [
    "what was said on Libya?",
    "what did Zuma say about Libya?",
    "what was said on Somalia?",
    "who spoke about Crimea?",
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Return the address of the real model, or skip the tests and say what is missing."""
    weights = find_weights()
    if weights is None:
        pytest.skip(MISSING)
    with serve_script(Script(load_pipeline(weights), models=(MODEL,))) as url:
        yield url


def test_every_sentence_shown_carries_a_number_that_exists_and_passes_the_check(seeds: rag.Record, url: str) -> None:
    dropped: Counter[str] = Counter()
    kept = failed = 0
    with closing(LanguageModel(Endpoint.parse(url, timeout=120))) as model:
        for question in QUESTIONS:
            answer = seeds.ask(question, limit=4, keep=False)
            checker = Checker.from_citations(answer.citations)
            *sentences, summarised = rag.write_summary(answer, model)
            assert isinstance(summarised, Answer)
            assert (summarised.citations, summarised.answer) == (answer.citations, answer.answer)
            for sentence in sentences:
                assert sentence.citations
                assert {citation.number for citation in answer.citations}.issuperset(sentence.citations)
                cited = "".join(f"[{number}]" for number in sentence.citations)
                assert checker.check(f"{sentence.text} {cited}") == []
            summary = summarised.summary
            failed += summary is None or not summary.text
            kept += len(summary.sentences) if summary else 0
            dropped.update(one.reason.partition(":")[0] for one in (summary.dropped if summary else ()))
            print(f"{MODEL}: {question} {summary.text if summary else summarised.notes[-1]!r}")
    print(f"{MODEL}: {kept} sentences kept, {dropped.total()} dropped {dict(dropped)}, {failed} summaries left out")
    assert kept + dropped.total() > 0


def test_a_reader_who_leaves_frees_the_model_for_the_next(url: str) -> None:
    asked = (Message("user", "Tell me a long story about a harbour."),)
    with closing(LanguageModel(Endpoint.parse(url, timeout=60))) as model:
        first = model.stream(asked)
        assert next(first)
        first.close()  # type: ignore[attr-defined] # a generator
        assert "".join(model.stream((Message("user", "Say hello."),), max_tokens=8))


def test_a_model_too_slow_for_the_timeout_leaves_the_quotations_and_one_note(seeds: rag.Record, url: str) -> None:
    answer = seeds.ask(QUESTIONS[0], keep=False)
    with closing(LanguageModel(Endpoint.parse(url, MODEL, timeout=0.2))) as model:
        *_, summarised = rag.write_summary(answer, model)
    assert isinstance(summarised, Answer)
    assert summarised.citations == answer.citations
    assert summarised.notes[-1] == "The language model did not answer within 0.2 seconds."
