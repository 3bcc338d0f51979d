"""Labels that other labels, the first lines or their brackets confirm."""

from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
OFFICES = """Joint press conference in Lusk

NATO Secretary General Karl Roth
Welcome. We have talked about the ferry.

President of Arvania Ruta Spruds
Thank you. My country needs a ferry.

NATO Spokesperson
We have time for one question, the lady over there.

Bo Lindt, Channel Seven
Thank you. Will you build one?

NATO Secretary General
We will see.

President of Arvania
I think that we will."""
CAPITALS = """PRESS CONFERENCE IN LUSK

MODERATOR
Good afternoon. We will hear from Minister Spruds first.

RUTA SPRUDS
The pier has two lamps. By June it will have three.

KARL ROTH (via interpreter)
We came with a list of forty wishes.

Q
Bo Lindt, Halm Gazette. Minister, which lamp burns?

RUTA SPRUDS
The one in the middle."""
RECORDING = """HARBOUR RADIO
Episode 8: The lamp that moved

Bo Lindt (00:12)
This is Harbour Radio. I'm Bo.

Ruta Spruds (00:16)
And I stood on the quay last week.

Bo Lindt (00:24)
So how does a lamp move?

Ruta Spruds (00:45)
Somebody carried it."""
INITIALS = """MORNINGS WITH RUTA SPRUDS
Channel Seven

KARL ROTH, MINISTER OF TRADE

RS: Minister, good morning.

KR: Morning, Ruta.

RS: Will the ferry sail?

KR: It sails on Monday."""
WRAPPED = """S/PV.9902

Mr. Lindt (Arvania): I will make three points. The pier is ours.

Mr. Roth (Republic of Morovia) (spoke in
Morovian): We thank Mr. Lindt. The lamp is ours."""


@pytest.mark.parametrize(
    ("text", "title", "words", "speaker"),
    [
        (OFFICES, "Joint press conference", "We have talked", "Karl Roth"),
        (OFFICES, "Joint press conference", "My country needs", "Ruta Spruds"),
        (OFFICES, "Joint press conference", "one question", "NATO Spokesperson"),
        (OFFICES, "Joint press conference", "Will you build one", None),
        (OFFICES, "Joint press conference", "We will see", "Karl Roth"),
        (OFFICES, "Joint press conference", "I think that we will", "Ruta Spruds"),
        (CAPITALS, "Press conference in Lusk", "The pier has two lamps", "Ruta Spruds"),
        (CAPITALS, "Press conference in Lusk", "forty wishes", "Karl Roth"),
        (CAPITALS, "Press conference in Lusk", "The one in the middle", "Ruta Spruds"),
        (RECORDING, "Harbour Radio, episode 8", "This is Harbour Radio", "Bo Lindt"),
        (RECORDING, "Harbour Radio, episode 8", "how does a lamp move", "Bo Lindt"),
        (RECORDING, "Harbour Radio, episode 8", "Somebody carried it", "Ruta Spruds"),
        (INITIALS, "Mornings with Ruta Spruds", "Minister, good morning", "Ruta Spruds"),
        (INITIALS, "Mornings with Ruta Spruds", "It sails on Monday", "Karl Roth"),
        (WRAPPED, "9902nd meeting", "The pier is ours", "Lindt"),
        (WRAPPED, "9902nd meeting", "The lamp is ours", "Roth"),
    ],
)
def test_labels_name_their_speakers(
    speaker_at: SpeakerAt, text: str, title: str, words: str, speaker: str | None
) -> None:
    assert speaker_at(text, words, title) == speaker


CONFERENCE = """Joint press conference

Ilse Darn (Pact Spokesperson)
Good afternoon. We start with two short statements.

Pact Secretary General Karl Roth
Thank you, Ilse. We stood on the mole this morning.

Ana Vega [Prime Minister of Arvania]
Thank you, Karl. My grandmother lit this lamp.

Ilse Darn
We take the first question over there.

Question
Bo Lindt, Halm Radio. Prime Minister, will it burn?

Ana Vega
It will. I lit it myself.

Ilse Darn
Thank you. The bus will leave at four.

[END]

Note: for more lamps, please write to the press office of the Pact."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We take the first question", "Ilse Darn"),
        ("I lit it myself", "Ana Vega"),
        ("The bus will leave", "Ilse Darn"),
        ("please write to", None),
        ("will it burn", None),
    ],
)
def test_a_line_is_the_name_alone_of_somebody_with_an_office_in_brackets_before(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(CONFERENCE, words, "Joint press conference") == speaker


@pytest.mark.parametrize(
    "lead",
    [
        "I'll hand you over to Ilse for the lamps. Come on up.",
        "Over to Ilse.",
        "And now I turn to Ilse, who has a note.",
    ],
)
def test_a_given_name_is_a_label_once_the_floor_is_given_to_it(speaker_at: SpeakerAt, lead: str) -> None:
    text = f"""Mr. Roth: Good afternoon. I have two notes on the harbour.

Question: Thanks, Karl. Is the mole open?

Mr. Roth: It is. {lead}

Ilse: Thank you, Karl. The lamp will be lit at three."""
    assert speaker_at(text, "The lamp will be lit", "Daily press briefing by Karl Roth") == "Ilse"
    assert speaker_at(text, "It is.", "Daily press briefing by Karl Roth") == "Karl Roth"


def test_a_note_is_no_label_where_nobody_gives_it_the_floor(speaker_at: SpeakerAt) -> None:
    text = """Mr. Roth: Good afternoon. I have two notes on the harbour.

Question: Is the mole open?

Mr. Roth: It is, since nine o'clock.

Weather: rain and more rain."""
    assert speaker_at(text, "rain and more", "Daily press briefing by Karl Roth") != "Weather"


POINT = """Press remarks by Minister Ana Ruiz and Minister Bo Li at the joint press point

{0}MODERATOR
Good afternoon, and welcome. The floor is yours.

{0}{1}
Thank you. It is an honour to host my colleague. We have closed seven tunnels.

{0}{2}
Thank you, Ana. We are competing, and the judges are our own judges.

{0}MODERATOR
One question, please.

{0}{1}
The tunnel is open until June.

{0}{2}
I have nothing to add today.
"""


@pytest.mark.parametrize("time", ["", "[00:03:09] ", "00:41 "])
@pytest.mark.parametrize(("first", "second"), [("ANA RUIZ", "BO LI"), ("MINISTER RUIZ", "MINISTER LI")])
def test_names_in_capitals_on_lines_of_their_own_are_labels_of_a_press_point(
    speaker_at: SpeakerAt, time: str, first: str, second: str
) -> None:
    text = POINT.format(time, first, second)
    assert speaker_at(text, "We have closed seven") == "Ana Ruiz"
    assert speaker_at(text, "We are competing") == "Bo Li"
    assert speaker_at(text, "One question, please") is None


def test_headings_in_capitals_that_are_repeated_are_no_labels(speaker_at: SpeakerAt) -> None:
    text = POINT.format("", "MAIN POINTS", "KEY DATES")
    assert speaker_at(text, "We are competing") not in {"Main Points", "Key Dates"}
