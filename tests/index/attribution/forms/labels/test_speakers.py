from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
NAMESAKES = """Witnesses: Ms. Carla Jones, Assistant Secretary of State; General Peter Jones, Africa Command

MS. JONES: The embassy stays closed.

GEN. JONES: We have no troops there today.

MS. JONES: It will open in May.

GEN. JONES: The Marines could protect it."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The embassy stays closed", "Carla Jones"),
        ("We have no troops", "Peter Jones"),
        ("The Marines could", "Peter Jones"),
    ],
)
def test_speakers_of_namesakes(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(NAMESAKES, words, "Hearing on Arvania") == speaker
