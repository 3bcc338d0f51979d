"""Kinds of faithful paraphrase that stay, each beside a sentence of the same form that is false."""

import pytest
from citations import cite

from rag.verification.check import Checker

RECORDS = {
    "emissions": "Carbon dioxide emissions in Norway have fallen by 30 per cent since 1990.",
    "recovery": "It could be 10 to 14 days before it is known if the measures work.",
    "seat": "Norway asks for your support for its election, 25 years after its last term.",
    "event": "Not everyone who attended the event on the border was tested.",
    "court": "The decision does not respect the sovereignty of the country and hinders peace.",
    "islands": "The islands have not been visited by humans in more than a decade.",
    "hall": "The hall was burned by settlers in 1623, before the treaty.",
    "offer": "This is potentially a ticket out of here.",
    "fund": "The fund was set up by Sen. Lee, D-Ohio, after a congressional vote.",
}
KEPT = {
    "a chemical symbol": ("emissions", "Norway's CO2 emissions down 30% since 1990"),
    "a rough fraction": (
        "emissions",
        "Berg said carbon dioxide emissions in Norway fell by almost a third.",
    ),
    "another unit of time": ("recovery", "Berg said it could be two weeks before it is known if the measures work."),
    "not known for": ("recovery", "Berg said it may not be known for 10 to 14 days if the measures work."),
    "the first in years": ("seat", "Berg asked for support for Norway's election, its first in 25 years."),
    "some were not": ("event", "Berg said some people who attended the event on the border were not tested."),
    "a denial in one word": ("court", "Berg said the decision infringes the country's sovereignty and hampers peace."),
    "a decade in years": ("islands", "Berg said no humans have visited the islands for more than ten years."),
    "the century of a year": ("hall", "Berg said the hall was burned by settlers in the seventeenth century."),
    "the party of a letter": ("fund", "Berg said a Democratic senator, Lee, set up the fund after a vote of Congress."),
}
DROPPED = {
    "a chemical symbol": ("emissions", "Norway's CH4 emissions down 30% since 1990"),
    "a rough fraction": ("emissions", "Berg said carbon dioxide emissions in Norway fell by almost a half."),
    "another unit of time": ("recovery", "Berg said it could be three weeks before it is known if they work."),
    "an estimate made certain": (
        "recovery",
        "Berg said it will be 10 to 14 days before it is known if they work.",
    ),
    "what was asked for as done": ("seat", "Berg said Norway has been elected, 25 years after its last term."),
    "all were": ("event", "Berg said everyone who attended the event on the border was tested."),
    "no denial": ("court", "Berg said the decision respects the sovereignty of the country."),
    "another length": ("islands", "Berg said no humans have visited the islands for more than thirty years."),
    "another century": ("hall", "Berg said the hall was burned by settlers in the eighteenth century."),
    "the other order": ("hall", "Berg said the hall was burned by settlers after the treaty."),
    "the other party": ("fund", "Berg said a Republican senator, Lee, set up the fund."),
    "what may be as it is": ("offer", "Berg said the measure is a ticket out of here."),
    "names alone": ("fund", "Berg said Lee would visit Ohio."),
}


def check(record: str, sentence: str) -> list[str]:
    checker = Checker.from_citations([cite(RECORDS[record], "Ada Berg", role="Minister", country="Norway")])
    return [str(fault) for fault in checker.check(f"{sentence} [1]")]


@pytest.mark.parametrize(("record", "sentence"), KEPT.values(), ids=KEPT)
def test_a_paraphrase_that_says_the_same_stays(record: str, sentence: str) -> None:
    assert check(record, sentence) == []


@pytest.mark.parametrize(("record", "sentence"), DROPPED.values(), ids=DROPPED)
def test_a_sentence_of_the_same_form_that_says_something_else_is_dropped(record: str, sentence: str) -> None:
    assert check(record, sentence)


def test_a_first_name_may_come_from_the_title_of_the_article() -> None:
    titled = cite("Favre owes 730,000 dollars, the auditor says.", "Shad White").model_copy(
        update={"article_title": "Brett Favre and the fund"}
    )
    checker = Checker.from_citations([titled])
    assert checker.check("Brett Favre owes 730,000 dollars, White says. [1]") == []
    assert checker.check("Steve Favre owes 730,000 dollars, White says. [1]")


def test_the_seat_of_another_body_of_the_country_did_not_speak() -> None:
    house = cite("Only those who meet him are tested.", "White House", attribution="indirect", source="The Courier")
    assert Checker.from_citations([house]).check("The Pentagon says only those who meet him are tested. [1]")
