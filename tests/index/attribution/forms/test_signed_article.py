from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
ARTICLE = """We must not look away from Arvania. I have seen the port with my own eyes, and our allies have \
seen it too.

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


TREATY = """By Karin Holm

The river does not know borders. Yet for thirty years we have governed it as if it did.

I was a young engineer when the first dam was built. We were promised light in every village.

My government has therefore proposed a new treaty, and I ask our neighbours to read it."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Yet for thirty", "Karin Holm"),
        ("I was a young", "Karin Holm"),
    ],
)
def test_speakers_of_an_article_in_the_first_person(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(TREATY, words, "A treaty for the river") == speaker


WRITER = """By Karl Roth

The war is in its third year. The world has looked away for too long.

We should open the corridor, and we should do it now. Our allies agree that there is no other way.

The writer is the foreign minister of Sondmark."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The war is", "Karl Roth"),
        ("We should open", "Karl Roth"),
        ("The writer", None),
    ],
)
def test_speakers_of_an_article_with_a_line_about_the_writer(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(WRITER, words, "The port must open") == speaker
