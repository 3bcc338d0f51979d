from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
ARTICLE = """We must not look away from Arvania. I have seen the port with my own eyes, and our allies have seen it too.

When I was in Lusk last month, my hosts asked me for one thing: that we should keep our word to them.

Karl Roth is the foreign minister of Sondmark."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("I have seen the port", "Karl Roth"),
    ],
)
def test_speakers_of_signed_article(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(ARTICLE, words, "Why Arvania matters") == speaker
