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


COMMENT = """Embassy of Arvania
to the Kingdom of Lusk

Embassy comment on an article in “The Lamp”

Question: How would you comment on the article about the boats?

Answer: We have read it. The boat was at work on the high seas.

As the Minister, Ana Ruiz, said in May, “the boats are ours”.

ADDITIONAL INFORMATION

The Ambassador gave an interview to The Tower on Friday."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("How would you", None),
        ("The boat was at", "Embassy of Arvania"),
        ("The Ambassador gave", None),
    ],
)
def test_an_answer_without_a_person_is_the_embassys_whose_comment_it_is(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(COMMENT, words, "Comment") == speaker


@pytest.mark.parametrize(
    ("heading", "speaker"),
    [
        ("Answer of the Ministry of Ports of Arvania to a question by the press", "Ministry of Ports of Arvania"),
        ("Comment by Ministry of Ports Spokeswoman Eva Holm on the boats", "Eva Holm"),
        ("Reply by the Press Service", "Press Service"),
        ("The boats of May", None),
    ],
)
def test_the_heading_says_whose_answer_it_is(speaker_at: SpeakerAt, heading: str, speaker: str | None) -> None:
    text = COMMENT.replace("Embassy comment on an article in “The Lamp”", heading)
    assert speaker_at(text, "The boat was at", heading) == speaker


WEEKLY = """MINISTRY OF PORTS
Halm, 9 May

Transcript of the Weekly Press Briefing by the Spokesperson, 9 May

[Opening Statement]

Peace to all, and welcome to the Weekly Press Briefing.

• The Minister of Ports, Senator Bo Li, visited Lusk on 5 May at the head of a delegation.

• We condemn the attack on the lighthouse of Orsa in the strongest terms.

I thank you and am now ready to take your questions.

[Q & A Session]

(Eva Holm, The Lamp): Will the port open?

Spokesperson: It will open when it is safe.

(Jan Roth, The Tower): When is that?

Spokesperson: We will tell you.

(The Spokesperson, Ms. Ana Ruiz, assumed charge on 2 March.)"""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Transcript of", None),
        ("visited Lusk on", "Ana Ruiz"),
        ("We condemn", "Ana Ruiz"),
        ("am now ready", "Ana Ruiz"),
        ("Will the port", None),
        ("It will open", "Ana Ruiz"),
        ("assumed charge", None),
    ],
)
def test_an_opening_statement_is_the_spokespersons_whom_a_note_names(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(WEEKLY, words, "Weekly briefing") == speaker


def test_without_a_name_the_opening_is_the_spokespersons(speaker_at: SpeakerAt) -> None:
    text = WEEKLY.replace("(The Spokesperson, Ms. Ana Ruiz, assumed charge on 2 March.)", "(No recording.)")
    assert speaker_at(text, "We condemn", "Weekly briefing") == "Spokesperson"
    assert speaker_at(text, "It will open", "Weekly briefing") == "Spokesperson"


QUOTED_OUTLETS = """Arevik Zakar: Good afternoon, colleagues.

“Ilpress”: The other side says that its trucks were stopped. What do you say?

Arevik Zakar: I have seen this. To make an incident of it requires a talent.

“Lamp of Lusk”: When will they come home?

Arevik Zakar: We raise it with all our partners."""


def test_an_outlet_in_quotation_marks_asks(speaker_at: SpeakerAt) -> None:
    assert speaker_at(QUOTED_OUTLETS, "The other side says", "Briefing by the spokesperson") is None
    assert speaker_at(QUOTED_OUTLETS, "To make an incident", "Briefing by the spokesperson") == "Arevik Zakar"
