"""Who is left out is understood by any words for them, and so are those who speak together with them."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Whaling ends in our waters."),
    ("Bo Lund", "Sweden", "2011-10", "Whaling is no food for us."),
    ("Berg and her delegation", "", "2012-09", "Whaling has no friends here."),
    ("Dia Rao", "India", "2014-09", "Whaling was never ours."),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize(
    "question",
    [
        "give me statements on whaling without the Norway folks and the Swedish side",
        "whaling statements other than Ada Berg's or those of Swedish officials",
        "statements on whaling except the ones by Berg and those of the Swedes",
        "what was said on whaling, not Berg's or Lund's",
        "whaling quotes, no Swedes or Norwegians",
    ],
)
def test_the_words_of_all_of_them_are_left_out(record: Record, question: str) -> None:
    answer = record.ask(question)
    names = {citation.speaker.name for citation in answer.citations if citation.speaker}
    assert "Dia Rao" in names
    assert not names & {"Ada Berg", "Bo Lund"}


def test_whoever_speaks_with_somebody_is_left_out_with_them(record: Record) -> None:
    answer = record.ask("statements on whaling, not by Ada Berg")
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == {"Bo Lund", "Dia Rao"}


def test_no_before_a_subject_leaves_nobody_out(record: Record) -> None:
    assert not any("Left out: words" in note for note in record.ask("whaling, no fish zone").notes)
