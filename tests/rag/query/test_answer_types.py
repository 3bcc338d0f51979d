"""What several articles tell alike comes first; what a question asks back is no answer to it."""

import pytest

from rag.query.answer_types import classify_answer_type, score_agreement


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("when was resolution 1973 adopted?", "time"),
        ("in which year was resolution 1973 adopted?", "time"),
        ("how many states voted for it?", "number"),
        ("who led the delegation?", "name"),
        ("where were the talks held?", "name"),
    ],
)
def test_a_question_tells_what_would_answer_it(question: str, kind: str) -> None:
    assert classify_answer_type(question) == kind


def test_an_answer_that_other_articles_give_as_well_is_backed_by_them() -> None:
    told = [
        (1, "The talks on Libya were held in Skhirat.", 0.5),
        (2, "Delegates met in Skhirat for a second round.", 0.4),
        (2, "It was held in Skhirat, they said.", 0.3),
        (3, "Talks on Libya have been held in Geneva.", 0.6),
    ]
    assert score_agreement("where were the talks on Libya held?", told) == pytest.approx([0.4, 0.5, 0.5, 0.0])


def test_the_words_of_the_question_back_nothing() -> None:
    told = [(1, "Libya was on the agenda.", 0.5), (2, "Libya was spoken of.", 0.4)]
    assert score_agreement("where were the talks on Libya held?", told) == [0.0, 0.0]
