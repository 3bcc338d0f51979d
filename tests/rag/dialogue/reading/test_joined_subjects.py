"""Two subjects joined by "and" are both in one sentence, or else each is looked for."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record
from rag.dialogue.reading.joined_subjects import part_subject
from rag.query.question import Question

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Whaling ends in our waters."),
    ("Ada Berg", "Norway", "2013-09", "A reef of coral is a house of fish."),
    ("Ellen Moe-Sandvik", "Norway", "2012-09", "The ferry sank with its cargo of tea."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("what was said about whaling and the coral reef?", 2),
        ("what was said on whaling, coral and tea?", 3),
        ("what was said about whaling?", None),
        ("what was said about whaling and?", None),
    ],
)
def test_each_of_the_subjects_is_looked_for(question: str, subjects: int | None) -> None:
    parted = part_subject(Question.parse(question), None)
    assert (len(parted.subjects) if parted else None) == subjects


def test_subjects_that_nobody_names_stay_unfound(record: Record) -> None:
    assert record.ask("what did Ada Berg say about volcanoes and glaciers?").abstained


def test_a_part_of_a_double_name_may_be_misspelt(record: Record) -> None:
    answer = record.ask("what did Sandvick say about the ferry?")
    assert [citation.speaker and citation.speaker.name for citation in answer.citations][:1] == ["Ellen Moe-Sandvik"]


def test_possessives_make_no_other_language(record: Record) -> None:
    assert record.ask("whaling: Norway's position? and Sweden's?").language == "en"
