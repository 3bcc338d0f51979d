"""What every answer to every question of every collection must be, whatever it is worth."""

from collections.abc import Callable
from itertools import chain

import pytest

from rag import Answer, Record

Checked = Callable[[Record, Answer], Answer]


@pytest.fixture(scope="session")
def checked() -> Checked:
    """Give an answer back whose citations are slices, numbered from 1 in the order of their use, none left dangling."""

    def check(record: Record, answer: Answer) -> Answer:
        used = list(dict.fromkeys(chain.from_iterable(one.citations for one in answer.sentences)))
        assert used == [citation.number for citation in answer.citations] == list(range(1, len(used) + 1))
        for citation in answer.citations:
            article = record.article(citation.article_id, citation.article_version)
            assert article.text[citation.start : citation.end] == citation.cited_text != ""
            assert article.sha256 == citation.article_sha256
        for sentence in answer.sentences:
            assert sentence.citations
            assert answer.answer[sentence.start : sentence.end] == sentence.text
        told = chain(answer.groups, answer.conflicts)
        assert {number for one in told for number in one.citations} <= set(used)
        assert answer.abstained == (not answer.citations) == (answer.reason is not None)
        return answer

    return check
