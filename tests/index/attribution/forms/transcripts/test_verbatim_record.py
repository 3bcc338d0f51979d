from collections.abc import Callable

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

SpeakerAt = Callable[[str, str, str], str | None]
MEETING = """The President: I now give the floor to the representative of Arvania.

Mr. Orlov (Russian Federation) (spoke in Russian): We listened to the briefing. The port must open.

Ms. Whitby (United Kingdom): My delegation welcomes the ceasefire.

The President: I thank the speakers.

The meeting rose at 11.55 a.m."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The port must open", "Orlov"),
        ("My delegation welcomes", "Whitby"),
        ("I thank the speakers", "The President"),
        ("The meeting rose", None),
    ],
)
def test_speakers_of_verbatim_record(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(MEETING, words, "") == speaker


def test_a_country_in_brackets_is_the_country_of_the_speaker() -> None:
    form = read_form(Document(MEETING))
    assert form
    assert form.form == "verbatim record"
    countries = {turn.speaker.name: turn.speaker.country for turn in form.turns if turn.speaker}
    assert countries["Orlov"] == "Russia"
    assert countries["Whitby"] == "United Kingdom"


def test_a_label_with_an_office_goes_on_in_the_next_line(speaker_at: SpeakerAt) -> None:
    text = """The President: I now give the floor to Mrs. Darn-Holt.

Mrs. Ilse Darn-Holt (Deputy Minister for Foreign Affairs and Trade
of the Republic of Chad) (spoke in French): We thank the Council.

Mr. Roth (Malta), Vice-Chair of the Committee established pursuant to
resolution 1999 (2011): The Committee met twice in May.

Mr. Li (China): We heard Mr. Roth (Malta), who is the Chair of the Committee
on lamps, and he said one thing: nothing."""
    title = "Security Council, 9902nd meeting"
    assert speaker_at(text, "We thank the Council", title) == "Ilse Darn-Holt"
    assert speaker_at(text, "The Committee met", title) == "Roth"
    assert speaker_at(text, "nothing.", title) == "Li"
