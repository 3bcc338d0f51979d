"""What a correction notice takes back, and what it puts in its place."""

import pytest

from index.attribution.retractions import find_retractions, is_retracted
from index.text.spans import Span


@pytest.mark.parametrize(
    ("text", "retracted"),
    [
        (
            "An earlier version of this article misquoted Ana Ruiz as saying “we leave.” In fact, she said “we stay.”",
            ["“we leave.”"],
        ),
        (
            "Correction: The report wrongly attributed the words “we will leave” to Ana Ruiz.",
            ["“we will leave”"],
        ),
        (
            "Correction: this story incorrectly quoted the minister. He said “we stay,” not “we go.”",
            ["“we go.”"],
        ),
        (
            "(Corrects paragraph 3 to show that Ruiz said she would stay)\nRuiz said “we stay.”",
            ["(Corrects paragraph 3 to show that Ruiz said she would stay)"],
        ),
        ("Ruiz said an earlier version of the plan was better. “We stay,” she said.", []),
        ("The mayor said he had been misquoted. “I never said it,” he added.", []),
    ],
)
def test_a_notice_takes_back_the_wrong_words_and_not_the_right_ones(text: str, retracted: list[str]) -> None:
    assert [span.slice(text) for span in find_retractions(text)] == retracted


def test_a_span_is_retracted_where_most_of_it_is() -> None:
    assert is_retracted(Span(10, 20), [Span(12, 30)])
    assert not is_retracted(Span(0, 20), [Span(15, 30)])
    assert not is_retracted(Span(0, 20), [])
