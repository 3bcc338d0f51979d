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


def test_he_after_a_numbered_sentence_is_its_subject(speaker_at: SpeakerAt) -> None:
    text = """Foreign Minister Ana Ruiz met Foreign Minister Karl Roth in Lusk on Monday.

1. Minister Ruiz congratulated Minister Roth on his appointment and welcomed the long ties of both countries.
(1) Minister Ruiz expressed her thanks for the help that was given in the winter of the flood.
(2) Minister Roth requested help with the port. He explained that the old quay would not last the winter."""
    title = "Foreign Ministers' meeting: Ana Ruiz meets Karl Roth"
    assert speaker_at(text, "that the old quay", title) == "Karl Roth"
