from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
RESPONSE = """In response to media queries regarding the river treaty, the Official Spokesperson, Shri Anil \
Desai, said:

"We have seen the remarks. They are baseless.

Our position is well known and has not changed."

New Sela, 4 May 2026"""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We have seen", "Anil Desai"),
        ("Our position", "Anil Desai"),
        ("New Sela", None),
    ],
)
def test_speakers_of_a_response(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(RESPONSE, words, "Response to media queries") == speaker


SANCTIONS = """The government has today announced sanctions against six officials.

Foreign Secretary Anna Blake said:

> Those who shelled the port must know that they will pay a price.

Minister for Europe Leo Docker said:

> Our allies stand with us in this effort.

Notes to editors: The sanctions take effect at midnight."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Those who shelled", "Anna Blake"),
        ("Our allies", "Minister for Europe Leo Docker"),
        ("take effect", None),
    ],
)
def test_speakers_of_a_release_with_two_statements(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(SANCTIONS, words, "New sanctions") == speaker


READOUT = """The following is attributable to Spokesperson Dana Cole:

Secretary of State Anna Blake spoke today with Foreign Minister Karin Holm. The Secretary reaffirmed the alliance."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("spoke today", "Dana Cole"),
    ],
)
def test_speakers_of_an_attributable_readout(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(READOUT, words, "Readout of Secretary Blake's call") == speaker
