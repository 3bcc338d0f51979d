from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
DEPARTMENT = """Ned Parrish, Department Spokesperson

2:04 p.m. EST

MR PARRISH: Good afternoon. We are concerned by the reports.

QUESTION: Do you still say that “all is well”?

MR PARRISH: We do. (Laughter.)

QUESTION: Thank you."""
NOON = """The following is a transcript of the briefing by Stéphan Durand, Spokesman for the Secretary-General.

Good afternoon. We are deeply concerned by the fighting in Lusk.

Spokesman: All right. Edie?

Question: Does he condemn the attack?

Spokesman: We condemn all attacks on civilians.

Correspondent: Thanks."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We are concerned", "Ned Parrish"),
        ("all is well", None),
        ("We do.", "Ned Parrish"),
    ],
)
def test_speakers_of_briefing(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(DEPARTMENT, words, "Department Press Briefing") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We are deeply concerned", "Stéphan Durand"),
        ("We condemn all attacks", "Stéphan Durand"),
        ("Does he condemn", None),
    ],
)
def test_speakers_of_noon_briefing(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(NOON, words, "Daily Press Briefing") == speaker


DEPUTY = """The following is a transcript of the noon briefing by Farhan Osei, Deputy Spokesman for the \
Secretary-General.

Good afternoon, everyone. The Secretary-General condemns the attack on the market in Lusk yesterday, in which \
eleven people died. He calls on all parties to respect the law. We will have a guest tomorrow, and I will have \
more on him then.

Question: Does he plan to visit?

Deputy Spokesman: We have nothing to announce.

Question: And the convoy?

Deputy Spokesman: It left this morning."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Good afternoon", "Farhan Osei"),
        ("We have nothing", "Farhan Osei"),
        ("And the convoy", None),
    ],
)
def test_speakers_of_a_briefing_with_a_long_opening(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(DEPUTY, words, "Daily Press Briefing") == speaker


HIGHLIGHTS = """HIGHLIGHTS OF THE NOON BRIEFING
BY FARHOD TURSUN
SPOKESMAN FOR SECRETARY-GENERAL MARISOL IBARG
FRIDAY, 17 JULY 2026

Spokesman: All right. Let us go to you, Pranav.

Question: Which figure do you use?

Spokesman: We use the figure of the Government.

Question: And will it rise?

Spokesman: They always rise."""


def test_a_spokesman_for_somebody_is_not_that_somebody(speaker_at: SpeakerAt) -> None:
    assert speaker_at(HIGHLIGHTS, "We use the figure", "Highlights of the noon briefing") == "Farhod Tursun"


STAKEOUT = """SG: Good afternoon. I will be brief.

Spokesman: We will start with Edna, and please keep to one question each.

Question: Have you looked at the manifests?

SG: I have not, but the people whose job it is have.

Spokesman: Last one.

Question: Will you travel?

SG: I will go when I can."""


def test_a_spokesman_at_the_secretary_generals_stakeout_is_the_spokesman(speaker_at: SpeakerAt) -> None:
    title = "Secretary-General's press encounter on the airlift"
    assert speaker_at(STAKEOUT, "We will start with Edna", title) == "Spokesman"
    assert speaker_at(STAKEOUT, "I will go when", title) == "Secretary-General"


GUEST = """The following is a transcript of the noon briefing by Stéphan Durand, Spokesman for the Secretary-General.

Good afternoon. I will be joined by our guest, Ines Vega, the Coordinator in Lusk. Ms. Vega, over to you.

Ms. Vega: Thank you. I am speaking from the harbour.

Spokesman: Thank you very much. Edie?

Question: How do you move aid?

Ms. Vega: On barges."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("I will be joined", "Stéphan Durand"), ("I am speaking", "Ines Vega"), ("Thank you very much", "Stéphan Durand")],
)
def test_who_gives_a_briefing_opens_it_though_the_guest_has_the_first_label(
    speaker_at: SpeakerAt, words: str, speaker: str
) -> None:
    assert speaker_at(GUEST, words, "Briefing by the Office of the Spokesperson for the Secretary-General") == speaker


HOSTED = """BRIEFING BY THE OFFICE OF THE SPOKESPERSON

The following is a near-verbatim transcript of today's noon briefing by Étienne Marchand, Spokesman.

Spokesman: Good afternoon. We will be joined by our guest, Beatriz Olmo, in a moment.

Question: Is the road open?

Spokesman: It is closed. Over to you, Beatriz.

Ms. Olmo: Thank you. I have just come back from Lusk.

Spokesman: Thank you very much."""


@pytest.mark.parametrize(("words", "speaker"), [("It is closed", "Étienne Marchand"), ("I have just", "Beatriz Olmo")])
def test_the_host_of_a_briefing_is_not_its_guest(speaker_at: SpeakerAt, words: str, speaker: str) -> None:
    assert speaker_at(HOSTED, words, "Daily Press Briefing") == speaker
    unnamed = HOSTED.replace(" by Étienne Marchand, Spokesman", "")
    assert speaker_at(unnamed, words, "Daily Press Briefing") in {speaker, "Spokesman", "Spokesperson"} - {
        "Étienne Marchand"
    }


LETTERHEAD = """UNION OF LUSK
Old Quay 3, P.O. Box: 3243 Tel.: (51) 5513

QUESTION: Is it open?

MR ORSA: It is.

QUESTION: All of it?

MR ORSA: All of it."""


def test_what_stands_before_a_number_in_a_letterhead_is_no_speaker(speaker_at: SpeakerAt) -> None:
    assert speaker_at(LETTERHEAD, "3243 Tel", "Press Briefing") is None


TWO_VOICES = """The following is a near-verbatim transcript of today's noon briefing by Hendrik Alders, Spokesman.

Spokesman: Good afternoon. The road is open.

Question: Any date for the talks?

Spokesman: No date. Over to the other office.

Spokeswoman: The Assembly will meet on Thursday.

Question: And on Friday?

Spokeswoman: On Friday, too."""


def test_beside_a_spokesman_a_spokeswoman_is_another(speaker_at: SpeakerAt) -> None:
    assert speaker_at(TWO_VOICES, "The road is open", "Daily Press Briefing") == "Hendrik Alders"
    assert speaker_at(TWO_VOICES, "The Assembly will meet", "Daily Press Briefing") == "Spokeswoman"
