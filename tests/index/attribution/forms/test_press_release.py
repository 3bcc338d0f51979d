from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
HIGHLIGHTS = """HIGHLIGHTS OF THE NOON BRIEFING

ARVANIA
The Secretary-General condemned the attack on the market in Lusk. He called on all parties to respect the law.

UNMIA reported that shelling damaged two clinics near the port.

HUMANITARIAN
Our colleagues at the Office for the Coordination of Aid said that 40,000 people have fled. It warned that \
stocks run out.

The Special Envoy, Leila Haddad, welcomed the agreement and urged the parties to implement it."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("the attack on the market", "Secretary-General"),
        ("all parties to respect", "Secretary-General"),
        ("shelling damaged", "UNMIA"),
        ("40,000 people", "Office for the Coordination of Aid"),
        ("stocks run out", "Office for the Coordination of Aid"),
        ("the agreement and", "Leila Haddad"),
    ],
)
def test_speakers_of_highlights(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(HIGHLIGHTS, words, "Highlights of the noon briefing") == speaker


RELEASE = """The Ministry of Foreign Affairs of Sondmark strongly condemns the attack that struck the market in \
Lusk on Monday.

The Ministry reaffirms its support for Arvania and calls for those responsible to be brought to justice."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("the attack that struck", "Ministry of Foreign Affairs of Sondmark"),
        ("its support", "Ministry of Foreign Affairs of Sondmark"),
    ],
)
def test_speakers_of_a_release(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(RELEASE, words, "Ministry of Foreign Affairs on the attack in Lusk") == speaker
