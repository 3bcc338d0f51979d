"""Who holds an office or speaks for a house is asked for by it, and nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Record

SPEECHES = [
    ("Ada Berg", "Norway", "2011-09", "Fish must be free of mercury."),
    ("Bo Lund", "Norway", "2012-09", "Fish is our bread."),
    ("Ola Vik", "Norway", "2013-09", "Fish was my bread, too."),
    ("Norway", "Norway", "2014-09", "Fish is for all."),
    ("François Hall", "France", "2014-09", "Fish needs peace."),
    ("Jens Stoltenberg", None, "2014-09", "Fish has no borders."),
    ("Ban Ki-moon", None, "2015-09", "Fish is a right."),
    ("Lee Wood", "United States", "2015-09", "Fish is a weapon."),
    ("Sam Hill", "United States", "2015-09", "Fish is a dish."),
    ("Tom Gray", None, "2015-09", "Fish is on the menu."),
    ("Una Reed", None, "2015-09", "Fish is a secret of ours."),
]
OFFICES = {
    "Ada Berg": "Prime Minister",
    "Bo Lund": "Deputy Prime Minister and Minister for Foreign Affairs",
    "Ola Vik": "former Prime Minister",
    "Norway": None,
    "Jens Stoltenberg": "Secretary-General",
    "Ban Ki-moon": "Secretary-General",
    "Lee Wood": "Defense Secretary",
    "Sam Hill": "Secretary of Agriculture",
    "Tom Gray": "White House press secretary",
    "Una Reed": "Pentagon spokeswoman",
}


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES, OFFICES))


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("the Norwegian prime minister", {"Ada Berg"}),
        ("the Norwegian PM", {"Ada Berg"}),
        ("the prime minister of Norway", {"Ada Berg"}),
        ("the Norwegian foreign minister", {"Bo Lund"}),
        ("the Norwegian deputy prime minister", {"Bo Lund"}),
        ("the former Norwegian prime minister", {"Ola Vik"}),
        ("the prime minister", {"Ada Berg"}),
        ("the UN chief", {"Ban Ki-moon"}),
        ("UN secretaries-general", {"Ban Ki-moon"}),
        ("the NATO chief", {"Jens Stoltenberg"}),
        ("the Pentagon", {"Lee Wood", "Una Reed"}),
        ("the Pentagon spokesman", {"Una Reed"}),
        ("the White House", {"Tom Gray"}),
        ("the White House press secretary", {"Tom Gray"}),
        ("the president of France", {"François Hall"}),
    ],
)
def test_an_office_means_its_holder_and_no_deputy(record: Record, who: str, names: set[str]) -> None:
    answer = record.ask(f"what did {who} say about fish?")
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == names


@pytest.mark.parametrize(
    ("state", "theirs"),
    [
        ("the United States", {"Lee Wood", "Tom Gray", "Una Reed", "Sam Hill"}),
        ("Norway itself", {"Ada Berg", "Bo Lund", "Ola Vik", "Norway"}),
    ],
)
def test_who_speaks_for_a_state_or_its_houses_is_left_out_with_it(record: Record, state: str, theirs: set[str]) -> None:
    answer = record.ask(f"what was said on fish, but nothing from {state}?")
    names = {citation.speaker.name for citation in answer.citations if citation.speaker}
    assert names
    assert not names & theirs


@pytest.mark.parametrize(
    "who",
    ["the pope", "the Norwegian president", "the French vice president", "the Swedish PM", "the Norwegian opposition"],
)
def test_an_office_that_nobody_holds_is_answered_with_nobody_elses_words(record: Record, who: str) -> None:
    answer = record.ask(f"what did {who} say about fish?")
    assert answer.abstained
    assert answer.reason
    assert "Found nothing by" in answer.reason.text
