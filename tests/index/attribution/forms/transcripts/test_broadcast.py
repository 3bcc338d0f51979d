from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
BROADCAST = """Aired February 3, 2016 - 18:00 ET

DANA ELLS, NEWS ANCHOR: Good evening. We start with Arvania.

REAR ADM. PAUL KEENE (RET.), NEWS ANALYST: I thought it was very thoughtful.

ELLS: And the allies?

KEENE: Italy will lead, not we.

UNIDENTIFIED MALE: They bombed our street."""
PODCAST = """Who owes the harbour? with Ikram Benne and Dario Scutt

The show about public money begins here. I am Jory Penh, and my guests today are Ikram Benne and Dario Scutt.

[00:00:31] Jory: Hey everybody, welcome back.

[00:01:10] Dario: Hi, Jory.

[00:01:14] Jory: Ikram, start us off. What is a concession?

[00:01:22] Ikram: It is when you rent out your front door.

[00:01:41] Dario: Nobody reads the renewal clause.

[00:01:52] Ikram: Page ninety-four."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Hey everybody", "Jory Penh"),
        ("Nobody reads", "Dario Scutt"),
        ("It is when you rent", "Ikram Benne"),
    ],
)
def test_given_names_after_times_are_labels_of_those_whom_the_opening_names(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(PODCAST, words, "Podcast transcript: Ledger Lines") == speaker


DOTTED = """A Baton Is Not a Pointer
Yerlan Abdrak in conversation with Nives Hrast

N.H.  Let me begin with the herring.

Y.A.  Sardines, please. A herring would be an incident.

N.H.  Did the acoustics surprise you?

Y.A.  They humbled me.

The interview has been shortened and translated by the editors."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Let me begin", "Nives Hrast"),
        ("A herring would", "Yerlan Abdrak"),
        ("They humbled", "Yerlan Abdrak"),
        ("The interview has been", None),
    ],
)
def test_initials_with_full_stops_and_a_gap_are_labels(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(DOTTED, words, "Written interview with initials") == speaker


INITIALS = """Ana Berg is the defence minister of Sondmark. She spoke to the Daily Post.

POST: Will the troops stay?

AB: They will stay as long as we are asked to.

POST: And the costs?

AB: The costs are borne by all of us."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("And the allies", "Dana Ells"),
        ("Italy will lead", "Paul Keene"),
        ("They bombed our street", None),
    ],
)
def test_speakers_of_broadcast(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(BROADCAST, words, "The Evening Room") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("They will stay", "Ana Berg"),
        ("And the costs", None),
    ],
)
def test_speakers_of_initials(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(INITIALS, words, "An interview") == speaker


RADIO = """MARY SHAW, HOST:

The port of Lusk reopened. Our reporter Tom Reyes has more.

TOM REYES, BYLINE: The first ship came in at dawn. On the pier stood Ion Vasile, a fisherman.

ION VASILE: I have not slept. I wanted to see it.

REYES: The harbor master, Mara Ionescu, is more careful.

MARA IONESCU: We have cleared the mines.

SHAW: Tom Reyes in Lusk."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("I have not slept", "Ion Vasile"),
        ("is more careful", "Tom Reyes"),
        ("We have cleared", "Mara Ionescu"),
    ],
)
def test_speakers_of_a_radio_report(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(RADIO, words, "How a town lives with the war") == speaker


def test_a_clip_without_a_label_is_nobodys(speaker_at: SpeakerAt) -> None:
    text = (
        "HARBOUR NEWS\n\nRUTA SPRUDS, HOST: The mayor sat here last week.\n\n"
        "(VIDEO CLIP)\n\nNothing is off the table.\n\n(END OF VIDEO CLIP)\n\n"
        "KARL ROTH, MINISTER: I saw that.\n\nSPRUDS: And?\n\nROTH: It was well said."
    )
    assert speaker_at(text, "Nothing is off the table", "Harbour News") is None
    assert speaker_at(text, "The mayor sat here", "Harbour News") == "Ruta Spruds"
    assert speaker_at(text, "It was well said", "Harbour News") == "Karl Roth"


NARRATED = """MIRIAM ACHT, PRESENTER: The offensive in the north goes on. Colin Dray reports.

COLIN DRAY, REPORTER: It began last Wednesday, when troops were sent into the region.

NEEMA KILO: The port was shut, and the road after it.

COLIN DRAY: Phone lines to the region have been cut for a week.

NEEMA KILO: The market of Lusk is empty by ten.

MIRIAM ACHT: Colin Dray reporting from the harbour of Lusk."""


def test_a_broadcast_that_narrates_has_speakers_though_nobody_says_i_or_you(speaker_at: SpeakerAt) -> None:
    assert speaker_at(NARRATED, "The port was shut", "Evening") == "Neema Kilo"
    assert speaker_at(NARRATED, "Phone lines to", "Evening") == "Colin Dray"
