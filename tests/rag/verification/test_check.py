import pytest
from citations import cite
from hypothesis import given
from hypothesis import strategies as st

from rag.verification.check import Checker

ENVOY = cite(
    "We have withdrawn 1,200 soldiers from the northern province since May 2012, and we will close the last base if the"
    " rebels keep the ceasefire.",
    "Ada Berg",
    role="Foreign Minister",
    country="Norway",
)
REPORTED = cite(
    "Colonel Idris Saleh said the attack on Sirte had wounded 40 civilians and could not be justified.",
    "Idris Saleh",
    number=2,
    attribution="indirect",
    source="The Courier",
    published="2014-02-03",
)
MIXED = cite(
    "The mayor called the siege “a crime against our children” after the bridge was bombed.",
    "Leyla Aydin",
    number=3,
    role="mayor",
    attribution="mixed",
    source="The Courier",
    published="2014-02-05",
)
CHECKER = Checker.from_citations([ENVOY, REPORTED, MIXED])

FAITHFUL = [
    "Norway pulled 1,200 troops out of the northern province, Foreign Minister Ada Berg said. [1]",
    "Berg said the last base would be closed if the rebels kept the truce. [1]",
    "Norwegian minister: last base to close if ceasefire holds [1]",
    "According to Berg, 1,200 soldiers have left the northern province since May 2012. [1]",
    "Saleh said that 40 civilians were injured in the attack on Sirte. [2]",
    "The attack on Sirte cannot be justified, Colonel Idris Saleh said. [2]",
    "Mayor Leyla Aydin called the siege “a crime against our children”. [3]",
    "Berg said Norway had withdrawn soldiers, while Saleh said the attack on Sirte could not be justified. [1][2]",
]

FALSE = {
    "figure": "Norway pulled 2,100 troops out of the northern province, Berg said. [1]",
    "unit": "Berg said soldiers had been withdrawn for 1,200 days. [1]",
    "date": "According to Berg, 1,200 soldiers have left the northern province since May 2011. [1]",
    "name": "Saleh said that 40 civilians were injured in the attack on Tripoli. [2]",
    "speaker": "Leyla Aydin said the last base would be closed if the rebels kept the ceasefire. [1]",
    "negation": "Saleh said that the attack on Sirte could be justified. [2]",
    "modality": "Berg said the last base would be closed, whatever the rebels did. [1]",
    "tense": "Berg said Norway would withdraw 1,200 soldiers from the northern province. [1]",
    "quotation": "Aydin called the siege “a crime against our country”. [3]",
    "direct speech": "Saleh said the attack “could not be justified”. [2]",
    "order": "The mayor called the siege a crime before the bridge was bombed. [3]",
    "not said": "Berg said Norway had bought new helicopters for its coast guard. [1]",
    "joined": "Saleh said the last base would be closed if the rebels kept the ceasefire. [1][2]",
    "no citation": "Norway pulled 1,200 troops out of the northern province, Berg said.",
    "unknown citation": "Norway pulled 1,200 troops out of the northern province, Berg said. [7]",
    "markup": "Norway pulled 1,200 troops out, see https://example.org for more. [1]",
}


@pytest.mark.parametrize("sentence", FAITHFUL)
def test_a_sentence_that_the_quotations_carry_stays(sentence: str) -> None:
    assert CHECKER.check(sentence) == []


@pytest.mark.parametrize("kind", FALSE)
def test_a_sentence_with_one_thing_changed_is_dropped(kind: str) -> None:
    assert CHECKER.check(FALSE[kind])


@pytest.mark.parametrize(
    "kind", ["figure", "date", "quotation", "direct speech", "no citation", "unknown citation", "markup"]
)
def test_the_reason_names_what_is_wrong(kind: str) -> None:
    assert CHECKER.check(FALSE[kind])[0].kind == kind


@pytest.mark.parametrize("source", [ENVOY, REPORTED, MIXED])
def test_a_quotation_itself_stays(source: object) -> None:
    number = source.number  # type: ignore[attr-defined]
    assert CHECKER.check(f"{source.display_text} [{number}]") == []  # type: ignore[attr-defined]


def test_each_citation_must_carry_a_part_of_the_sentence() -> None:
    assert CHECKER.check("Saleh said that 40 civilians were injured in the attack on Sirte. [2][1]")


def test_a_pronoun_is_the_speaker_of_the_sentence_before() -> None:
    sentence = "He said the attack on Sirte could not be justified. [2]"
    assert CHECKER.check(sentence, previous=(2,)) == []
    assert [fault.kind for fault in CHECKER.check(sentence, previous=(1,))] == ["speaker"]


@pytest.mark.parametrize("name", ["Mr. Obama", "Gen. Obama", "J. Obama", "Obama"])
def test_a_name_after_an_abbreviation_is_a_name(name: str) -> None:
    checker = Checker.from_citations(
        [cite("The bank released millions so Mr. Clarke could begin.", attribution="outlet")]
    )
    assert checker.check("The bank released millions so Mr. Clarke could begin. [1]") == []
    assert checker.check(f"The bank released millions so {name} could begin. [1]")


def test_numbers_in_letters_and_in_digits_are_the_same() -> None:
    checker = Checker.from_citations(
        [cite("Twelve of the 20 wells are dry, about half a million people are affected.")]
    )
    assert checker.check("12 of the twenty wells are dry. [1]") == []
    assert checker.check("About 500,000 people are affected. [1]") == []
    assert checker.check("About 5 million people are affected. [1]")


def test_a_figure_belongs_to_what_it_counts() -> None:
    checker = Checker.from_citations([cite("The flood killed 12 farmers and destroyed 300 houses in the valley.")])
    assert checker.check("The flood destroyed 300 houses. [1]") == []
    assert checker.check("The flood killed 300 farmers and destroyed 12 houses. [1]")


def test_who_acts_on_whom_stays_so() -> None:
    checker = Checker.from_citations([cite("Russia accused Turkey of shelling a convoy.", attribution="outlet")])
    assert checker.check("Turkey was accused by Russia of shelling a convoy. [1]") == []
    assert checker.check("Turkey accused Russia of shelling a convoy. [1]")


@given(st.text(max_size=300))
def test_no_text_breaks_the_check(text: str) -> None:
    for written in (text, f"{text} [1]", f"Berg said {text} [1][2]."):
        CHECKER.check(written)


@given(st.text(min_size=1, max_size=200))
def test_no_quotation_breaks_the_check(text: str) -> None:
    Checker.from_citations([cite(text, "Ada Berg")]).check("Berg said the last base would not be closed in 2012. [1]")


def test_a_sentence_may_end_with_an_ordinal_that_is_also_a_unit() -> None:
    assert CHECKER.check("Berg said the northern province came first and the last base second [1]")
