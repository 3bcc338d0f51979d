"""In an interview with answers in quotation marks, these are the respondent's and the questions are nobody's."""

from collections.abc import Callable

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.quoted_answers import QUOTED_ANSWERS

SpeakerAt = Callable[[str, str, str], str | None]
INTERVIEW = """“Everyone asks who will lead”

The former head of the lighthouses, Élise Mbarga-Holm, on lamps, boats and the harbour of Halm

by our correspondent Bo Lindt

HALM — Élise Mbarga-Holm receives us on the pier. “I have kept only the lamp,” she says, pouring the tea.

You are leaving at a moment when lamps go out everywhere. Is it over?

“No. It has been called dead every ten years since I was a girl.”

In Lusk you were asked to go. Did you see it coming?

“Of course. The harbour master was polite.”

“I have thought about him often.”

And yet your critics say that you stayed too long. Karl Roth wrote that “she mistook the lamp for the sea.”

“Karl is a friend, and he is wrong.”

Let us turn to Orsa. The crew has a quarter of its boats.

“You cannot hold a strait with good wishes.”

Before we leave she shows us a photograph: a boat in the fog, with “we came home” written on the back."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Everyone asks", None),
        ("The former head", None),
        ("You are leaving", None),
        ("No. It has been", "Élise Mbarga-Holm"),
        ("Did you see", None),
        ("The harbour master was", "Élise Mbarga-Holm"),
        ("I have thought", "Élise Mbarga-Holm"),
        ("And yet your critics", None),
        ("Karl is a friend", "Élise Mbarga-Holm"),
        ("Let us turn", None),
        ("You cannot hold", "Élise Mbarga-Holm"),
        ("Before we leave", None),
    ],
)
def test_quoted_paragraphs_are_answers(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(INTERVIEW, words, "Interview") == speaker


def test_an_article_with_quotations_between_its_paragraphs_is_no_interview() -> None:
    text = (
        "Élise Holm is the head of the lighthouses.\n\nThe lamps went out in May.\n\n“It was dark.”\n\n"
        "The boats came in late.\n\n“We waited.”\n\nNobody was hurt.\n\n“We were lucky.”"
    )
    assert QUOTED_ANSWERS.evidence(Document(text, "Lamps")).score == 0
