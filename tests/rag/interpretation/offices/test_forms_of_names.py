"""A person is found by a name that is a letter off, and a king by his office where he is listed as head of state."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    ("John Berg", "Norway", "2011-09", "Whaling is our custom."),
    ("Anna Lund", "Sweden", "2012-09", "Whaling must end."),
    ("Idris bin Omar", "Jordan", "2013-09", "Whaling is far from our desert."),
    ("Lea Moreau", "France", "2014-09", "Whaling is a crime."),
    ("Ada Ruiz Mora", "Chile", "2015-09", "Whaling is a memory on our coast."),
]
OFFICES = {"Idris bin Omar": "Head of State", "Lea Moreau": "Head of Government"}


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES, OFFICES))


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Jon Berg", "John Berg"),
        ("Ana Lund", "Anna Lund"),
        ("the King of Jordan", "Idris bin Omar"),
        ("kings", "Idris bin Omar"),
        ("the Prime Minister of France", "Lea Moreau"),
        ("Ruiz", "Ada Ruiz Mora"),
        ("Ruis", "Ada Ruiz Mora"),
    ],
)
def test_a_person_is_found_by_a_near_name_or_the_office(record: Record, who: str, name: str) -> None:
    answer = record.ask(f"what did {who} say about whaling?")
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == {name}


@pytest.mark.parametrize("who", ["Tom Berg", "the King of Sweden", "the President of France"])
def test_nobody_is_found_by_the_name_or_the_office_of_another(record: Record, who: str) -> None:
    assert record.ask(f"what did {who} say about whaling?").abstained
