"""The invariants of every answer, checked for every question of every collection."""

import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from rag import Answer, Record

sys.path.append(str(Path(__file__).parent))  # what several tests of quality share

Checked = Callable[[Record, Answer], Answer]


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
