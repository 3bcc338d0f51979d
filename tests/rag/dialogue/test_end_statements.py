"""The first and the last words of somebody are one sentence of theirs, with its date."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record
from rag.dialogue.end_statements import complete_end

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Whaling ends in our waters."),
    ("Bo Lund", "Sweden", "2012-09", "Whaling is no food for us. Ada Berg is right about it."),
    ("Ada Berg", "Norway", "2013-09", "Cod is dearer than gold."),
    ("Ada Berg", "Norway", "2014-09", "Whaling belongs in a museum."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize(
    ("question", "published"),
    [
        ("what is the oldest statement by Ada Berg?", "2011-09"),
        ("Ada Berg's first statement on cod", "2013-09"),
        ("earliest words by a Norwegian leader that you have", "2011-09"),
        ("the first thing Ada Berg said about whaling", "2011-09"),
        ("last thing ada berg said on whaling", "2014-09"),
        ("what was Berg's last remark on whaling?", "2014-09"),
        ("what is the latest quote by Berg about cod?", "2013-09"),
    ],
)
def test_one_sentence_of_hers_is_the_first_or_the_last(record: Record, question: str, published: str) -> None:
    answer = record.ask(question)
    assert [(one.speaker and one.speaker.name, one.published) for one in answer.citations] == [("Ada Berg", published)]
    assert answer.direct
    assert "on record is of September" in answer.direct.text


def test_who_made_the_first_statement_is_who_was_the_first_to_mention_it(record: Record) -> None:
    direct = record.ask("who made the first statement on whaling?").direct
    assert direct
    assert direct.text.startswith("Ada Berg, September 2011")


@pytest.mark.parametrize(
    "line", ["the last word of the speech", "the first thing to do", "what was said last?", "by " * 600]
)
def test_what_is_no_speakers_stays(line: str) -> None:
    assert complete_end(line, lambda words: words == "Ada Berg") == line
