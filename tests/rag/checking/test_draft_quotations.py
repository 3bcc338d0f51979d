"""Quotations are found in drafts whatever the marks, nested ones too, and apostrophes are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.checking.draft_quotations import find_draft_quotations


def quoted(text: str) -> list[tuple[int, str]]:
    return [(depth, span.slice(text)) for span, depth in find_draft_quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"We stay," she said.', "We stay,"),
        ("“We stay,” she said.", "We stay,"),
        ("„Wir bleiben“, sagte sie.", "Wir bleiben"),
        ("„Zostajemy”, powiedziała.", "Zostajemy"),
        ("« Nous restons », a-t-elle dit.", "Nous restons"),
        ("»Wir bleiben«, sagte sie.", "Wir bleiben"),
        ("”Vi stannar”, sade hon.", "Vi stannar"),
        ("``We stay,'' she said.", "We stay,"),
        ("''We stay,'' she said.", "We stay,"),
        ("‘We stay,’ she said.", "We stay,"),
        ("'We stay,' she said.", "We stay,"),
        ("She said: 'We stay'", "We stay"),
        ("‘The miners’ pit is ours,’ she said of the owners’ plan.", "The miners’ pit is ours,"),
        ("‘It is the workers’ right’ and no one’s gift.", "It is the workers’ right"),
    ],
)
def test_every_style_of_marks_is_read(text: str, words: str) -> None:
    assert quoted(text) == [(0, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The miners' pit and the owners' plan were the ministers' concern.",
        "It's 6'2\" tall, in the '90s and in the '80s.",
        "Don’t, ’tis the ministers’ talk.",
        'A pipe of 12" and one of 14" lay there.',
        "«»",
        '""',
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_in_a_quotation_is_one_of_its_own() -> None:
    text = (
        "“The minister told me, ‘We will stay,’ and left,” Smith said. ‘He called it “a very bad day” for us,’ she said"
    )
    assert quoted(text) == [
        (0, "The minister told me, ‘We will stay,’ and left,"),
        (1, "We will stay,"),
        (0, "He called it “a very bad day” for us,"),
        (1, "a very bad day"),
    ]


def test_words_before_and_after_the_speaker_are_two_quotations() -> None:
    assert quoted('"We stay," she said, "and we pay."') == [(0, "We stay,"), (0, "and we pay.")]


def test_a_quotation_over_paragraphs_opens_again_in_each() -> None:
    text = "“We stay here.\n\n“We pay for it,” she said."
    assert quoted(text) == [(0, "We stay here."), (0, "We pay for it,")]


def test_a_missing_closing_mark_ends_with_the_paragraph_or_a_line_that_ends_a_sentence() -> None:
    assert quoted("“We stay here.\n\nShe left.") == [(0, "We stay here.")]
    assert quoted("“We stay here.\nShe left.") == [(0, "We stay here.")]
    assert quoted("She said “we stay\nhere” and left.") == [(0, "we stay\nhere")]


@given(st.text(st.sampled_from("ab .,\n“”\"'‘’«»„s")))
def test_every_quotation_is_a_part_of_the_text_without_white_space_around(text: str) -> None:
    for span, depth in find_draft_quotations(text):
        assert 0 <= span.start < span.end <= len(text)
        assert span.slice(text) == span.slice(text).strip()
        assert depth >= 0
