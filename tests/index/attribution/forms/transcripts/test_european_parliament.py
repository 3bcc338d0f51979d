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
