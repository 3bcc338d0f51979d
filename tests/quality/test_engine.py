"""Questions asked of one generation whose vectors and words are in its home, and of the same in an engine.

ARTICLES=300 QUESTIONS=1000 in the environment makes it larger.
"""

import json
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import index
import rag
from index.build.drafts import describe_head, read_passages
from index.store.text_terms import text_terms
from rag import KnownQuestion, Record, evaluate

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(4 * 3600)]  # 1,000 questions on a busy machine

ARTICLES, QUESTIONS = int(os.environ.get("ARTICLES", "70")), int(os.environ.get("QUESTIONS", "20"))
DEPTH = 200
NDCG, VERDICTS, FIRST, CITATIONS = 0.005, 0.99, 0.97, 0.98

Records = list[dict[str, Any]]


def read_texts(record: Record) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what is indexed of each article: the head and the texts of its passages."""
    generation = record.index
    for row, article in enumerate(generation.articles):
        text = record.library.read_text(article.id, article.version)
        yield describe_head(article), read_passages(text, generation.passages[generation.passage_rows(row)])


@pytest.fixture(scope="module")
def questions(shared: Callable[[str], Path]) -> Records:
    lines = shared("data/news/questions.jsonl").read_text().splitlines()
    return random.Random(1).sample([json.loads(line) for line in lines], min(QUESTIONS, len(lines)))  # noqa: S311


@pytest.fixture(scope="module")
def embedded(
    collection: Callable[[str], Records], questions: Records, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Record]:
    """Return a record of the articles that hold the answers, and of others."""
    home, articles = tmp_path_factory.mktemp("engine"), {article["id"]: article for article in collection("news")}
    wanted = dict.fromkeys(known["article_id"] for question in questions for known in question["evidence"])
    chosen = [articles.pop(id_) for id_ in wanted if id_ in articles][:ARTICLES]
    chosen += [*articles.values()][: ARTICLES - len(chosen)]
    (home / "news.jsonl").write_text("".join(json.dumps(article) + "\n" for article in chosen))
    index.bring_up_to_date(home / "home", [str(home / "news.jsonl")])
    record = rag.open(home / "home")
    yield record
    record.close()


@pytest.fixture(scope="module")
def served(embedded: Record, make_engine: Callable[[], Any], tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Return the same record with its vectors and words in an engine."""
    engine, folder, generation = make_engine(), tmp_path_factory.mktemp("served"), embedded.index
    contents = SimpleNamespace(
        passage_vectors=generation.vectors.codes, read_texts=lambda: read_texts(embedded), difference=None
    )
    facts = {"number": 1, "passages": len(generation.passages), "articles": len(generation.articles)}
    search = engine.open(folder, engine.write(folder, 1, contents) | facts)
    return replace(embedded, index=replace(generation, vectors=search.vectors, terms=search.terms))


def test_searches_find_the_same(embedded: Record, served: Record, questions: Records) -> None:
    here, there = embedded.index, served.index
    for question in questions:
        words = sorted(text_terms(question["question"]))
        vector = embedded.encoder.encode_query(question["question"])
        for ours, theirs in (
            (here.terms.search_passages(words, DEPTH), there.terms.search_passages(words, DEPTH)),
            (here.vectors.find_nearest(vector, DEPTH), there.vectors.find_nearest(vector, DEPTH)),
            (here.terms.find_all_words(words[-2:], words), there.terms.find_all_words(words[-2:], words)),
        ):
            assert len(np.intersect1d(ours[0], theirs[0])) >= 0.99 * len(ours[0])
            assert np.sort(theirs[1]) == pytest.approx(np.sort(ours[1]), rel=1e-4)
        assert (here.terms.rarities(words) == there.terms.rarities(words)).all()
        articles, others = here.terms.search_articles(words, 50), there.terms.search_articles(words, 50)
        assert others.scores == pytest.approx(articles.scores, rel=1e-4)
        assert others.coverage == pytest.approx(articles.coverage, rel=1e-4)


def test_answers_are_the_same(embedded: Record, served: Record, questions: Records) -> None:
    verdicts, first, overlaps = [], [], []
    for question in questions:
        ours, theirs = (
            record.ask(question["question"], asked=question.get("asked"), keep=False) for record in (embedded, served)
        )
        cited = [[(one.article_id, one.start, one.end) for one in answer.citations] for answer in (ours, theirs)]
        verdicts.append(ours.abstained == theirs.abstained)
        first.append(cited[0][:1] == cited[1][:1])
        union = {*cited[0], *cited[1]}
        overlaps.append(len({*cited[0]} & {*cited[1]}) / len(union) if union else 1.0)
    known = [KnownQuestion.model_validate(question) for question in questions]
    ndcg = [evaluate(record, known).retrieval.ndcg_at_10 for record in (embedded, served)]
    print(f"verdicts {np.mean(verdicts):.3f}, first citations {np.mean(first):.3f}, ", end="")
    print(f"overlap of citations {np.mean(overlaps):.3f}, nDCG@10 {ndcg[0]:.4f} and {ndcg[1]:.4f}")
    assert np.mean(verdicts) >= VERDICTS
    assert np.mean(first) >= FIRST
    assert np.mean(overlaps) >= CITATIONS
    assert ndcg[1] == pytest.approx(ndcg[0], abs=NDCG)
