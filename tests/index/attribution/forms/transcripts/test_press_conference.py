from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
ARRIVAL = """Good morning, we are going to discuss Arvania today. I will propose new sanctions.

Q. Do you expect an agreement today?

I hope so. We are working on it.

Q. What about oil?

Oil is the most difficult part of it all."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("I will propose new sanctions", "Josef Barrel"),
        ("Do you expect", None),
        ("Oil is the most difficult", "Josef Barrel"),
    ],
)
def test_speakers_of_arrival(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(ARRIVAL, words, "Press remarks by High Representative Josef Barrel upon arrival") == speaker
