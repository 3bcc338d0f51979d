from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
COMMUNIQUE = """The Foreign Ministers of Egypt, Tunisia and Chad met in Lusk on 3 May.

The Ministers:

1. Reaffirmed their attachment to the unity of Arvania;

2. Called on the parties to refrain from any escalation.

Chad expressed reservations on paragraph 2."""
LEADERS = """We, the G7 Foreign Ministers of Canada, France and Italy, condemn the attack on Lusk.

We call on Arvania to withdraw.

These actions endanger the whole of the region. We will not recognise them."""
CONCLUSIONS = """1. The European Council reiterates its commitment to the unity of Arvania.

2. It calls on all parties to lay down their arms.

3. Recalling its conclusions of March, the European Council condemns the attack."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Called on the parties", "Foreign Ministers of Egypt, Tunisia and Chad"),
        ("Chad expressed reservations", None),
    ],
)
def test_speakers_of_communique(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(COMMUNIQUE, words, "Joint communiqué on Arvania") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We call on Arvania", "G7 Foreign Ministers"),
        ("These actions endanger", "G7 Foreign Ministers"),
    ],
)
def test_speakers_of_leaders(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(LEADERS, words, "G7 Foreign Ministers' Statement on Arvania") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("It calls on all parties", "European Council"),
        ("condemns the attack", "European Council"),
    ],
)
def test_speakers_of_conclusions(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(CONCLUSIONS, words, "European Council conclusions on Arvania") == speaker
