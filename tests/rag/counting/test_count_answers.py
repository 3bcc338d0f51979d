"""Counts, superlatives and exclusions over a library of four speeches and a report, each counted by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Answer, Record

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Libya needs peace. We thank Libya. Haiti needs aid."),
    ("Bo Lund", "Sweden", "2012-09", "We speak of Haiti today. The sanctions against Libya must be lifted."),
    ("Ada Berg", "Norway", "2013-09", "Libya has a new government. Libya, Libya and again Libya."),
    ("Cem Demir", "Türkiye", "2014-09", "The oceans are warm. Fishing must be regulated."),
]
ARTICLES = describe_speeches(SPEECHES)


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(ARTICLES)


def first_line(answer: Answer) -> str:
    return answer.direct.text if answer.direct else ""


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("How often was Libya mentioned?", "7 times"),
        ("how often did Bo Lund mention Libya?", "1 time"),
        ("how many speakers mentioned Haiti?", "2 speakers"),
        ("how many countries brought up Libya?", "2 countries"),
        ("who mentioned Libya most often?", "Ada Berg: 6 times of 7"),
        ("which country mentioned Libya most?", "Norway: 6 times of 7"),
        ("in which year was Libya mentioned most?", "2013: 4 times of 7"),
        ("who was the last to mention Libya?", "Ada Berg, September 2013"),
        ("when was Haiti first mentioned?", "September 2011"),
        ("did Cem Demir mention Libya?", "No"),
        ("last time Haiti came up", "September 2012"),
        ("the first time anyone mentioned Haiti", "September 2011"),
        (
            "what did Cem Demir never mention?",
            "Of the 5 countries that most articles name, not in the 1 article with words of Cem Demir: Libya (3)",
        ),
        ("did Ada Berg touch on Haiti?", "Yes: 1 time"),
        ("who did not mention Libya?", "1 of 3 speakers did not mention Libya: Cem Demir"),
        ("which articles do not mention Haiti?", "2 of 4 articles do not mention Haiti"),
    ],
)
def test_what_is_counted_is_what_the_articles_hold(record: Record, question: str, line: str) -> None:
    assert first_line(record.ask(question)).startswith(line)


def test_a_count_of_nothing_names_what_was_searched(record: Record) -> None:
    answer = record.ask("how often was Ruritania mentioned?")
    assert first_line(answer).startswith("0: no sentence in the 4 articles searched")


def test_the_table_behind_a_number_stands_in_a_note(record: Record) -> None:
    notes = record.ask("who mentioned Libya most often?").notes
    assert any("Ada Berg 6, Bo Lund 1" in note for note in notes)
