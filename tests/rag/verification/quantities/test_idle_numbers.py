"""Numbers that count nothing, names that hold numbers, and units that a quotation leaves out."""

import pytest
from citations import cite

from rag.verification.check import Checker

RECORDS = {
    "harbour": "The harbour was originally built by monks, and its keepers hope someday to open it to every ship.",
    "rocket": "The crew moved the Kestrel 9 rocket onto the pad, and two ships wait at sea.",
    "keeper": "Ada Berg, 34, a keeper of the harbour, welcomed the ships.",
    "duties": "The duty on grain fell to 9.2% from 10.1 at the end of the season.",
    "heat": "The heat in the harbour reached 40.3 degrees on Monday.",
    "moon": "Four keepers were found at Half Moon Harbour.",
}
KEPT = {
    "first of time": ("harbour", "Monks first built the harbour, whose keepers hope to open it to every ship."),
    "at first": ("harbour", "At first the harbour was built by monks."),
    "some day": ("harbour", "Keepers hope that the harbour will one day open to every ship."),
    "a number in a name": ("rocket", "Kestrel 9 moved onto the pad as ships wait"),
    "an age": ("keeper", "Berg, a 34-year-old keeper of the harbour, welcomed the ships."),
    "the unit of the other end": ("duties", "The duty on grain fell from 10.1% to 9.2% at the end of the season."),
    "what a figure tops": ("heat", "Heat in the harbour tops 40 degrees"),
    "a fraction in a name": ("moon", "Four keepers found at Half Moon Harbour"),
}
DROPPED = {
    "first of order": ("harbour", "It was the first harbour built by monks."),
    "first in a race": ("rocket", "The Kestrel crew finished first at sea, ahead of two ships."),
    "one day of time": ("harbour", "Keepers hope to open the harbour to every ship in one day."),
    "another number in a name": ("rocket", "Kestrel 7 moved onto the pad as ships wait"),
    "another age": ("keeper", "Berg, a 43-year-old keeper of the harbour, welcomed the ships."),
    "another unit": ("duties", "The duty on grain fell from 10.1 euros to 9.2 euros."),
    "more than it tops": ("heat", "Heat in the harbour tops 45 degrees"),
}


def check(record: str, sentence: str) -> list[str]:
    checker = Checker.from_citations([cite(RECORDS[record], None, source="Halm News")])
    return [str(fault) for fault in checker.check(f"{sentence} [1]")]


@pytest.mark.parametrize(("record", "sentence"), KEPT.values(), ids=KEPT)
def test_a_number_that_the_quotation_need_not_have_is_no_fault(record: str, sentence: str) -> None:
    assert check(record, sentence) == []


@pytest.mark.parametrize(("record", "sentence"), DROPPED.values(), ids=DROPPED)
def test_a_number_that_the_quotation_does_not_have_is_a_fault(record: str, sentence: str) -> None:
    assert check(record, sentence)
