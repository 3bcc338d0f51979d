from collections.abc import Callable

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

SpeakerAt = Callable[[str, str, str], str | None]
RESOLUTION = """The Security Council,

Recalling its earlier resolutions on Arvania,

Expressing grave concern at the fighting,

1. Calls upon all parties to implement the ceasefire;

2. Urges Member States to respect the embargo:

(a) By land;

3. Decides to remain seized of the matter."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Recalling its earlier", "Security Council"),
        ("Urges Member States", "Security Council"),
        ("By land", "Security Council"),
    ],
)
def test_speakers_of_resolution(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(RESOLUTION, words, "Resolution on Arvania") == speaker


def test_a_clause_has_its_verb_and_its_chapeau_as_spans() -> None:
    form = read_form(Document(RESOLUTION, "Resolution on Arvania"))
    assert form
    clause = form.turns[2]
    assert clause.cue
    assert clause.cue.slice(RESOLUTION) == "Calls upon"
    assert clause.speaker
    assert clause.speaker.span
    assert clause.speaker.span.slice(RESOLUTION) == "The Security Council"


def test_ministers_in_capitals_have_each_item_that_they_have_agreed(
    speaker_at: Callable[[str, str, str], str | None],
) -> None:
    text = (
        "THE MINISTERS OF DEFENCE OF CHAD, EGYPT AND TUNISIA,\n\nCONVINCED that security at sea is indivisible,\n\n"
        "HAVE AGREED as follows:\n\n(a) to hold the exercise every year, in turn in each country;\n\n"
        "(b) to exchange liaison officers between their headquarters;\n\n"
        "(c) to condemn any exploration within the waters of another State."
    )
    for words in ("CONVINCED", "to hold", "to exchange", "to condemn"):
        assert speaker_at(text, words, "Meeting in Lusk") == "Ministers of Defence of Chad, Egypt and Tunisia"


def test_a_chapeau_of_another_body_ends_the_clauses(speaker_at: SpeakerAt) -> None:
    text = """The Security Council,

Recalling its earlier resolutions on Arvania,

Expressing grave concern at the fighting,

1. Urges all parties to cease fire at once;

2. Decides to remain seized of the matter.

The two sides agreed as follows:

– a cessation of hostilities shall enter into force at midnight on the first day,"""
    assert speaker_at(text, "Urges all parties", "Resolution on Arvania") == "Security Council"
    assert speaker_at(text, "a cessation of hostilities", "Resolution on Arvania") is None
