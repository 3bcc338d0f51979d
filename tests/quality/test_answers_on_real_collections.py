"""What answers are worth, measured on real questions; the floors only rise.

Each test prints what it measured. They need the collections beside the checkout, and say so where those are missing.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import index
import rag
from rag import Answer

pytestmark = [pytest.mark.quality, pytest.mark.timeout(900)]  # a slow machine takes minutes to encode

Records = list[dict[str, Any]]


@pytest.fixture(scope="module")
def ask_all(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Records, Records], list[tuple[dict[str, Any], Answer]]]:
    def run(articles: Records, questions: Records) -> list[tuple[dict[str, Any], Answer]]:
        home = tmp_path_factory.mktemp("quality")
        (home / "articles.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
        index.bring_up_to_date(home, [str(home / "articles.jsonl")])
        record = rag.open(home)
        return [(question, record.ask(question["question"])) for question in questions]

    return run


def questions_of(path: Path) -> Records:
    return [json.loads(line) for line in path.read_text().splitlines()]


def holds_evidence(question: dict[str, Any], answer: Answer, first: int) -> bool:
    quotes = [(one["article_id"], one["quote"]) for one in question["evidence"] if one["quote"]]
    return any(
        citation.article_id == article and (citation.cited_text in quote or quote in citation.cited_text)
        for citation in answer.citations[:first]
        for article, quote in quotes
    )


@pytest.mark.parametrize(
    ("name", "right_first", "kept", "refused"),
    [("clapnq", 0.66, 0.85, 0.74), ("squad2", 0.79, 0.88, 0.19)],
)
def test_answers_and_abstentions(  # noqa: PLR0917 (fixtures and floors)
    name: str,
    right_first: float,
    kept: float,
    refused: float,
    ask_all: Callable[[Records, Records], list[tuple[dict[str, Any], Answer]]],
    shared: Callable[[str], Path],
    collection: Callable[[str], Records],
) -> None:
    questions = questions_of(shared(f"data/abstention/{name}/questions.jsonl"))
    asked = ask_all(collection(f"abstention/{name}"), questions)
    answerable = [(question, answer) for question, answer in asked if question["answerable"]]
    rest = [answer for question, answer in asked if not question["answerable"]]
    first = sum(holds_evidence(question, answer, 1) for question, answer in answerable) / len(answerable)
    answered = sum(not answer.abstained for _, answer in answerable) / len(answerable)
    abstained = sum(answer.abstained for answer in rest) / len(rest)
    print(
        f"\n{name}: evidence cited first {first:.3f}, answerable answered {answered:.3f}, rest refused {abstained:.3f}"
    )
    assert first >= right_first
    assert answered >= kept
    assert abstained >= refused


def test_what_was_said_on_libya_over_the_years(
    tmp_path_factory: pytest.TempPathFactory, collection: Callable[[str], Records]
) -> None:
    home = tmp_path_factory.mktemp("statements")
    speeches = [speech for speech in collection("statements") if speech["published"][:4] in {"2011", "2012"}]
    (home / "speeches.jsonl").write_text("".join(json.dumps(speech) + "\n" for speech in speeches))
    index.bring_up_to_date(home, [str(home / "speeches.jsonl")])
    answer = rag.open(home).ask("what was said on Libya?", everything=True)
    naming = {speech["id"] for speech in speeches if "Libya" in speech["text"].split()}
    cited = {citation.article_id for citation in answer.citations}
    recall = len(naming & cited) / len(naming)
    named = sum("liby" in citation.cited_text.lower() for citation in answer.citations) / len(answer.citations)
    print(f"\nspeeches that name Libya and are cited {recall:.3f}, citations that name Libya {named:.3f}")
    assert recall >= 0.97
    assert named >= 0.99
