import pytest

from rag.verification.quantities.figures import check_figures
from rag.verification.wording.words import WordSequence

COUNTED = [
    ("The road will be built from 2012 to 2015.", "The road takes three years to build."),
    ("We have asked for a port every spring since 1995.", "Nearly two decades of requests had no answer."),
    ("Tomorrow the islands celebrate their thirtieth anniversary.", "The islands mark 30 years of independence."),
    ("She hopes for a 22nd title at the games.", "Another win would take her to 22 titles."),
    ("Enrolment rose from 65 per cent to 83 per cent.", "Enrolment rose by 18 percentage points."),
    ("All told, 41 farmers and 16 fishermen have left.", "More than twice as many farmers as fishermen have left."),
    ("About 350 of the 592 sailors came home.", "More than half of the sailors came home."),
    ("Aid this year is triple what we gave.", "Aid is three times what it was."),
    ("In the city 60 per cent of the people are poor.", "Three in five of its people are poor."),
    ("Kenya, Chad and Mali will sign.", "Three countries will sign."),
    ("A couple of landowners share the wood.", "The wood belongs to two landowners."),
]
MADE_UP = [
    ("The road will be built from 2012 to 2015.", "The road takes seven years to build."),
    ("Enrolment rose from 65 per cent to 83 per cent.", "Enrolment rose by 28 percentage points."),
    ("All told, 41 farmers and 16 fishermen have left.", "Three times as many farmers as fishermen have left."),
    ("About 350 of the 592 sailors came home.", "More than two thirds of the sailors came home."),
    ("Kenya, Chad and Mali will sign the treaty.", "Five countries will sign."),
    ("He served a single term and left.", "He served two terms and left."),
    ("Leave two hours early, because queues take three hours.", "Queues take five hours."),
]


def find(quoted: str, sentence: str) -> list[str]:
    faults = check_figures(WordSequence.from_text(sentence), WordSequence.from_text(quoted), "2014-09")
    return [fault.detail for fault in faults]


@pytest.mark.parametrize(("quoted", "sentence"), COUNTED)
def test_a_number_may_be_counted_from_those_of_the_quotation(quoted: str, sentence: str) -> None:
    assert not find(quoted, sentence)


@pytest.mark.parametrize(("quoted", "sentence"), MADE_UP)
def test_a_number_that_cannot_be_counted_is_a_fault(quoted: str, sentence: str) -> None:
    assert find(quoted, sentence)


@pytest.mark.parametrize(
    ("quoted", "sentence"),
    [
        ("We file a draft annually.", "A draft is filed each month."),
        ("Makers invest billions here.", "Makers invest trillions here."),
        ("Limit it to 450 parts per million.", "Limit it to 450 parts per billion."),
    ],
)
def test_a_period_and_a_scale_without_a_number_are_those_of_the_quotation(quoted: str, sentence: str) -> None:
    assert find(quoted, sentence)
