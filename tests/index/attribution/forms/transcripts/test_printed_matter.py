from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
OPENING = """  The PRESIDING OFFICER (Mr. Hale). The Senator from Ohio is recognized.
  Mr. ROTH of Ohio. Mr. President, I ask that a letter be printed in the Record.
"""
LETTER = """    Dear Senator: We have had no mail since the flood of last March.
    {closing}
                                            Ana Ruiz.
"""


@pytest.mark.parametrize(
    "heading",
    [
        "  There being no objection, the letter was ordered to be printed in the Record, as follows:\n\n",
        "  There being no objection, the material was ordered to be printed in the\nRecord, as follows:\n\n",
        "                               Exhibit 1\n\n",
        "                               EXHIBIT A\n\n",
        "  The letter follows:\n\n",
        "  [The information referred to follows:]\n\n",
    ],
)
@pytest.mark.parametrize("closing", ["Respectfully,", "Sincerely yours,", ""])
def test_a_letter_that_is_printed_under_a_turn_is_its_signatorys(
    speaker_at: SpeakerAt, heading: str, closing: str
) -> None:
    text = OPENING + heading + LETTER.format(closing=closing)
    assert speaker_at(text, "We have had no mail", "Congressional Record") == "Ana Ruiz"
    assert speaker_at(text, "I ask that", "Congressional Record") == "Roth"


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        (
            "Resolved, That the House of Representatives-- (1) commends the crew of the cutter;",
            "House of Representatives",
        ),
        ("Resolved, That the Senate-- (1) commends the crew of the cutter;", "Senate"),
        ("That this Act may be cited and commends the crew of the cutter in its title.", None),
    ],
)
def test_a_resolution_that_is_printed_is_its_chambers_and_a_bill_nobodys(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    text = f"{OPENING}  The text of the resolution is as follows:\n\n       {words}\n\n  Mr. LI. I yield the floor.\n"
    assert speaker_at(text, "commends the crew", "Congressional Record") == speaker
    assert speaker_at(text, "I yield", "Congressional Record") == "Li"


def test_a_prepared_statement_is_the_witnesss(speaker_at: SpeakerAt) -> None:
    text = """  The Chairman. Dr. Roth, please begin now.
  Dr. Roth. Thank you. We have nine inspectors.
  [The prepared statement of Dr. Roth follows:]
  Dams are poorly inspected in all of the counties.
  The Chairman. Thank you very much."""
    assert speaker_at(text, "Dams are poorly inspected", "Hearing on dams") == "Roth"


def test_a_letter_is_its_signatorys_whose_office_is_under_the_name(speaker_at: SpeakerAt) -> None:
    text = """  The Chairman. Senator Vega.
  Senator Vega. I have a letter here from Ilse Darn, which I ask to put in the record.
  [The information referred to follows:]

    Dear Senator Vega: We do not oppose the mole. We oppose learning
of it from a postcard.
                                            Ilse Darn,
                                  President, Harbour Guild.

  The Chairman. Without objection."""
    assert speaker_at(text, "We oppose learning", "Hearing on harbours") == "Ilse Darn"
    assert speaker_at(text, "Without objection", "Hearing on harbours") == "The Chairman"


def test_footnotes_between_rules_are_nobodys(speaker_at: SpeakerAt) -> None:
    rule = "-" * 60
    text = f"""  The Chairman. Dr. Roth, please begin now.
  Dr. Roth. We have nine inspectors, and one of them is ill.\\1\\
{rule}
    \\1\\ Office of Dams, Annual Review (May
2025), p. 11.
{rule}
    My first wish is a tenth inspector.
  The Chairman. Thank you very much."""
    assert speaker_at(text, "one of them is ill", "Hearing on dams") == "Roth"
    assert speaker_at(text, "Annual Review", "Hearing on dams") is None
    assert speaker_at(text, "My first wish", "Hearing on dams") == "Roth"


def test_a_speaker_goes_on_after_an_interruption_under_a_label_with_a_dash(speaker_at: SpeakerAt) -> None:
    text = """  Senator Vega. Was it true?
  General Roth. Senator, I would want to be careful----
  Senator Vega. I am sure you would.
  General Roth.--to tell a mole from a pier. The mole did not move.
  Senator Vega. So that is a no."""
    assert speaker_at(text, "to tell a mole", "Hearing on moles") == "General Roth"
    assert speaker_at(text, "So that is a no", "Hearing on moles") == "Senator Vega"
