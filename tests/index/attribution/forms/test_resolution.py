from collections.abc import Callable

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

SpeakerAt = Callable[[str, str, str], str | None]
RESOLUTION = """The Security Council,

Recalling its earlier resolutions on Arvania,

Expressing grave concern at the fighting,

1. Calls upon all parties to implement the ceasefire;

2. Urges Member States to respect the embargo:

(a) By land;

3. Decides to remain seized of the matter."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Recalling its earlier", "Security Council"),
        ("Urges Member States", "Security Council"),
        ("By land", "Security Council"),
    ],
)
def test_speakers_of_resolution(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(RESOLUTION, words, "Resolution on Arvania") == speaker


def test_a_clause_has_its_verb_and_its_chapeau_as_spans() -> None:
    form = read_form(Document(RESOLUTION, "Resolution on Arvania"))
    assert form
    clause = form.turns[2]
    assert clause.cue
    assert clause.cue.slice(RESOLUTION) == "Calls upon"
    assert clause.speaker
    assert clause.speaker.span
    assert clause.speaker.span.slice(RESOLUTION) == "The Security Council"


def test_ministers_in_capitals_have_each_item_that_they_have_agreed(
    speaker_at: Callable[[str, str, str], str | None],
) -> None:
    text = (
        "THE MINISTERS OF DEFENCE OF CHAD, EGYPT AND TUNISIA,\n\nCONVINCED that security at sea is indivisible,\n\n"
        "HAVE AGREED as follows:\n\n(a) to hold the exercise every year, in turn in each country;\n\n"
        "(b) to exchange liaison officers between their headquarters;\n\n"
        "(c) to condemn any exploration within the waters of another State."
    )
    for words in ("CONVINCED", "to hold", "to exchange", "to condemn"):
        assert speaker_at(text, words, "Meeting in Lusk") == "Ministers of Defence of Chad, Egypt and Tunisia"


def test_a_chapeau_of_another_body_ends_the_clauses(speaker_at: SpeakerAt) -> None:
    text = """The Security Council,

Recalling its earlier resolutions on Arvania,

Expressing grave concern at the fighting,

1. Urges all parties to cease fire at once;

2. Decides to remain seized of the matter.

The two sides agreed as follows:

– a cessation of hostilities shall enter into force at midnight on the first day,"""
    assert speaker_at(text, "Urges all parties", "Resolution on Arvania") == "Security Council"
    assert speaker_at(text, "a cessation of hostilities", "Resolution on Arvania") is None


DECLARATION = """WE, the Heads of State and Government of the Union of Lake States (hereinafter referred to as "ULS"),
gathered in Halm on 9 May, on the occasion of the 12th Summit;

RECALLING the Charter of the Union;

MINDFUL that our lakes know no boundaries;

DEEPLY CONCERNED at the loss of fish;

DO HEREBY AGREE to:

1. Exchange data on water levels;

2. Establish a fund for boats;

TASK the Secretariat with a plan by the next Summit.

ADOPTED in Halm, this ninth day of May, in a single copy."""


@pytest.mark.parametrize("words", ["RECALLING", "MINDFUL", "DEEPLY", "Exchange data", "Establish a fund", "TASK the"])
def test_a_declaration_in_capitals_is_of_the_leaders_who_gathered(speaker_at: SpeakerAt, words: str) -> None:
    assert speaker_at(DECLARATION, words, "HALM DECLARATION") == "ULS Heads of State and Government"


def test_the_lines_of_adoption_are_nobodys(speaker_at: SpeakerAt) -> None:
    assert speaker_at(DECLARATION, "in a single copy", "HALM DECLARATION") is None


ORDINALS = """The Council of the League of Lake States, convened at ministerial level in its seat in Halm, on 9 May;

Having reviewed the memorandum of the Mission of Lusk;

And having heard the statement of the Chair;

Decides the following:

First: To condemn the seizure of the boats at Lusk.

Second: To affirm the importance of the old harbour.

THIRD - To request the Secretary-General to report.

(Decision No. 17 - 9 May)

The delegation of Halm recorded its reservation on the second paragraph."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("And having heard", "Council of the League of Lake States"),
        ("To condemn", "Council of the League of Lake States"),
        ("To affirm", "Council of the League of Lake States"),
        ("To request", "Council of the League of Lake States"),
        ("The delegation of Halm recorded", None),
    ],
)
def test_ordinals_number_what_a_council_decides(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(ORDINALS, words, "Decision") == speaker


def test_a_clause_may_end_in_the_number_of_a_footnote(speaker_at: SpeakerAt) -> None:
    text = RESOLUTION.replace("the fighting,", "the fighting in Arvania,1")
    assert speaker_at(text, "Expressing grave", "Resolution on Arvania") == "Security Council"
