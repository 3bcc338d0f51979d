"""Sentences typed without quote marks and question words are traced, exact or with a word changed."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    (
        "Ada Berg",
        "Norway",
        "2011-09",
        "I would be better off in heaven, but the good Lord does not want me yet. Thank you.",
    ),
    ("Bo Lund", "Sweden", "2012-09", "We will never surrender our islands to a foreign army. The talks have failed."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ("I would be better off in hell, but the good Lord does not want me yet", "heaven"),
        ("I would be better off in hell, but the good Lord does not want me yet.", "heaven"),
        ("i would be better off in paradise, but the good lord does not want me yet", "heaven"),
        ("We will never surrender our cities to a foreign army", "islands"),
        ("we will never sell our islands to a foreign army", "surrender"),
        ("We will never surrender our islands to a foreign king.", "army"),
    ],
)
def test_a_sentence_with_a_word_changed_is_traced(record: Record, typed: str, changed: str) -> None:
    answer = record.ask(typed)
    assert answer.intent == "trace"
    assert answer.direct
    assert answer.direct.text.startswith("Not word for word")
    assert changed in answer.direct.text


@pytest.mark.parametrize(
    "typed",
    [
        "We will never surrender our islands to a foreign army",
        "we will never surrender our islands to a foreign army.",
    ],
)
def test_a_sentence_as_it_stands_is_traced(record: Record, typed: str) -> None:
    answer = record.ask(typed)
    assert answer.intent == "trace"
    assert answer.direct is None


@pytest.mark.parametrize(
    "typed",
    [
        "what did Ada Berg say about the good Lord and heaven",
        "I want to know what was said about islands and armies",
        "show me everything that was said on the talks in 2012",
        "islands",
        "the talks in which Sweden and Norway have failed to agree on anything",
    ],
)
def test_what_asks_or_names_a_subject_is_not_traced(record: Record, typed: str) -> None:
    assert record.ask(typed).intent != "trace"
