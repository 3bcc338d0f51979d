"""A follow-up asks the same of another, of all others, or for fewer quotations."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record
from rag.query.follow_ups import Exchange

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Whaling ends in our waters. The World Trade Organization sleeps."),
    ("Bo Lund", "Sweden", "2011-10", "Whaling is no food for us. Whaling is over."),
    ("Bo Lund", "Sweden", "2013-10", "Whaling was a mistake. We trust the World Trade Organization."),
    ("Cem Demir", "Türkiye", "2014-09", "The whaling fleet is asleep. A ship needs a harbour."),
]
SAID = "what did Ada Berg say about whaling?"


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


@pytest.mark.parametrize(
    ("then", "meant"),
    [
        ("what's Bo Lund's view?", "what did Bo Lund say about whaling?"),
        ("whats sweden's view, they stopped it right", "what did sweden say about whaling?"),
        ("Sweden's take?", "what did Sweden say about whaling?"),
        ("what is the position of Sweden on this?", "what did Sweden say about whaling?"),
        ("and where does Sweden stand?", "what did Sweden say about whaling?"),
        ("how did Lund justify it?", "what did Lund say about whaling?"),
        ("how does Sweden see it tho", "what did Sweden say about whaling?"),
        ("same question for Bo Lund", "what did Bo Lund say about whaling?"),
        ("now do Bo Lund", "what did Bo Lund say about whaling?"),
        ("Bo Lund instead please", "what did Bo Lund say about whaling?"),
        ("ok and what did Lund say", "what did Lund say about whaling?"),
        ("quote the one from sweden in 2013", "what did sweden say about whaling in 2013?"),
        ("show me the one by Bo Lund", "what did Bo Lund say about whaling?"),
        ("did anyone else defend it though?", "what was said on whaling, excluding those by Ada Berg?"),
        ("who else criticised whaling?", "what was said on whaling, excluding those by Ada Berg?"),
        ("has anybody else mentioned it?", "who spoke about whaling, apart from Ada Berg?"),
        ("one quote is enough", "what did Ada Berg say about whaling, only one?"),
        ("i only need one", "what did Ada Berg say about whaling, only one?"),
        ("give me one", "what did Ada Berg say about whaling, only one?"),
        ("what did the Swedes make of it", "what did the Swedes say about whaling?"),
        ("and what would Bo Lund say?", "what did Bo Lund say about whaling?"),
        ("is there a speech where Bo Lund mentions it", "what did Bo Lund say about whaling?"),
        ("the same thing but Bo Lund", "what did Bo Lund say about whaling?"),
        ("i meant Bo Lund", "what did Bo Lund say about whaling?"),
        ("sorry, Bo Lund not Ada Berg", "what did Bo Lund say about whaling?"),
        ("Bo Lund?", "what did Bo Lund say about whaling?"),
        ("anyone from europe?", "what did europe leaders say about whaling?"),
        ("everyone else", "what was said on whaling, excluding those by Ada Berg?"),
        ("without Berg", "what was said on whaling, excluding those by Ada Berg?"),
        ("make it two", "what did Ada Berg say about whaling, only two?"),
    ],
)
def test_the_subject_is_kept(record: Record, then: str, meant: str) -> None:
    first = record.ask(SAID)
    answer = record.ask(then, history=[Exchange(SAID, first.answer, first.id)])
    assert answer.standalone_question == meant
    assert answer.citations


def test_others_are_asked_for_by_a_part_of_the_name_of_a_subject(record: Record) -> None:
    asked = "what did Ada Berg say about the WTO?"
    first = record.ask(asked)
    answer = record.ask("did anyone else trust the organization?", history=[Exchange(asked, first.answer, first.id)])
    assert [citation.speaker and citation.speaker.name for citation in answer.citations] == ["Bo Lund"]


@pytest.mark.parametrize(
    "then", ["did anyone else mention the harbour?", "what is Bo Lund's view on harbours?", "how did it end?"]
)
def test_another_subject_is_asked_about_by_itself(record: Record, then: str) -> None:
    first = record.ask(SAID)
    answer = record.ask(then, history=[Exchange(SAID, first.answer, first.id)])
    assert "whaling" not in answer.standalone_question


def test_the_ones_of_somebody_are_left_out(record: Record) -> None:
    asked = "what was said about whaling?"
    first = record.ask(asked)
    answer = record.ask("not the Swedish ones", history=[Exchange(asked, first.answer, first.id)])
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == {"Ada Berg", "Cem Demir"}
