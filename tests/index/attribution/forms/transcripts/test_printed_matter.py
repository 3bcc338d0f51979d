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
