from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
TITLE = "Interview with Foreign Minister Marta Ilves"
ALTERNATING = """The minister received us in her office in Talsen.

Minister, how long will the border stay shut?

As long as it has to. We will not reopen it for a photograph.

Your neighbours say you are overreacting.

They are welcome to spend a night at the crossing with me.

What would persuade you to open it?

One thing only: an apology to the families.

Tell us about the railway.

The railway will be built, with or without their money."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("As long as it has to", "Marta Ilves"),
        ("Your neighbours say", None),
        ("They are welcome", "Marta Ilves"),
        ("Tell us about", None),
        ("The railway will be built", "Marta Ilves"),
    ],
)
def test_a_line_between_two_answers_is_the_interviewers_without_a_question_mark(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(ALTERNATING, words, TITLE) == speaker


LONG_ANSWERS = """How long will the border stay shut?

As long as it has to.

You cannot reopen it for a photograph. It takes three years to train a customs officer.

What would persuade you?

An apology would.

It would have to be in writing.

It would be signed by their president, and read out on the bridge.

And the railway?

It will be built."""


@pytest.mark.parametrize("words", ["You cannot reopen it", "It would have to be in writing", "It would be signed"])
def test_answers_of_several_paragraphs_stay_whole(speaker_at: SpeakerAt, words: str) -> None:
    assert speaker_at(LONG_ANSWERS, words, TITLE) == "Marta Ilves"


OPENING_WITHOUT_QUESTION = """Admiral Ruta Pele commanded the fleet for six years. She spoke to us in Kallis.

You left the navy in anger.

I left it in a taxi. The anger came later.

Do you blame the ministry?

I blame a calendar.

And the crews?

The crews learned of it from the radio."""


@pytest.mark.parametrize(
    ("words", "speaker"), [("You left", None), ("I left it", "Ruta Pele"), ("The crews", "Ruta Pele")]
)
def test_an_interview_may_begin_with_a_line_that_is_no_question(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    title = "'We sold the ships too early': an interview with Admiral Ruta Pele"
    assert speaker_at(OPENING_WITHOUT_QUESTION, words, title) == speaker


NAMED_ASKER = """Good morning. We meet today to discuss the eastern flank.

Secretary General, will the corps be deployed this year?

The corps is ready.

Thank you. Alva Persson, Nordavisen. You said in May that it was a matter of weeks. It is now November.

I said weeks. I did not say how many.

Do you have confidence in the commander?

Full confidence."""


def test_what_a_reporter_says_after_giving_a_name_is_nobodys(speaker_at: SpeakerAt) -> None:
    title = "Doorstep by the Secretary General, Lars Tveit"
    assert speaker_at(NAMED_ASKER, "You said in May", title) is None
    assert speaker_at(NAMED_ASKER, "I said weeks", title) == "Lars Tveit"


BOLD = """**You have been here three winters, Ambassador.**

Three winters and one summer.

**The embassy was closed for most of 2022.**

The building was closed. The embassy was a flat above a bakery.

**Would you do it again?**

I would bring a third telephone."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("You have been here", None), ("The embassy was closed", None), ("The building was closed", "Pilar Ontiveros")],
)
def test_lines_in_bold_above_answers_are_the_interviewers(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(BOLD, words, "Ten minutes with Ambassador Pilar Ontiveros") == speaker
