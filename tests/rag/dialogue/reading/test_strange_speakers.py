"""Names in small letters of somebody who does not speak in the library."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Ukraine needs help now. In the words of Churchill, greatness has its price."),
    ("Bo Lund", "Sweden", "2012-09", "The teachers of Ukraine teach in cellars. We support Ukraine and its people."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize("name", ["churchill", "adenauerov", "mxyzptlk"])
def test_nothing_is_shown_for_a_name_that_does_not_speak(record: Record, name: str) -> None:
    answer = record.ask(f"what did {name} say about ukraine?")
    assert answer.abstained
    assert answer.reason
    assert f"Found nothing by {name}" in answer.reason.text


@pytest.mark.parametrize("who", ["teachers", "berg", "sweden"])
def test_words_of_the_language_and_known_speakers_are_no_strange_names(record: Record, who: str) -> None:
    assert not record.ask(f"what did {who} say about ukraine?").abstained
