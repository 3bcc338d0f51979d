from collections.abc import Callable

import pytest

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
