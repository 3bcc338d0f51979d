"""Names and speakers that a quotation has in another form, each beside one that it has not."""

import pytest
from citations import cite

from rag.verification.check import Checker

RECORDS = {
    "exception": "An exception would be unacceptable to the people of Alabama, the ruling says.",
    "nominee": "Lee, a pastor, won the GOP nomination at a canvass on Saturday.",
    "troops": "Ukrainian forces are making rapid advances around the second largest city.",
    "bill": "Senate leader Ruth Hale, D-N.Y., said Wednesday the odds are high that the bill is signed this year.",
    "envoys": "Marlow, the Indo-Pacific analyst, said the trip of the envoys shows an interest in the islands.",
    "apes": "“This is the last hour for these apes,” said University of Halm professor of anthropology Karl Orr.",
    "match": "HALM (AP) — Almost everything went right for the team on Friday night.",
    "debate": "The latest dispute raises the question of what it says about the campaign.",
    "thanks": "I thank Nasser for his skilful stewardship of the session.",
    "fees": "Those who camp at any site would pay one fee.",
}
KEPT = {
    "people of a place": ("exception", "An exception would be unacceptable to Alabamians."),
    "the party of an acronym": ("nominee", "Lee, a pastor, won the Republican nomination at a canvass."),
    "whose a seat's": ("troops", "Kyiv's forces are advancing rapidly around the second largest city."),
    "a party and a state": ("bill", "Ruth Hale said on Wednesday the odds are high that the bill is signed this year."),
    "an apposition with a capital": ("envoys", "The trip shows an interest in the islands, according to Marlow."),
    "said after the words": ("apes", "Karl Orr said this is the last hour for the apes."),
    "the agency of a dateline": ("match", "Almost everything went right for the team on Friday, according to the AP."),
    "an outlet with a date": (
        "debate",
        "The dispute raises a question about the campaign, a Halm News piece of May 2031 said.",
    ),
    "of whom it is said": ("thanks", "Nasser thanked for skilful stewardship of the session"),
    "a word that begins": ("fees", "Campers at any site would pay one fee."),
}
DROPPED = {
    "people of another place": ("exception", "An exception would be unacceptable to Nevadans."),
    "the other party": ("nominee", "Lee, a pastor, won the Democratic nomination at a canvass."),
    "the seat of another": ("troops", "Moscow's forces are advancing rapidly around the second largest city."),
    "another speaker": ("bill", "Ruth Marsh said on Wednesday the odds are high that the bill is signed this year."),
    "another analyst": ("envoys", "The trip shows an interest in the islands, according to Farlow."),
    "another one after the words": ("apes", "Karl Ott said this is the last hour for the apes."),
    "another agency": ("match", "Almost everything went right for the team on Friday, according to Reuters."),
    "another outlet": ("debate", "The dispute raises a question about the campaign, a CNN piece of May 2031 said."),
}


def check(record: str, sentence: str) -> list[str]:
    checker = Checker.from_citations([cite(RECORDS[record], None, source="Halm News", published="2031-05-02")])
    return [str(fault) for fault in checker.check(f"{sentence} [1]")]


@pytest.mark.parametrize(("record", "sentence"), KEPT.values(), ids=KEPT)
def test_a_name_in_another_form_is_no_fault(record: str, sentence: str) -> None:
    assert check(record, sentence) == []


@pytest.mark.parametrize(("record", "sentence"), DROPPED.values(), ids=DROPPED)
def test_a_name_of_somebody_else_is_a_fault(record: str, sentence: str) -> None:
    assert check(record, sentence)


def test_the_speaker_may_be_named_anywhere() -> None:
    record = cite("The policies of the main centres of power rest on conquest.", "Ana Ruiz")
    checker = Checker.from_citations([record])
    assert checker.check("Ruiz finds that the policies of the main centres of power rest on conquest. [1]") == []
