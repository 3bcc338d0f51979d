"""Of somebody whose words the library does not have nothing is counted, and nobody else's words are theirs."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Whaling ends in Chile. We thank Peru for its whaling law."),
    ("Bo Lund", "Sweden", "2012-09", "Whaling is no food for us."),
    ("Cem Demir", "Türkiye", "2014-09", "The cat is asleep, and Chile is far away."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("did Peru mention whaling?", "No: the library has no words of Peru, on whaling"),
        ("did the president of Peru mention whaling?", "No: the library has no words of the president of Peru"),
        ("has Churchill ever mentioned whaling?", "No: the library has no words of Churchill"),
        ("did somebody from Peru mention whaling?", "No: the library has no words of Peru"),
        ("how often did Peru mention whaling?", "0: the library has no words of Peru, on whaling"),
        ("how many times did Chile mention whaling?", "0: the library has no words of Chile"),
        ("when did Peru first mention whaling?", "0: the library has no words of Peru"),
    ],
)
def test_a_speaker_whom_the_library_does_not_have_mentions_nothing(record: Record, question: str, line: str) -> None:
    answer = record.ask(question)
    assert answer.direct
    assert answer.direct.text.startswith(line)
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("did Norway mention whaling?", "Yes: 2 times, in 1 article"),
        ("did anyone mention whaling?", "Yes: 3 times, in 2 articles"),
        ("did any leader mention whaling?", "Yes: 3 times, in 2 articles"),
        ("did Turkey mention whaling?", "No: no sentence by Turkey"),
        ("did the articles mention whaling?", "Yes: 3 times, in 2 articles"),
        ("how often did Bo Lund mention whaling?", "1 time by Bo Lund"),
        ("when did Bo Lund first mention whaling?", "September 2012"),
    ],
)
def test_a_speaker_whom_it_has_is_counted(record: Record, question: str, line: str) -> None:
    answer = record.ask(question)
    assert answer.direct
    assert answer.direct.text.startswith(line)


def test_a_pronoun_that_nothing_explains_is_nobody(record: Record) -> None:
    answer = record.ask("did he mention whaling?")
    assert answer.abstained
    assert answer.reason
    assert answer.reason.code == "not_understood"
