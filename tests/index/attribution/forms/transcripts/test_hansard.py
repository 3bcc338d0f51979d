from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
HANSARD = """1. Helen Marsden (Westbrook) (Lab): What assessment has the Minister made?

The Minister for the Middle East (Robert Ashby): We are deeply concerned.

Helen Marsden: That is not enough.

Mr Ashby: We will raise it next week.

Mr Speaker: Order. We must move on."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("What assessment", "Helen Marsden"),
        ("We will raise it next week", "Robert Ashby"),
        ("We must move on", "Mr Speaker"),
    ],
)
def test_speakers_of_hansard(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(HANSARD, words, "House of Commons") == speaker


SITTING = """Gerald Ash (Westbrook) (Con)
To ask the Minister if she will make a statement.

The Secretary of State for Defence (Helen Marsden)
At noon a boat came near the ship.

Hon. Members
Hear, hear.

Gerald Ash
I thank her. Was anybody hurt?

Helen Marsden
Nobody was hurt.

Gerald Ash
Is that all?

Helen Marsden
I will tell the House on Monday.

Bo Lister (Lusk North) (Lab)
Will she act?

Mr Speaker
Order. We must move on."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("At noon", "Helen Marsden"),
        ("Was anybody", "Gerald Ash"),
        ("Nobody was", "Helen Marsden"),
        ("We must", "Mr Speaker"),
    ],
)
def test_names_on_lines_of_their_own_are_labels_of_a_sitting(speaker_at: SpeakerAt, words: str, speaker: str) -> None:
    assert speaker_at(SITTING, words, "House of Commons") == speaker


RISING = """Harbour (Urgent Question)

Sir Gerald Ash (Westbrook) (Con)
To ask the Minister whether the lamp is lit.

The Minister for Harbours (Helen Marsden)
It is lit, and I saw it.

Priya Ash (Harbour South) (LD) rose—

Mr Speaker
I call Priya Ash—no relation.

Priya Ash
None at all. Who has the key of the lamp?

Helen Marsden
I have it here.

Mr Speaker
Order. We must move on.

BILL PRESENTED

Lamps (Keepers) Bill

Gerald Ash presented a Bill to provide for keepers of lamps; and for connected purposes."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Who has the key", "Priya Ash"),
        ("I call Priya Ash", "Mr Speaker"),
        ("I have it here", "Helen Marsden"),
        ("We must move on", "Mr Speaker"),
        ("presented a Bill", None),
    ],
)
def test_a_member_who_rose_or_is_called_has_a_line_of_the_name_alone(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(RISING, words, "House of Commons") == speaker


ON_LINES = """Hansard

Harbours

The Secretary of State for Harbours (Ana Holm)

With permission, Mr Speaker, I shall make a statement on the harbours.

Mr Deputy Speaker (Bo Reva)

I call the shadow Secretary of State.

Sir Lars Orsi-Penn
(North Lusk) (Con)

I am grateful to her for the sight of it.

Ana Holm

I take no lessons from him.

Ilse Moro
(Port Halm) (Lab)

I welcome the statement.

The Lord Bishop of Halm

My diocese has the boats.

Question put and agreed to.

© Parliament of Lusk

Contains Parliamentary information licensed under a licence."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("With permission", "Ana Holm"),
        ("I call the shadow", "Bo Reva"),
        ("I am grateful", "Lars Orsi-Penn"),
        ("I take no lessons", "Ana Holm"),
        ("I welcome the statement", "Ilse Moro"),
        ("My diocese has", "The Lord Bishop of Halm"),
        ("(North Lusk)", None),
        ("Question put", None),
        ("Contains Parliamentary", None),
    ],
)
def test_brackets_may_stand_on_the_line_under_a_name(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(ON_LINES, words, "Harbours: House of Commons") == speaker
