"""The ranking of news, and the sentences that answer questions on them; a floor is only ever raised."""

import json
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from news_sample import EVERY, NewsSample

import rag
from index.text.normalize import words
from rag import Answer, KnownQuestion, evaluate

pytestmark = [pytest.mark.quality, pytest.mark.timeout(1800)]  # encoding takes minutes on a slow machine

RANKED, FIRST, THREE = 0.89, 0.45, 0.56

Checked = Callable[[rag.Record, Answer], Answer]


def test_news_are_ranked_and_every_question_on_them_gets_exact_citations(
    shared: Callable[[str], Path], news_sample: NewsSample, checked: Checked
) -> None:
    path = shared("data/news/questions.jsonl")
    every = KnownQuestion.load(path)
    questions = every[::EVERY]
    undated = [question.model_copy(update={"asked": None}) for question in questions]
    record = rag.open(news_sample.home)
    ranked = evaluate(record, undated).retrieval
    answers = [checked(record, record.ask(one.question, asked=one.asked, keep=False)) for one in every]
    cited = sum(len(answer.citations) for answer in answers)
    asked = [*zip(read_lines(path), answers, strict=True)][::EVERY]
    quoted = [(question, answer) for question, answer in asked if any(one["quote"] for one in question["evidence"])]
    first, three = (fmean(tells(question, answer, most) for question, answer in quoted) for most in (1, 3))
    print(f"\nnews: {ranked}; {cited} exact citations in answers to {len(answers)} questions")
    print(f"the answer's words stand in the first sentence cited {first:.3f}, in the first three {three:.3f}")
    assert ranked.questions == len(questions)
    assert (ranked.ndcg_at_10 or 0) >= RANKED
    assert first >= FIRST
    assert three >= THREE


def tells(question: dict[str, Any], answer: Answer, most: int) -> bool:
    forms = [f" {spelt(form)} " for form in question["answer"] if spelt(form)]
    cited = [f" {spelt(citation.cited_text)} " for citation in answer.citations[:most]]
    return any(form in text for form in forms for text in cited)


def spelt(text: str) -> str:
    return " ".join(words(text))


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]
