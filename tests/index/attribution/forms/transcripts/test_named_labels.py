from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
CONFERENCE = """President of Russia Viktor Morozov: Good afternoon. We will send grain to Arvania.

Question (retranslated): Will the advisers leave?

Viktor Morozov: There are no advisers of ours there.

Federal Chancellor of Germany Anna Weiss (retranslated): We support the talks."""
TABLE = """| Time | Speaker | Text |
| 00:01 | Ana Berg | We will start with the port of Lusk. |
| 00:09 | Bo Lindt | The port is open, and we will keep it open. |
| 00:20 | Ana Berg | And the road? |
| 00:25 | Bo Lindt | The road is closed for now. |"""
OUTLETS = """Lin Hao: Good afternoon. Minister Berg will visit in March.

Xinhua News Agency: Could you tell us more?

Lin Hao: The visit will deepen our friendship.

Reuters: Will they discuss Arvania?

Lin Hao: Our position is clear and consistent."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We will send grain", "Viktor Morozov"),
        ("Will the advisers leave", None),
        ("There are no advisers", "Viktor Morozov"),
        ("We support the talks", "Anna Weiss"),
    ],
)
def test_speakers_of_named_labels(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(CONFERENCE, words, "News conference") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("we will keep it open", "Bo Lindt"),
        ("And the road", "Ana Berg"),
    ],
)
def test_speakers_of_table(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(TABLE, words, "") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The visit will deepen", "Lin Hao"),
        ("Will they discuss", None),
    ],
)
def test_speakers_of_outlets(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(OUTLETS, words, "Foreign Ministry Spokesperson Lin Hao's Regular Press Conference") == speaker


TALK = """Tom Reyes: Minister, welcome. Will the troops stay?

Ana Berg: They will stay as long as we are asked to.

Reyes: And the costs?

Berg: The costs are borne by all of us."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("They will stay", "Ana Berg"),
        ("The costs", "Ana Berg"),
        ("And the costs", "Tom Reyes"),
    ],
)
def test_speakers_of_an_interview_with_surnames(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(TALK, words, "Interview") == speaker


ON_LINES = """NATO Secretary General Karl Roth

Prime Minister Okafor, dear Lena, it is a pleasure to welcome you here.

Prime Minister of Lusk, Lena Okafor

Thank you, Secretary General. My government has bought two more ships.

Question (Harbour News): When will the brigade be complete?

Prime Minister Lena Okafor: By the end of next year.

NATO Secretary General: We see no imminent threat."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("it is a pleasure", "Karl Roth"),
        ("My government", "Lena Okafor"),
        ("When will", None),
        ("By the end", "Lena Okafor"),
        ("We see no", "Karl Roth"),
    ],
)
def test_a_label_is_a_line_by_itself_or_an_office_that_another_label_names(
    speaker_at: Callable[[str, str, str], str | None], words: str, speaker: str | None
) -> None:
    assert speaker_at(ON_LINES, words, "Joint press statements") == speaker


INTERVIEW = """RFE/RL: Will the Union invest here?

Karel Lund: It is a package of grants, and part of it has been signed.

RFE/RL: And human rights?

Lund: I raised individual cases in every meeting."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("Will the Union", None), ("It is a package", "Karel Lund"), ("And human", None), ("I raised", "Karel Lund")],
)
def test_a_full_name_is_a_label_where_the_surname_is_one_and_the_outlet_asks(
    speaker_at: Callable[[str, str, str], str | None], words: str, speaker: str | None
) -> None:
    assert speaker_at(INTERVIEW, words, "Interview on minerals") == speaker


MINISTRY = """CCTV: The minister is on a visit. Can you share more details?

Lin Weimin: He held talks with his counterpart this morning.

Reuters: What is your comment on the new tariffs?

Lin Weimin: They lead nowhere."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("The minister is", None), ("He held talks", "Lin Weimin"), ("What is your", None), ("They lead", "Lin Weimin")],
)
def test_the_outlet_that_asks_first_is_a_label_too(
    speaker_at: Callable[[str, str, str], str | None], words: str, speaker: str | None
) -> None:
    assert speaker_at(MINISTRY, words, "Spokesperson Lin Weimin's Regular Press Conference") == speaker


def test_a_surname_in_capitals_before_the_given_name_is_one_name(
    speaker_at: Callable[[str, str, str], str | None],
) -> None:
    text = (
        "Minister IWASAKI: I have one announcement.\n\nReporter (Harbour News): What do you expect?\n\n"
        "Minister IWASAKI: A good talk."
    )
    assert speaker_at(text, "A good talk", "Press Conference by Foreign Minister IWASAKI Takuma") == "Iwasaki Takuma"


DASHES = """Press conference of the Minister of Foreign Affairs Selim Ateş with the Minister of Orsa

MINISTER SELİM ATEŞ – I am very pleased to host my colleague. We have set a target.

MINISTER OTGON BAYAR – (Translated) Thank you, Mr. Minister. The wing was opened last month.

QUESTION: Has the corridor become more important?

MINISTER SELİM ATEŞ – It was important before.

MINISTER OTGON BAYAR – Every corridor lowers the price of bread.

QUESTION: And the harbour?

MINISTER SELİM ATEŞ – It is open."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("We have set", "Selim Ateş"), ("The wing was", "Otgon Bayar"), ("Every corridor", "Otgon Bayar")],
)
def test_labels_before_a_dash_answer_the_questions_under_them(speaker_at: SpeakerAt, words: str, speaker: str) -> None:
    assert speaker_at(DASHES, words, "Joint press conference") == speaker


MEETING = """President of Lusk Bo Reva: Please, Mr Orlin.

Deputy Prime Minister – Presidential Envoy Igor Orlin: The cargo is growing.

Bo Reva: By how much?

Deputy Prime Minister – Presidential Envoy Igor Orlin: By a third."""


def test_a_label_may_have_two_offices_with_a_dash_between_them(speaker_at: SpeakerAt) -> None:
    assert speaker_at(MEETING, "The cargo is growing", "Meeting on ports") == "Igor Orlin"
