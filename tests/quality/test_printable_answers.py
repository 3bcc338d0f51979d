"""Answers fit for print, measured on real collections: conflicts are shown, quotations have no page headers."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import index
import rag
from index import Span, display_text
from index.text.sentences import is_quotable, split_sentences

pytestmark = [pytest.mark.quality, pytest.mark.timeout(1800)]

CONFLICTS, PEACE = 0.86, 0.90

Records = list[dict[str, Any]]


def test_altered_sources_lead_to_a_conflict_and_true_ones_alone_do_not(
    tmp_path: Path,
    shared: Callable[[str], Path],
    collection: Callable[[str], Records],
    checked: Callable[[rag.Record, rag.Answer], rag.Answer],
) -> None:
    questions = [json.loads(line) for line in shared("data/counterfactual/questions.jsonl").read_text().splitlines()]
    true = collection("counterfactual")
    altered = [one for one in altered_of(shared) if one["id"] not in {article["id"] for article in true}]
    mixed, alone = indexed(tmp_path / "mixed", [*true, *altered]), indexed(tmp_path / "alone", true)
    marked = sum(sound(checked(mixed, mixed.ask(one["question"], keep=False)), one) for one in questions) / len(
        questions
    )
    quiet = sum(not checked(alone, alone.ask(one["question"], keep=False)).conflicts for one in questions) / len(
        questions
    )
    print(f"\nconflicts marked or only the true side shown {marked:.3f}; none marked among true sources {quiet:.3f}")
    assert marked >= CONFLICTS
    assert quiet >= PEACE


def test_quotations_on_libya_print_without_line_breaks_page_numbers_and_headers(
    collection: Callable[[str], Records],
) -> None:
    page_headers = re.compile(r"[\n\r\f]|\b\d\d-\d{5}\b|\bPage \d|(?<=[a-z,] )\d{1,3} \d\d-")
    shown = [quote for speech in collection("statements") for quote in quotations(speech["text"])]
    raw = sum(bool(page_headers.search(cited)) for cited, _ in shown)
    print(f"\n{len(shown)} sentences on Libya, {raw} of them with line breaks or page headers in the source")
    assert raw > len(shown) / 2
    assert [printed for _, printed in shown if page_headers.search(printed)] == []


def quotations(text: str) -> list[tuple[str, str]]:
    spans: list[Span] = split_sentences(text)
    named = [span for span in spans if "Liby" in span.slice(text) and is_quotable(span.slice(text))]
    return [(span.slice(text), display_text(text, span)) for span in named]


def sound(answer: rag.Answer, question: dict[str, Any]) -> bool:
    """Return whether an answer marks a conflict, or shows the true answer and not the altered one."""
    told = " ".join(spelt(citation.cited_text) for citation in answer.citations)
    true = any(f" {spelt(one)} " in f" {told} " for one in flat(question["answer"]))
    false = f" {spelt(question['false_answer'])} " in f" {told} "
    return bool(answer.conflicts) or (true and not false)


def flat(answer: object) -> list[str]:
    return [one for part in answer for one in flat(part)] if isinstance(answer, list) else [str(answer)]


def spelt(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def altered_of(shared: Callable[[str], Path]) -> Records:
    with gzip.open(shared("data/counterfactual/altered.jsonl.gz"), "rt") as lines:
        return [json.loads(line) for line in lines]


def indexed(home: Path, articles: Records) -> rag.Record:
    home.mkdir()
    (home / "articles.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
    index.bring_up_to_date(home, [str(home / "articles.jsonl")])
    return rag.open(home)
