"""Groups of states and peoples as speakers, and directions that are part of a name."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    ("Ada Berg", "Iceland", "2011-09", "Migration is as old as mankind. The West Philippine Sea is far from us."),
    ("Bo Lund", "Finland", "2012-09", "Migration must be orderly. We are for gender equality."),
    ("Jan Novak", "Czech Republic", "2014-09", "Migration must be stopped at the border."),
    ("Pal Nagy", "Hungary", "2014-09", "Mass migration is a threat to us all."),
    ("Ana Cruz", "Chile", "2014-09", "Migration made our country what it is."),
    ("Piet Bakker", "Netherlands", "2014-09", "Migration has two sides for our towns."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("what did the visegrad group say about migration", {"Jan Novak", "Pal Nagy"}),
        ("visegrad countries on migration", {"Jan Novak", "Pal Nagy"}),
        ("what did the V4 say about migration?", {"Jan Novak", "Pal Nagy"}),
        ("nordics on migration", {"Ada Berg", "Bo Lund"}),
        ("scandinavians about migration", {"Ada Berg", "Bo Lund"}),
        ("what did Benelux say on migration", {"Piet Bakker"}),
        ("i want to know what icelanders say about migration", {"Ada Berg"}),
        ("what did the Dutch say about migration", {"Piet Bakker"}),
        ("czechs on migration", {"Jan Novak"}),
        ("hungarians on migration", {"Pal Nagy"}),
        ("need a quote from any Nordic leader on migration", {"Ada Berg", "Bo Lund"}),
    ],
)
def test_a_group_or_people_is_read_as_those_who_speak_for_it(record: Record, question: str, speakers: set[str]) -> None:
    answer = record.ask(question)
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == speakers


@pytest.mark.parametrize("question", ["west philippine sea", "what was said on the west philippine sea?"])
def test_a_direction_before_a_name_is_part_of_it(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert not any("read as speakers" in note for note in answer.notes)
    assert "West Philippine Sea" in answer.citations[0].cited_text


@pytest.mark.parametrize(
    "question",
    [
        "what did Jan Novak say about migration from the west?",
        "what was said on migration coming from the Nordic countries?",
    ],
)
def test_where_something_comes_from_is_no_speaker(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert not any("read as speakers" in note for note in answer.notes)
