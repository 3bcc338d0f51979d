from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
CONFERENCE = """President of Russia Viktor Morozov: Good afternoon. We will send grain to Arvania.

Question (retranslated): Will the advisers leave?

Viktor Morozov: There are no advisers of ours there.

Federal Chancellor of Germany Anna Weiss (retranslated): We support the talks."""
TABLE = """| Time | Speaker | Text |
| 00:01 | Ana Berg | We will start with the port of Lusk. |
| 00:09 | Bo Lindt | The port is open, and we will keep it open. |
| 00:20 | Ana Berg | And the road? |
| 00:25 | Bo Lindt | The road is closed for now. |"""
OUTLETS = """Lin Hao: Good afternoon. Minister Berg will visit in March.

Xinhua News Agency: Could you tell us more?

Lin Hao: The visit will deepen our friendship.

Reuters: Will they discuss Arvania?

Lin Hao: Our position is clear and consistent."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We will send grain", "Viktor Morozov"),
        ("Will the advisers leave", None),
        ("There are no advisers", "Viktor Morozov"),
        ("We support the talks", "Anna Weiss"),
    ],
)
def test_speakers_of_named_labels(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(CONFERENCE, words, "News conference") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("we will keep it open", "Bo Lindt"),
        ("And the road", "Ana Berg"),
    ],
)
def test_speakers_of_table(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(TABLE, words, "") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The visit will deepen", "Lin Hao"),
        ("Will they discuss", None),
    ],
)
def test_speakers_of_outlets(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(OUTLETS, words, "Foreign Ministry Spokesperson Lin Hao's Regular Press Conference") == speaker


TALK = """Tom Reyes: Minister, welcome. Will the troops stay?

Ana Berg: They will stay as long as we are asked to.

Reyes: And the costs?

Berg: The costs are borne by all of us."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("They will stay", "Ana Berg"),
        ("The costs", "Ana Berg"),
        ("And the costs", "Tom Reyes"),
    ],
)
def test_speakers_of_an_interview_with_surnames(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(TALK, words, "Interview") == speaker
