from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
HANSARD = """1. Helen Marsden (Westbrook) (Lab): What assessment has the Minister made?

The Minister for the Middle East (Robert Ashby): We are deeply concerned.

Helen Marsden: That is not enough.

Mr Ashby: We will raise it next week.

Mr Speaker: Order. We must move on."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("What assessment", "Helen Marsden"),
        ("We will raise it next week", "Robert Ashby"),
        ("We must move on", "Mr Speaker"),
    ],
)
def test_speakers_of_hansard(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(HANSARD, words, "House of Commons") == speaker
