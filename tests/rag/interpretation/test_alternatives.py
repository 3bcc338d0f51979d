from collections.abc import Callable
from typing import Any

import pytest

from rag import Record

TEXTS = [
    (
        "Ada Berg",
        "Norway",
        "2011-09",
        "Norway supports the ceasefire in Mali. The South China Sea must stay open to all.",
    ),
    (
        "Bo Lund",
        "Sweden",
        "2012-09",
        "Sweden condemns the coup in Mali. We speak of the East China Sea and South Ossetia.",
    ),
    (
        "Eva Holm",
        "Denmark",
        "2013-09",
        'Denmark calls for peace in Transdniestria. Ada Berg said that "the ice will never melt in Norway".',
    ),
    (
        "José Núñez",
        "Spain",
        "2014-09",
        "Spain thanks the Security Council for it. Spain calls for a larger Security Council with seats for Africa.",
    ),
    (
        "Jose Nunez",
        "Spain",
        "2015-09",
        "Spain thanks all members. The Trans-Dniester conflict must end by talks, and so must that in Mali.",
    ),
]
ARTICLES: list[dict[str, Any]] = [
    {
        "id": f"a{number}",
        "title": f"Statement of {speaker}",
        "text": f"Mr. President, I thank you for the floor. {text} Our delegation will work with every member here.",
        "published": date,
        "kind": "official",
        "speaker": speaker,
        "speaker_role": "Prime Minister" if country in {"Norway", "Sweden"} else "President",
        "country": country,
    }
    for number, (speaker, country, date, text) in enumerate(TEXTS)
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(ARTICLES)


def direct(record: Record, question: str) -> str:
    answer = record.ask(question)
    return answer.direct.text if answer.direct else ""


def countries(record: Record, *questions: str) -> set[str | None]:
    history: list[tuple[str, str]] = []
    for question in questions:
        answer = record.ask(question, history=history)
        history.append((question, answer.answer))
    return {one.speaker.country for one in answer.citations if one.speaker}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who never mentioned Mali: Sweden or Denmark?", "Denmark never mentions Mali"),
        ("which of Sweden and Denmark never spoke about Mali?", "Denmark never mentions Mali"),
        ("Denmark or Sweden: who mentioned Mali?", "Sweden mentions Mali"),
        ("which country did not mention Mali, Norway or Denmark?", "Denmark never mentions Mali"),
        ("who mentioned Mali: Norway or Sweden?", "Norway and Sweden mention Mali"),
        ("who never mentioned Mali: Norway or Sweden?", "Both mention Mali"),
    ],
)
def test_one_of_those_named_is_found_by_counting_each(record: Record, question: str, text: str) -> None:
    assert direct(record, question).startswith(text)


def test_a_place_is_found_under_each_of_its_names(record: Record) -> None:
    assert countries(record, "Trans-Dniester conflict") == {"Spain", "Denmark"} or countries(
        record, "what was said on Transnistria?"
    ) == {"Spain", "Denmark"}
    assert countries(record, "Was wurde über Transnistrien gesagt?") == {"Spain", "Denmark"}


def test_the_words_of_a_name_stand_together(record: Record) -> None:
    assert countries(record, "what was said on the South China Sea?") == {"Norway"}
    assert record.ask("Who other than Norway talks about the South China Sea?").abstained


def test_a_speaker_with_and_without_accents_is_one(record: Record) -> None:
    assert len({one.speaker.name for one in record.ask("what did Spain say?").citations if one.speaker}) == 1
    assert direct(record, "who mentioned Spain?") == "1 speaker."


def test_exclusion_drops_the_words_of_those_named_alone(record: Record) -> None:
    assert "Sweden" not in countries(record, "quotes on Mali by anyone but Sweden")
    assert countries(record, "Mali", "without Sweden") == {"Norway", "Spain"}


def test_all_of_a_group_are_listed(record: Record) -> None:
    assert countries(record, "name every prime minister who mentions Mali") == {"Norway", "Sweden"}
    answer = record.ask("who speaks for Spain in your collection?")
    assert (answer.intent, "of Spain" in answer.answer) == ("library", True)


def test_what_is_wanted_comes_before_thanks(record: Record) -> None:
    answer = record.ask("In one sentence, what does Spain want for the Security Council?")
    assert [one.cited_text for one in answer.citations] == [
        "Spain calls for a larger Security Council with seats for Africa."
    ]


def test_what_one_says_according_to_another_is_looked_for_where_the_other_speaks(record: Record) -> None:
    answer = record.ask("what did Ada Berg say according to Eva Holm?")
    assert ["ice" in one.cited_text for one in answer.citations] == [True]


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Mali 2011 and 2015", {"2011-09", "2015-09"}),
        ("Mali 2011, 2012 and 2015", {"2011-09", "2012-09", "2015-09"}),
        ("Mali 2011-2012", {"2011-09", "2012-09"}),
        ("Norway on Mali? Sweden on Mali?", {"2011-09", "2012-09"}),
    ],
)
def test_fragments_are_read_each_for_itself(record: Record, question: str, years: set[str]) -> None:
    assert {one.published for one in record.ask(question).citations} == years
