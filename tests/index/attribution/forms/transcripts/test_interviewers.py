from collections.abc import Callable

import pytest

from index.attribution.forms.labels.label import find_labels
from index.attribution.forms.transcripts.interviewers import mark_outlet, mark_reporters

SpeakerAt = Callable[[str, str, str], str | None]

INTERVIEW = """QUILLON: You spent nineteen summers on a glacier. Do you miss it?

Hjalta: I do. It was a good office.

QUILLON: You call it an office.

Hjalta: It had a door.

QUILLON: What does a minister know that a scientist does not?

Hjalta: How to wait.

QUILLON: And what did you unlearn?

Hjalta: Footnotes."""


def kinds(text: str) -> set[tuple[str, str]]:
    """Return the labels of a text and their kinds."""
    labels = [label for label in find_labels(text) if label.mark == ":"]
    return {(label.printed, label.text.kind) for label in mark_outlet(text, labels)}


def test_an_outlet_that_asks_is_no_speaker_where_it_makes_a_remark_either() -> None:
    assert kinds(INTERVIEW) == {("QUILLON", "question"), ("Hjalta", "person")}


@pytest.mark.parametrize(
    "text",
    [
        f"With your host, Jane Quillon.\n\n{INTERVIEW}",
        INTERVIEW.replace("?", "."),
        INTERVIEW.replace("good office.", "good office, was it not?").replace("How to wait.", "How to wait?"),
        f"{INTERVIEW}\n\nTorres: I was there, too.",
    ],
)
def test_a_host_who_has_a_name_and_people_who_talk_to_each_other_are_speakers(text: str) -> None:
    assert ("QUILLON", "person") in kinds(text)


def test_the_initials_of_a_masthead_ask_even_where_few_of_their_turns_end_in_a_question_mark() -> None:
    text = """HALM LANTERN INTERNATIONAL

The Man of the Lamp

HLI: You left the mole in May. Do you miss it?

Hjalta: I do. It was a good office.

HLI: You call it an office.

Hjalta: It had a door.

HLI: Critics say it had no lamp.

Hjalta: They never looked.

HLI: What did you unlearn?

Hjalta: Footnotes."""
    assert kinds(text) == {("HLI", "question"), ("Hjalta", "person")}
    assert ("HLI", "person") in kinds(text.replace("HALM LANTERN INTERNATIONAL", "Helga Lind Isaksen"))


def test_a_reporter_with_an_outlet_after_the_name_asks() -> None:
    text = """Shri Anil Desai, Official Spokesperson: Good afternoon to all.

Tara Rao, The Hindu: Did the Minister write to Lusk?

Bo Lind, Halmer Bote: Is the mole open? Somebody told us so.

Shri Anil Desai, Official Spokesperson: It is open.

Ines Vega, Harbour University: We measured the mole last week."""
    found = {(label.printed, label.text.kind) for label in mark_reporters(text, find_labels(text))}
    assert {("Tara Rao, The Hindu", "question"), ("Bo Lind, Halmer Bote", "question")} <= found
    assert {("Shri Anil Desai, Official Spokesperson", "person"), ("Ines Vega, Harbour University", "person")} <= found


IN_BRACKETS = """Transcript of the press briefing by the Spokesperson

Spokesperson Ambassador Bo Reva:

Welcome to our weekly briefing. I now open the floor.

(Ana Holm, Halm News): The Minister has said that the port is shut. What is your comment?

Spokesperson: We have raised the matter with them.

(Lars Orsi, Daily Lamp): A follow-up on the port. It is a long story.

Spokesperson: It is in paragraph nine."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Welcome to", "Bo Reva"),
        ("What is your comment", None),
        ("We have raised", "Bo Reva"),
        ("It is a long story", None),
        ("It is in paragraph", "Bo Reva"),
    ],
)
def test_a_label_all_in_brackets_is_of_one_who_asks(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(IN_BRACKETS, words, "Press briefing by the Spokesperson") == speaker


OUTLET_IN_BRACKETS = """Doorstep in Lusk

Moderator
We begin with Reuters.

Ana Lund (Reuters)
Thank you. Secretary General, will the talks go on?

NATO Secretary General, Piet van Dam
We are all in contact all the time. We will go on.

Moderator
And then Ukraine.

IRYNA DOVHA (Ukrinform)
Secretary General, the harbour is shut. Do you agree with that?

NATO Secretary General, Piet van Dam
I do not."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("will the talks", None),
        ("We will go on", "Piet van Dam"),
        ("the harbour is shut", None),
        ("I do not", "Piet van Dam"),
    ],
)
def test_an_outlet_in_brackets_beside_a_name_is_a_reporters(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(OUTLET_IN_BRACKETS, words, "Doorstep in Lusk") == speaker
