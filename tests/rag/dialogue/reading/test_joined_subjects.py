"""Two subjects joined by "and" are both in one sentence, or else each is looked for."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Whaling ends in our waters."),
    ("Ada Berg", "Norway", "2013-09", "A reef of coral is a house of fish."),
    ("Ellen Moe-Sandvik", "Norway", "2012-09", "The ferry sank with its cargo of tea."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize(
    "question", ["what did Ada Berg say about whaling and the coral reef?", "what was said about whaling and coral?"]
)
def test_where_no_sentence_names_both_each_is_shown(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert {citation.cited_text for citation in answer.citations} >= {"Whaling ends in our waters."}
    assert any("coral" in citation.cited_text for citation in answer.citations)
    assert "No sentence found names all of these: each names one." in answer.notes


def test_subjects_that_nobody_names_stay_unfound(record: Record) -> None:
    assert record.ask("what did Ada Berg say about volcanoes and glaciers?").abstained


def test_a_part_of_a_double_name_may_be_misspelt(record: Record) -> None:
    answer = record.ask("what did Sandvick say about the ferry?")
    assert [citation.speaker and citation.speaker.name for citation in answer.citations][:1] == ["Ellen Moe-Sandvik"]


def test_possessives_make_no_other_language(record: Record) -> None:
    assert record.ask("whaling: Norway's position? and Sweden's?").language == "en"
