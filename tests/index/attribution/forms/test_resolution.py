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
