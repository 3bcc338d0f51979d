import pytest

from rag.verification.dates import check_dates
from rag.verification.wording.words import WordSequence


def find(quoted: str, sentence: str, published: str | None) -> list[str]:
    faults = check_dates(WordSequence.from_text(sentence), WordSequence.from_text(quoted), published)
    return [fault.detail for fault in faults]


@pytest.mark.parametrize(
    ("quoted", "sentence", "published"),
    [
        ("The vote of 2009 is void.", "The vote of 2009 is void, Berg said in her 2013 address.", "2013-09"),
        ("The vote of 2009 is void.", "The vote of 2009 is void, the Courier reported on 4 June 2013.", "2013-06-04"),
        ("They will vote on 9 October.", "They will vote in October 2011.", "2011-09"),
        ("They will vote on 9 January.", "They will vote in January 2012.", "2011-11"),
        ("It was made in 1932.", "It was made in the 1930s.", "2011-09"),
        ("We decide at the March meeting.", "They decide in March.", "2011-01"),
        ("We will have it by next spring.", "They will have it next spring.", "2011-01"),
    ],
)
def test_a_date_may_be_put_otherwise(quoted: str, sentence: str, published: str) -> None:
    assert not find(quoted, sentence, published)


@pytest.mark.parametrize(
    ("quoted", "sentence", "published"),
    [
        ("They will vote on 9 October.", "They will vote in October 2013.", "2011-09"),
        ("It was made in 1932.", "It was made in the 1920s.", "2011-09"),
        ("We decide at the March meeting.", "They decide in April.", "2011-01"),
        ("We will have it by next spring.", "They will have it next fall.", "2011-01"),
    ],
)
def test_another_date_is_a_fault(quoted: str, sentence: str, published: str) -> None:
    assert find(quoted, sentence, published)
