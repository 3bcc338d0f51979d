"""Whether somebody admitted or denied something is answered by the sentence that says so, and by nobody else's."""

from collections.abc import Callable
from typing import Any

import pytest

from rag import Record

NEWS = """
Drones struck the oil terminal at Lusk on Sunday, and two tanks burned for a day.

Norland has denied any involvement in the strike on the oil terminal, and Sweden confirmed that a drone had crossed it.

The price of oil rose by a tenth.
"""


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened([{"id": "1", "title": "Lusk", "text": NEWS, "source": "bay.example", "published": "2024-03-01"}])


@pytest.mark.parametrize(
    "question",
    [
        "did Sweden admit the strike on the oil terminal?",
        "has Sweden confirmed the strike on the oil terminal",
        "did Sweden ever deny involvement in the strike on the oil terminal?",
    ],
)
def test_the_sentence_that_says_so_is_quoted(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert "Sweden confirmed" in answer.citations[0].cited_text
    assert any("admitted, confirmed or denied" in note for note in answer.notes)


def test_what_others_avow_is_not_theirs(record: Record) -> None:
    answer = record.ask("did Denmark admit the strike on the oil terminal?")
    assert not any("admitted, confirmed or denied" in note for note in answer.notes)
