from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
RESPONSE = """In response to media queries regarding the river treaty, the Official Spokesperson, Shri Anil \
Desai, said:

"We have seen the remarks. They are baseless.

Our position is well known and has not changed."

New Sela, 4 May 2026"""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We have seen", "Anil Desai"),
        ("Our position", "Anil Desai"),
        ("New Sela", None),
    ],
)
def test_speakers_of_a_response(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(RESPONSE, words, "Response to media queries") == speaker


SANCTIONS = """The government has today announced sanctions against six officials.

Foreign Secretary Anna Blake said:

> Those who shelled the port must know that they will pay a price.

Minister for Europe Leo Docker said:

> Our allies stand with us in this effort.

Notes to editors: The sanctions take effect at midnight."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Those who shelled", "Anna Blake"),
        ("Our allies", "Leo Docker"),
        ("take effect", None),
    ],
)
def test_speakers_of_a_release_with_two_statements(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(SANCTIONS, words, "New sanctions") == speaker


READOUT = """The following is attributable to Spokesperson Dana Cole:

Secretary of State Anna Blake spoke today with Foreign Minister Karin Holm. The Secretary reaffirmed the alliance."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("spoke today", "Dana Cole"),
    ],
)
def test_speakers_of_an_attributable_readout(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(READOUT, words, "Readout of Secretary Blake's call") == speaker


def test_each_line_above_a_quoted_block_names_its_speaker(speaker_at: Callable[[str, str, str], str | None]) -> None:
    text = (
        "Foreign Secretary Karl Roth said:\n\n> The port must open, and it must open today.\n\n"
        "The Director General of the Harbour Agency, Lena Okafor, added:\n\n> We have the ships and the crews for it."
    )
    assert speaker_at(text, "The port must", "New measures for the port") == "Karl Roth"
    assert speaker_at(text, "We have the ships", "New measures for the port") == "Lena Okafor"


def test_the_answer_to_a_written_question_is_the_answerers(
    speaker_at: Callable[[str, str, str], str | None],
) -> None:
    text = (
        "Question for written answer E-000123/2025 to the Commission\n\nLena Okafor (PPE)\n\n"
        "Three cables were cut in two months. What does the Commission intend to do about it?\n\n"
        "Answer given by Mr Karl Roth on behalf of the European Commission (12.3.2025)\n\n"
        "The action plan on cables was adopted in February. It provides for a reserve of repair ships."
    )
    assert speaker_at(text, "The action plan", "Cables in the Baltic Sea") == "Karl Roth"
    assert speaker_at(text, "Three cables", "Cables in the Baltic Sea") is None


def test_the_next_written_question_is_not_the_answerers(speaker_at: Callable[[str, str, str], str | None]) -> None:
    text = """Question for written answer E-1044 to the Commission
Ana Ruiz

Was the High Representative informed? What will she do? Who paid for it?

Answer given by Ms Berg on behalf of the Commission

The decision to grant a licence is the sole responsibility of each Member State.

Priority question for written answer P-1102 to the Commission
Bo Lindqvist

We have not found this sum in any line of the budget.

Answer given by Mr Dahl on behalf of the Commission

The sum is an estimate of all that has to be invested."""
    title = "Parliamentary questions with answers"
    assert speaker_at(text, "The decision", title) == "Berg"
    assert speaker_at(text, "We have not found", title) is None
    assert speaker_at(text, "The sum is", title) == "Dahl"


def test_a_summary_of_what_a_spokesperson_said_is_hers(speaker_at: SpeakerAt) -> None:
    text = (
        "Aid for Lusk runs out\n\nThis is a summary of what was said by UNHCR spokesperson Ikram Ruiz – to whom quoted "
        "text may be attributed – at today's press briefing.\n\nFamilies have moved into unheated summer houses.\n"
    )
    assert speaker_at(text, "Families have moved", "Aid for Lusk runs out") == "Ikram Ruiz"


def test_what_a_printer_adds_at_the_foot_of_a_page_is_no_part_of_a_statement(speaker_at: SpeakerAt) -> None:
    text = """At its meeting on 4 May, the President of the Harbour Council made the following statement:

    "The Harbour Council deplores the loss of the third lamp.

26-10444 (E)   040526

*2610444*                                  Please recycle

    "The Harbour Council asks all States to pay for a new one."
"""
    assert speaker_at(text, "deplores the loss", "Statement") == "President of the Harbour Council"
    assert speaker_at(text, "asks all States", "Statement") == "President of the Harbour Council"
    assert speaker_at(text, "Please recycle", "Statement") is None


BELOW = """OFFICE OF THE SPOKESPERSON

READOUT

Secretary Holm’s Meeting with Minister Li

MAY 9

The below is attributable to Deputy Spokesperson Ana Ruiz:

Secretary of State Eva Holm met today with Minister Bo Li in Halm. The Secretary stressed that the port must open.

Arvania will go on working with all who want peace.

***

EMBASSY OF LUSK

The Minister told his host about the ships."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("met today with", "Ana Ruiz"),
        ("Arvania will go on", "Ana Ruiz"),
        ("The Minister told", None),
    ],
)
def test_a_readout_is_whose_it_is_attributable_to_up_to_the_rule(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(BELOW, words, "Readout") == speaker


@pytest.mark.parametrize(
    "line",
    [
        "The following readout is attributable to Deputy Spokesperson Ana Ruiz:",
        "Below is a readout attributable to Deputy Spokesperson Ana Ruiz:",
        "The following is attributed to the Deputy Spokesperson, Ana Ruiz:",
    ],
)
def test_the_line_above_a_readout_has_several_wordings(speaker_at: SpeakerAt, line: str) -> None:
    text = BELOW.replace("The below is attributable to Deputy Spokesperson Ana Ruiz:", line)
    assert speaker_at(text, "Arvania will go on", "Readout") == "Ana Ruiz"
