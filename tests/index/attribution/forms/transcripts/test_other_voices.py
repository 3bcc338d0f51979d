"""Words in a transcript that no label leads: other voices, and what is printed after the last turn."""

from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
STAMPED = """[00:00:10] Ana Ruiz: Good afternoon. Are there questions on steel?

[00:01:02] Yes, Bo Lind from the Lamp. Will the quota be a yearly one?

[00:01:30] Karl Roth: It will be a quarterly quota, as we said.

[00:02:00] Ana Ruiz: The next question, please.

[00:02:09] But the draft says that it is a yearly quota.

[00:02:31] Karl Roth: We do not comment on drafts.

[00:02:50] Ana Ruiz: Thank you all."""
STAKEOUT = """AMBASSADOR RUIZ: Good morning. The mandate is a good one.

QUESTION: Do you regret the vote?

AMBASSADOR RUIZ: No. It was a good vote.

And for Ambassador Roth — do you regret having voted for it, given how it went?

No, I don't. A mandate is a promise that we shall be there.

QUESTION: One more.

AMBASSADOR ROTH: Thank you.

# # #

The envoys of both countries will travel on Monday to the capital of Arvania."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Are there questions", "Ana Ruiz"),
        ("Will the quota be", None),
        ("It will be a quarterly", "Karl Roth"),
        ("But the draft says", None),
        ("Thank you all", "Ana Ruiz"),
    ],
)
def test_a_line_with_a_time_and_no_label_is_nobodys(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(STAMPED, words, "Midday briefing") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("It was a good vote", "Ambassador Ruiz"),
        ("do you regret having", None),
        ("A mandate is a promise", None),
        ("The envoys of both", None),
    ],
)
def test_a_question_without_a_label_ends_a_turn_as_a_closing_rule_does(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(STAKEOUT, words, "Stakeout of two ambassadors") == speaker


def test_initials_of_a_name_in_the_first_lines_are_no_outlet(speaker_at: SpeakerAt) -> None:
    text = """MORNING WITH PETRA RASK

ANTON PELL, MP, TRANSPORT SECRETARY

PR: Good morning. You froze the fares, did you?

AP: A forecast is not a fare, and I said so.

PR: You did say so.

AP: The freeze stays until the end of the term."""
    assert speaker_at(text, "A forecast is not", "") == "Anton Pell"


def test_a_presiding_officer_has_a_label_in_the_language_of_the_chair(speaker_at: SpeakerAt) -> None:
    text = """Nina Karr, on behalf of the Greens Group. – Madam President, the line must stay open all winter.

Presidente. – Grazie, onorevole Karr, il tempo è scaduto da un minuto.

Yan Melas (S&D). – Mr President, islands are reached by rail as far as the port."""
    assert "Karr" not in str(speaker_at(text, "Grazie, onorevole", "European Parliament debate"))


@pytest.mark.parametrize(
    "end",
    [
        "Additional materials\nPhotos\n\nThe Ministry of Harbours of Arvania\n4 Mole Street, Lusk",
        "DISCLAIMER: This is a translation of remarks made in Luskan.",
        "In the photo above: Mr. Roth with the Prince on the mole on 4 May.",
        "Translated from the Luskan by Ilse Darn",
        "[END]\n\nNote: for more lamps, please write to the Pact.",
    ],
)
def test_what_a_website_prints_under_the_last_turn_is_nobodys(speaker_at: SpeakerAt, end: str) -> None:
    text = f"""Karl Roth: We have talked about the mole for two hours.

Question: Is it open?

Karl Roth: It is open, and I walked on it.

{end}"""
    title = "Karl Roth’s answers to questions"
    assert speaker_at(text, "I walked on it", title) == "Karl Roth"
    assert speaker_at(text, end[-20:], title) is None


@pytest.mark.parametrize(
    "line",
    [
        "The following question was put after the briefing: Will the port be shut?",
        "Copyright 2031 Lamp Radio. All rights reserved.",
        "Lamp Radio transcripts are created on a rush deadline.",
    ],
)
def test_what_is_printed_under_an_answer_is_nobodys(speaker_at: SpeakerAt, line: str) -> None:
    assert speaker_at(f"{STAMPED}\n\n{line}", line, "") is None
