"""The invariants of every answer, checked for every question of every collection; and the sample of news."""

import shutil
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

import index
from rag import Answer, Record

sys.path.append(str(Path(__file__).parent))  # what several tests of quality share
from news_sample import Articles, NewsSample, draw_sample

Checked = Callable[[Record, Answer], Answer]


@pytest.fixture
def news_sample(
    shared: Callable[[str], Path],
    collection: Callable[[str], Articles],
    built_once: Callable[[str, Callable[[Path], object]], Path],
    write_lines: Callable[[Path, Articles], Path],
    tmp_path: Path,
) -> NewsSample:
    """Index the sample of news once, and return a copy for one test."""
    held, left_out = draw_sample(collection("news"), shared("data/news/questions.jsonl"))

    def build(folder: Path) -> None:
        index.bring_up_to_date(folder / "home", [str(write_lines(folder / "articles.jsonl", held))])

    home = shutil.copytree(built_once("sample of news", build) / "home", tmp_path / "home")
    return NewsSample(Path(home), held, left_out)


@pytest.fixture(scope="session")
def checked() -> Checked:
    """Return a function that asserts the invariants of an answer and returns it."""

    def check(record: Record, answer: Answer) -> Answer:
        used = list(dict.fromkeys(chain.from_iterable(sentence.citations for sentence in answer.sentences)))
        assert used == [citation.number for citation in answer.citations] == list(range(1, len(used) + 1))
        for citation in answer.citations:
            article = record.article(citation.article_id, citation.article_version)
            assert article.text[citation.start : citation.end] == citation.cited_text != ""
            assert article.sha256 == citation.article_sha256
        for sentence in answer.sentences:
            assert sentence.citations
            assert answer.answer[sentence.start : sentence.end] == sentence.text
        parts = chain(answer.groups, answer.conflicts)
        assert {number for part in parts for number in part.citations} <= set(used)
        assert answer.abstained == (not answer.citations) == (answer.reason is not None)
        return answer

    return check
