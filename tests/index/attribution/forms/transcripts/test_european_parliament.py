from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
EUROPEAN = """President. – The next item is the debate on Arvania.

Josef Barrel, Vice-President of the Commission. – Madam President, the situation is grave.

Pedra Lopes, em nome do Grupo S&D. – Apoiamos a missão.

Ursa Paat (Renew).\u00a0– Madam President, this is about our security.

President. – The debate is closed."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("the situation is grave", "Josef Barrel"),
        ("Apoiamos", "Pedra Lopes"),
        ("this is about our security", "Ursa Paat"),
    ],
)
def test_speakers_of_european_parliament(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(EUROPEAN, words, "Arvania (debate)") == speaker


CHAIRS = """IN THE CHAIR: MARTIN HOJSIK
Vice-President

President. – The next item is the debate on defence readiness.

Andrius Kubilas, Member of the Commission. – Mr President, the omnibus will cut permits to sixty days.

VORSITZ: KATARINA BARLAY
Vizepräsidentin

Hannah Neumark (Verts/ALE). – Frau Präsidentin, sixty days is a number for a press release.

Die Präsidentin. – The debate is closed."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("The next item", "Martin Hojsik"), ("sixty days is", "Hannah Neumark"), ("The debate is", "Katarina Barlay")],
)
def test_the_heading_before_a_turn_names_who_presides(
    speaker_at: Callable[[str, str, str], str | None], words: str, speaker: str
) -> None:
    assert speaker_at(CHAIRS, words, "3. Defence readiness (debate)") == speaker
