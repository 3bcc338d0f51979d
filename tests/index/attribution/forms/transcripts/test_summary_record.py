from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
TITLE = "Committee on Harbours, summary record of the 7th meeting"
NUMBERED = """H/C.2/SR.7

Chair:      Mr. Halm . . . . . . . . . . . (Arvania)
later:      Ms. Vega Ruiz (Vice-Chair) . . . . . . . (Lusk (Federal State of))

The meeting was called to order at 3.10 p.m.

Agenda item 12: Lights of harbours (continued) (H/C.2/L.4 and L.5)

1.  Mr. Orlov (Norvania), speaking on behalf of the Group of Coastal States;
the candidate States Halm and Perth; and, in addition, Lusk, said that a lamp without a
keeper was a danger. The Group had paid for nine of them.

2.  It regretted that no other group had followed.

3.  Ms. Adeyemi-Holt (Perth) welcomed the report. Nobody had asked her Government, however,
whether the mole of
Sela, Old Town, could hold a lamp.

4.  Ms. Vega Ruiz (Lusk (Federal State of)), Vice-Chair, took the Chair.

5.  Mr. Bo (Director, Lamps and Buoys Branch, Office for Harbours), replying to a question
raised by the representative of Perth, said that eleven lamps had been lit. The twelfth was broken.

6.  The representative of Sela recalled that the draft had been his delegation's.

7.  Draft resolution H/C.2/L.4 was adopted.

8.  The Chair said that she took it that the Committee wished to end the debate.

9.  It was so decided.

The meeting rose at 5.20 p.m."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("a lamp without", "Orlov"),
        ("The Group had paid", "Orlov"),
        ("regretted that no other", "Orlov"),
        ("the report. Nobody", "Adeyemi-Holt"),
        ("Sela, Old Town", "Adeyemi-Holt"),
        ("took the Chair", None),
        ("eleven lamps", "Bo"),
        ("The twelfth was", "Bo"),
        ("the draft had been", "representative of Sela"),
        ("was adopted", None),
        ("she took it", "Vega Ruiz"),
        ("so decided", None),
        ("called to order", None),
    ],
)
def test_speakers_of_a_summary_record(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(NUMBERED, words, TITLE) == speaker


SHOUTED = """GOV/OR.1402

RECORD OF THE FOURTEENTH MEETING

The CHAIRPERSON said that the Board had before it one report.

Mr HALM (Arvania) noted that the pumps were safe. His country would go on paying for them.

Mrs ORLOVA (Norvania), introducing the draft, thanked those who had written it.

She hoped that it would be adopted without a vote."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("the Board had", "The Chairperson"),
        ("His country would", "Halm"),
        ("those who had", "Orlova"),
        ("hoped that it", "Orlova"),
    ],
)
def test_speakers_in_capitals_without_numbers(speaker_at: SpeakerAt, words: str, speaker: str) -> None:
    assert speaker_at(SHOUTED, words, "Record of the fourteenth meeting") == speaker


BOLD = """**Summary record of the 9th meeting**

1. **The Chair** said that forty delegations remained on the list.

2. **Ms. Tadese** (Arvania), speaking for the Group, said that the trade went on. The Group called on all to stop it.

3. **Mr. Brand** (Lusk) said that his delegation agreed. The Conference had been a step."""


def test_names_in_bold_take_the_floor(speaker_at: SpeakerAt) -> None:
    assert speaker_at(BOLD, "The Group called on", TITLE) == "Tadese"
    assert speaker_at(BOLD, "The Conference had been", TITLE) == "Brand"
