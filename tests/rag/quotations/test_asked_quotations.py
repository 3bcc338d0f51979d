"""Questions about a quotation are traced, also where a word of it is altered."""

from collections.abc import Callable
from typing import Any

import pytest

from rag import Record
from rag.quotations.quotation import find_asked_quotation


@pytest.mark.parametrize(
    ("question", "asks", "who"),
    [
        ('Who said "we will keep the peace"?', "who", ""),
        ("who said that “we will keep the peace”", "who", ""),
        ('which president said "we will keep the peace"?', "who", ""),
        ('whose words are these: "we will keep the peace"', "who", ""),
        ('Did Ada Berg say "we will keep the peace"?', "whether", "Ada Berg"),
        ('did the president of Niger ever say: "we will keep the peace"?', "whether", "the president of Niger"),
        ('is it true that Ada Berg said "we will keep the peace"?', "whether", "Ada Berg"),
        ('when did Ada Berg say "we will keep the peace"?', "when", "Ada Berg"),
        ('where was it said that "we will keep the peace"?', "who", ""),
        ("who said 'we will keep the peace'?", "who", ""),
        ('who said "we will keep the peace"? or something like that', "who", ""),
        ('who said "we will keep the peace" or similar', "who", ""),
    ],
)
def test_a_quotation_in_a_question_is_found(question: str, asks: str, who: str) -> None:
    asked = find_asked_quotation(question)
    assert asked is not None
    assert (asked.words, asked.asks, asked.who) == ("we will keep the peace", asks, who)


@pytest.mark.parametrize(
    "question", ["who said it?", 'what was said on the "Arab Spring"?', 'who said "no" to war and who said "yes"?']
)
def test_other_questions_have_none(question: str) -> None:
    assert find_asked_quotation(question) is None


ARTICLES: list[dict[str, Any]] = [
    {
        "id": name,
        "title": f"Statement of {name}",
        "text": f"Mr. President, I thank you. {text} Our delegation will work with every member state of this house.",
        "published": "2014-09",
        "kind": "official",
        "speaker": name,
        "speaker_role": "President",
        "country": country,
    }
    for name, country, text in [
        ("Ada Berg", "Norway", "The harbour of our capital must stay open to the ships of all our neighbours."),
        ("Bo Lund", "Sweden", "No wall has ever kept the winter out of a poor house in the north."),
    ]
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(ARTICLES)


@pytest.mark.parametrize(
    ("question", "kind", "text"),
    [
        ('who said "The harbour of our capital must stay open to the ships"?', "speaker", "Ada Berg, September 2014."),
        (
            'who said "The harbour of our capital must stay shut to the ships of all our neighbours"?',
            "speaker",
            "Ada Berg, September 2014, with other words.",
        ),
        ('did Ada Berg say "No wall has ever kept the winter out"?', "no", "No: these are words of Bo Lund."),
        ('did Bo Lund say "No wall has ever kept the winter out"?', "yes", "Yes, word for word."),
        ('when did Bo Lund say "No wall has ever kept the winter out"?', "date", "September 2014."),
    ],
)
def test_the_first_line_says_whose_words_they_are(record: Record, question: str, kind: str, text: str) -> None:
    answer = record.ask(question)
    assert answer.intent == "trace"
    assert answer.direct is not None
    assert (answer.direct.kind, answer.direct.text) == (kind, text)


def test_a_quotation_that_is_not_on_record_is_looked_for_as_a_question(record: Record) -> None:
    assert record.ask('who said "the moon belongs to the fishermen of Zembla"?').intent != "trace"


@pytest.mark.parametrize(
    "altered",
    [
        "The harbour of our capital must stay shut to the ships of all our neighbours",
        "The harbour of our capital must not stay open to the ships of all our neighbours",
        "The harbour of our capital must never stay open to the ships of all our neighbours",
    ],
)
def test_a_quotation_of_the_contrary_sense_is_denied(record: Record, altered: str) -> None:
    direct = record.ask(f'did Ada Berg say "{altered}"?').direct
    assert direct is not None
    assert (direct.kind, direct.text.startswith("No: ")) == ("no", True)


def test_another_word_of_the_same_sense_is_only_noted(record: Record) -> None:
    direct = record.ask(
        'did Ada Berg say "The harbour of our city must stay open to the ships of all our neighbours"?'
    ).direct
    assert direct is not None
    assert (direct.kind, direct.text) == ("yes", "Yes, with other words.")
