"""Causes, degrees and tenses of which the quotation has nothing."""

import pytest
from citations import cite

from rag.verification.assertion.causes import check_causes
from rag.verification.assertion.degrees import check_degrees
from rag.verification.assertion.tenses import check_tenses
from rag.verification.check import Checker
from rag.verification.wording.words import WordSequence

READ = WordSequence.from_text


@pytest.mark.parametrize(
    ("quoted", "sentence", "is_fault"),
    [
        ("The port closed in May, and exports fell.", "Exports fell because the port closed in May.", True),
        ("The port closed in May, and exports fell.", "The closing of the port led to lower exports.", True),
        ("The port closed in May, and exports fell.", "The port is due to be closed.", False),
        ("Exports fell as a result of the closing.", "The closing led to lower exports.", False),
        ("Exports fell, as the port was closed.", "Exports fell because the port was closed.", False),
    ],
)
def test_a_cause_needs_one_in_the_quotation(quoted: str, sentence: str, is_fault: bool) -> None:  # noqa: FBT001 (a case)
    assert bool([*check_causes(READ(sentence), READ(quoted))]) == is_fault


@pytest.mark.parametrize(
    ("quoted", "sentence", "is_fault"),
    [
        ("We regret the vote.", "They mildly regret the vote.", True),
        ("Prices could rise.", "Prices are certain to rise.", True),
        ("It is one of the most arid countries.", "It is the most arid country.", True),
        ("It is one of the most arid countries.", "It is one of the most arid countries.", False),
        ("The hall was wholly destroyed, completely.", "The hall was completely destroyed.", False),
    ],
)
def test_a_degree_is_that_of_the_quotation(quoted: str, sentence: str, is_fault: bool) -> None:  # noqa: FBT001 (a case)
    assert bool([*check_degrees(READ(sentence), READ(quoted))]) == is_fault


@pytest.mark.parametrize(
    ("quoted", "sentence", "is_fault"),
    [
        ("Prices jumped on Monday.", "Prices will jump on Monday.", True),
        ("We must build a port.", "They have built a port.", True),
        ("We plan a port.", "They will build a port.", False),
        ("The port was finished in May.", "The port has been finished.", False),
    ],
)
def test_nothing_is_to_come_or_done_that_is_not(quoted: str, sentence: str, is_fault: bool) -> None:  # noqa: FBT001 (a case)
    assert bool([*check_tenses(READ(sentence), READ(quoted))]) == is_fault


def test_whether_or_not_denies_nothing() -> None:
    court = cite(
        "The court will decide whether or not the seized boats infringe on the treaty.", "Ada Berg", role="Minister"
    )
    assert not Checker.from_citations([court]).check("Berg said the court will rule on the seized boats. [1]")


MINISTER = cite(
    "We ask for peace in Cuba and Haiti, and we lent 40 boats.", "Ada Berg", role="Minister", country="Turkey"
)


@pytest.mark.parametrize(
    ("sentence", "is_kept"),
    [
        ("Ankara lent 40 boats, its representative said. [1]", True),
        ("Turkey lent 40 boats, according to the Turkish delegate. [1]", True),
        ("Ankara lent more than 40 boats, its representative said. [1]", False),
        ("Cuba's minister said Turkey had lent 40 boats. [1]", False),
        ("A friend said Turkey had lent 40 boats. [1]", False),
        ("The Secretary-General said Turkey had lent 40 boats. [1]", False),
    ],
)
def test_a_speaker_may_be_named_by_capital_or_as_representative(sentence: str, is_kept: bool) -> None:  # noqa: FBT001 (a case)
    assert (not Checker.from_citations([MINISTER]).check(sentence)) == is_kept
