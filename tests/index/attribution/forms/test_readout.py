from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
READOUT = """Foreign Minister Karl Roth met Secretary of State Anna Blake in Lusk on 3 May.

The Minister thanked Secretary Blake for her visit. Secretary Blake stressed that the port must open. \
She told the Minister that talks would resume.

For his part, Minister Roth expressed concern at the fighting. The two ministers agreed to meet again in June."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("for her visit", "Karl Roth"),
        ("that the port must open", "Anna Blake"),
        ("that talks would resume", "Anna Blake"),
        ("concern at the fighting", "Karl Roth"),
        ("meet again in June", "Karl Roth and Anna Blake"),
    ],
)
def test_speakers_of_readout(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(READOUT, words, "Foreign Minister Roth meets Secretary of State Anna Blake") == speaker


TELEPHONE = """On March 3, Mr. IWASAKI Takuma, Minister for Foreign Affairs, had a telephone talk with Mr. Karl Roth, \
Minister of Foreign Affairs of Lusk.

1. At the outset, Minister Iwasaki stated that he hoped to work closely with him.

2. In response, Minister Roth expressed his gratitude.

3. The two ministers concurred on continuing to cooperate on the abductions issue."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("that he hoped", "Takuma Iwasaki"),
        ("his gratitude", "Karl Roth"),
        ("on continuing", "Takuma Iwasaki and Karl Roth"),
    ],
)
def test_a_name_with_the_surname_first_takes_part(
    speaker_at: Callable[[str, str, str], str | None], words: str, speaker: str
) -> None:
    assert speaker_at(TELEPHONE, words, "Foreign Ministers' Telephone Talk") == speaker
