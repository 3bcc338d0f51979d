from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
RECORD = """  Mr. HARGROVE. Mr. Speaker, I rise in opposition to the resolution.
  Ms. OKAFOR (during the reading). Mr. Speaker, I ask that the reading be
dispensed with.
  The SPEAKER pro tempore (Mr. Kettle). Is there objection?
  Mr. HARGROVE. I object.
  The legislative clerk proceeded to call the roll.
  Mr. KING of Iowa. I yield back."""
HEARING = """OPENING STATEMENT OF SENATOR JACK REDE, CHAIRMAN

Chairman Rede. Good morning. The committee meets today.

STATEMENT OF GENERAL MARK A. MILTON, USA

General Milton. Thank you. We are ready.

Senator Wick. How many troops are there?

General Milton. About 900, Senator.

[Whereupon, at 11:32 a.m., the committee adjourned.]"""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("I rise in opposition", "Hargrove"),
        ("dispensed with", "Okafor"),
        ("Is there objection", "Kettle"),
        ("proceeded to call the roll", None),
        ("I yield back", "King"),
    ],
)
def test_speakers_of_congressional_record(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(RECORD, words, "Congressional Record") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The committee meets today", "Jack Rede"),
        ("About 900", "Mark A. Milton"),
        ("Whereupon", None),
    ],
)
def test_speakers_of_hearing(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(HEARING, words, "Hearing to receive testimony") == speaker
