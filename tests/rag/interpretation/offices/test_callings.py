"""People are asked for by what they do: those of whom articles say it, or else, and it is said, those who may be."""

from collections.abc import Callable
from typing import Any

import pytest

from rag import Record

NEWS = """
Rina Katz, a professor of economics at the University of Bergen, said the herring tax would fail. \
"The herring tax is a mistake," Katz said.

Sen. Paul Moss, R-Ohio, said the herring tax would pass.

Analysts said that the herring tax was popular.

"The cod is gone from the bay," said Tove Dahl, who has lived there for years.

President Ada Berg said the cod would come back.
"""


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened([{"id": "1", "title": "A tax", "text": NEWS, "source": "bay.example", "published": "2024-03-01"}])


def speakers(record: Record, question: str) -> set[str]:
    return {citation.speaker.name for citation in record.ask(question).citations if citation.speaker}


@pytest.mark.parametrize("question", ["experts on the herring tax", "what did analysts say about the herring tax?"])
def test_experts_are_those_of_whom_articles_say_so(record: Record, question: str) -> None:
    found = speakers(record, question)
    assert any("Katz" in name for name in found)
    assert not any("Moss" in name for name in found)


def test_lawmakers_are_those_who_sit_in_a_parliament(record: Record) -> None:
    assert speakers(record, "lawmakers on the herring tax") == {"Paul Moss"}


def test_where_the_calling_of_nobody_is_known_whoever_may_have_it_is_quoted(record: Record) -> None:
    answer = record.ask("what did scientists say about the cod?")
    assert {one.speaker.name for one in answer.citations if one.speaker} == {"Tove Dahl"}
    assert any("does not say of most people" in note for note in answer.notes)


def test_the_calling_of_people_who_are_spoken_of_is_a_subject(record: Record) -> None:
    assert not any("read as speakers" in note for note in record.ask("survivors of the wreck").notes)
