from collections.abc import Callable

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

SpeakerAt = Callable[[str, str, str], str | None]
ARRIVAL = """Good morning, we are going to discuss Arvania today. I will propose new sanctions.

Q. Do you expect an agreement today?

I hope so. We are working on it.

Q. What about oil?

Oil is the most difficult part of it all."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("I will propose new sanctions", "Josef Barrel"),
        ("Do you expect", None),
        ("Oil is the most difficult", "Josef Barrel"),
    ],
)
def test_speakers_of_arrival(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(ARRIVAL, words, "Press remarks by High Representative Josef Barrel upon arrival") == speaker


BOLD = """**Erik Brandt, NATO Secretary General**

Prime Minister, it is good to see you here.

**Karin Holm, Prime Minister of Sondmark**

Thank you. We will spend two per cent next year.

**Question**

When will the troops leave?

**Erik Brandt**

There is no date yet."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("it is good", "Erik Brandt"),
        ("We will spend", "Karin Holm"),
        ("When will", None),
        ("There is no date", "Erik Brandt"),
    ],
)
def test_speakers_of_labels_in_bold(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(BOLD, words, "Joint press conference") == speaker


MAYOR = """Mara Ionescu has been mayor of Lusk for six years. She spoke to the Post.

Q: How is the situation in the town?

A: It is calm today. Yesterday we had eleven alarms.

Q: What do you need most?

A: Diesel for the pumps."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("It is calm", "Mara Ionescu"),
        ("What do you need", None),
        ("Diesel", "Mara Ionescu"),
    ],
)
def test_speakers_of_answers_of_an_introduced_respondent(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(MAYOR, words, "We have bread for nine days") == speaker


COMMENT = """Question: What is the comment of Sondmark on the closure of the port?

Answer: Sondmark regrets the closure. We have raised the matter with Arvania."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("What is the comment", None),
        ("We have raised", "Foreign Ministry Spokesperson"),
    ],
)
def test_speakers_of_one_answer_of_a_spokesperson(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(COMMENT, words, "Response by Foreign Ministry Spokesperson to a question") == speaker


def test_an_interview_is_of_the_one_who_speaks_and_not_of_the_one_spoken_to(
    speaker_at: Callable[[str, str, str], str | None],
) -> None:
    text = (
        "**Gen. Valery Zalun, Sondmark’s ambassador to Lusk, speaks to Dominik Rowell about drones**\n\n"
        "Your country built an industry. How?\n\nBecause there was no other choice for us.\n\n"
        "Will you run for president?\n\nWhile the war goes on, I do not think about elections.\n\n"
        "Do you miss the front?\n\nEvery day. My phone is full of messages.\n\nWhat comes next?\n\nI do not know."
    )
    assert speaker_at(text, "Because there", "‘No speech shoots down a drone’: an interview") == "Valery Zalun"


def test_a_place_in_a_question_does_not_answer_it(speaker_at: Callable[[str, str, str], str | None]) -> None:
    text = (
        "Q: Do you have any comment on the fall of the city of El Fasha?\n\nA: We condemn the atrocities there.\n\n"
        "Q: When will you act?\n\nA: We have given them until the end of the month."
    )
    title = "Daily press briefing by the Spokesperson of the Ministry of Trade (12 March)"
    assert speaker_at(text, "We condemn", title) == "Spokesperson of the Ministry of Trade"


def test_one_question_and_one_named_answer_are_a_transcript(
    speaker_at: Callable[[str, str, str], str | None],
) -> None:
    text = (
        "**Question:** How do you comment on the statement by Secretary General Karl Roth?\n\n"
        "**Maria Zakh:** Mr Roth says the same thing every spring.\n\nOur country threatens no one."
    )
    assert speaker_at(text, "Mr Roth says", "The spokesperson answers a question") == "Maria Zakh"
    assert speaker_at(text, "Our country", "The spokesperson answers a question") == "Maria Zakh"


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("“We will not leave” – Lena Okafor, foreign minister of Lusk", "An interview on ships."),
        ("An interview on ships", "Lena Okafor, the foreign minister of Lusk, spoke to this paper about ships."),
    ],
)
def test_questions_in_italics_have_the_answers_of_the_one_who_is_named(
    speaker_at: Callable[[str, str, str], str | None], title: str, lead: str
) -> None:
    text = (
        f"{lead}\n\n*Will the port open?*\n\nIt will, and before the winter.\n\n*Who pays for it?*\n\nWe do.\n\n"
        "*What comes next?*\n\nThe second pier, if our parliament agrees."
    )
    assert speaker_at(text, "It will, and", title) == "Lena Okafor"
    assert speaker_at(text, "Who pays", title) is None


@pytest.mark.parametrize("label", ["HR/VP", "LO"])
def test_an_abbreviation_is_the_principals_label(speaker_at: Callable[[str, str, str], str | None], label: str) -> None:
    text = (
        f"Journalist: Will you meet the opposition?\n\n{label}: We met last week, and we will meet again.\n\n"
        f"Journalist: And sanctions?\n\n{label}: There is no unanimity."
    )
    title = "Press remarks by High Representative/Vice-President Lena Okafor upon arrival"
    assert speaker_at(text, "We met last", title) == "Lena Okafor"


def test_a_later_line_interview_and_a_name_is_who_asks(speaker_at: Callable[[str, str, str], str | None]) -> None:
    text = """**Ana Vega, 61, has kept the lamp of Lusk for thirty years. A conversation about light.**

Interview: Bo Lindt

**When did you first light the lamp?**

In 1996. My father held the ladder.

**Your critics want a machine.**

They should talk to the machine, then.

**Will you?**

I will not."""
    assert speaker_at(text, "My father held", "I never learned to swim") == "Ana Vega"
    assert speaker_at(text, "They should talk", "I never learned to swim") == "Ana Vega"


HEADINGS = """**When is the visit of Mayor Ana Ruiz?**

The mayor arrives on Monday and leaves on Thursday, according to the harbour board.

**Where will she stay?**

At the old customs house. "We have made the beds," the porter told The Lamp.

**What is on the agenda?**

Two bridges, a tunnel and the price of salt. The talks are expected to last for three days.

**Who pays?**

The city does, out of the toll of the strait."""


def test_questions_for_headings_above_a_papers_own_words_are_no_interview() -> None:
    assert read_form(Document(HEADINGS, "Answers to your questions on the visit of Mayor Ana Ruiz")) is None


def test_a_list_of_names_that_share_a_last_word_is_no_transcript() -> None:
    places = ("Olive", "Harbour", "Lamp", "Salt", "Rope", "Sail", "Tunnel", "Bridge")
    text = "\n\n".join(f"{place} Grill: Free soup for all keepers of lamps from noon on Monday." for place in places)
    assert read_form(Document(f"Where keepers of lamps eat for free on Monday.\n\n{text}", "Meals for keepers")) is None
