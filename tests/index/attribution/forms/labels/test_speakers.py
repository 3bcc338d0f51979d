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


@pytest.mark.parametrize(
    ("label", "title", "speaker"),
    [
        ("SG", "Press encounter", "Secretary-General"),
        ("HR/VP", "Doorstep", "High Representative/Vice-President"),
        ("PM", "Interview", "Prime Minister"),
    ],
)
def test_an_abbreviated_office_is_the_office_and_no_name_is_made_of_it(
    speaker_at: SpeakerAt, label: str, title: str, speaker: str
) -> None:
    turns = ["Good afternoon. We sent aid.", "Question: To whom?", "To all.", "Question: When?", "Now."]
    text = "\n\n".join(turn if turn.startswith("Question") else f"{label}: {turn}" for turn in turns)
    assert speaker_at(text, "We sent aid", title) == speaker
