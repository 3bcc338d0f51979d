"""Questions for somebody's words are answered with these, and with no one else's."""

from collections.abc import Callable

import pytest

from rag import Answer, Filters, Record
from rag.query.speaker_requests import find_speaker_phrases

Opened = Callable[[list[dict[str, object]]], Record]


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("what did Guterres say about Libya?", "Guterres"),
        ("what has the Turkish Defense Ministry said on Somalia?", "the Turkish Defense Ministry"),
        ("Zuma on Libya", "Zuma"),
        ("what was said by Lavrov on Syria?", "Lavrov"),
        ("what was said on Syria by Lavrov?", "Lavrov"),
        ("did Merkel comment on Greece?", "Merkel"),
        ("has Lavrov ever spoken about Ukraine?", "Lavrov"),
        ("what is Russia's position on Kosovo?", "Russia"),
        ("what does Angela Merkel think of Greece?", "Angela Merkel"),
        ("statements by Zuma on Libya", "Zuma"),
        ("the position of Turkey on Libya", "Turkey"),
        ("how many were killed, according to Jibril?", "Jibril"),
        ("according to Jibril, how many were killed?", "Jibril"),
        ("what was said on Libya?", None),
        ("what has been said about Syria?", None),
        ("who said that war is over?", None),
        ("who spoke about Libya?", None),
        ("what did they say about Libya?", None),
        ("how did the US respond to statements by Iran on uranium?", None),
    ],
)
def test_a_question_tells_whose_words_it_asks_for(question: str, who: str | None) -> None:
    assert next((one.phrase for one in find_speaker_phrases(question)), None) == who


def speakers(answer: Answer) -> set[str]:
    return {citation.speaker.name if citation.speaker else "" for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("what did Zuma say about Libya?", {"Jacob Zuma"}),
        ("Zuma on Libya", {"Jacob Zuma"}),
        ("what was said by Lavrov on Syria?", {"Sergey Lavrov"}),
        ("what is Russia's position on Libya?", {"Sergey Lavrov"}),
        ("what did Moscow say about Syria?", {"Sergey Lavrov"}),
        ("what did Niger's president say about Libya?", {"Mahamadou Issoufou"}),
        ("what did Zuma and Cameron say about Libya?", {"Jacob Zuma", "David Cameron"}),
        ("how many people were killed in Libya, according to Jibril?", {"Mahmoud Jibril"}),
        ("what did Zuma say?", {"Jacob Zuma"}),
    ],
)
def test_who_is_asked_for_is_who_is_cited(seeds: Record, question: str, names: set[str]) -> None:
    answer = seeds.ask(question, everything=True)
    assert speakers(answer) == names
    assert {group.label for group in answer.groups} == names
    assert answer.found.speakers == len(names)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what did Guterres say about Libya?", "Found nothing by Guterres (12 articles searched)."),
        (
            "what did Cameron say about Somalia?",
            "Found nothing by Cameron on this (12 articles searched). Cameron is quoted on other subjects.",
        ),
        ("what did Japan say about Libya?", "Found nothing by Japan (12 articles searched)."),
    ],
)
def test_who_said_nothing_on_it_is_not_given_the_words_of_others(seeds: Record, question: str, told: str) -> None:
    answer = seeds.ask(question)
    assert answer.abstained
    assert answer.reason
    assert answer.reason.code == "nothing_on_record"
    assert answer.reason.text.startswith(told)
    assert answer.reason.nearest


def test_words_about_a_person_are_not_theirs(opened: Opened) -> None:
    about = "Guterres was blamed for the war in Libya by many of the envoys who met in the old town."
    record = opened([{"title": "Talks", "text": about}])
    assert record.ask("what did Guterres say about Libya?").abstained
    assert not record.ask("what was said on Libya?").abstained


def test_what_a_library_does_not_know_as_a_speaker_is_a_subject(seeds: Record) -> None:
    assert not seeds.ask("the spread of arms on Libya").abstained


def test_a_speaker_filter_narrows_the_sentences_and_not_only_the_articles(opened: Opened) -> None:
    text = (
        '"Libya is free," Ada Berg told reporters. "Libya is lost," Omar Said said. '
        "Snow fell on Libya for the first time in years."
    )
    record = opened([{"title": "Talks", "text": text, "published": "2020"}])
    for name in ("Berg", "Ada Berg"):
        cited = record.ask("what was said on Libya?", filters=Filters(speaker=(name,))).citations
        assert [one.cited_text for one in cited] == ['"Libya is free," Ada Berg told reporters.']


def test_a_citation_of_news_tells_who_said_it_and_how(opened: Opened) -> None:
    text = '"We will leave Libya in May," Ada Berg told reporters. The road to Tripoli in Libya was closed by sand.'
    answer = opened([{"title": "Sand", "text": text, "source": "Wire", "published": "2020-05-03"}]).ask(
        "what was said on Libya?"
    )
    quoted, told = answer.citations
    assert quoted.speaker
    assert (quoted.speaker.name, quoted.attribution) == ("Ada Berg", "direct")
    assert text[quoted.speaker.start : quoted.speaker.end] == "Ada Berg"
    assert 0 < (quoted.attribution_confidence or 0) <= 1
    assert (told.speaker, told.attribution, told.attribution_confidence) == (None, "outlet", None)
    assert answer.answer.startswith("Ada Berg, Wire, 3 May 2020: ")
    assert "Sand (Wire, 3 May 2020): The road" in answer.answer


SECOND_HAND = (
    "Foreign Minister Omar Haddad said that Ada Berg had assured him that the harbour of Izmir would stay open."
)


def test_what_somebody_said_by_anothers_account_is_shown_as_the_others_and_only_where_there_is_nothing_else(
    opened: Opened,
) -> None:
    told = {"id": "told", "title": "Talks", "text": SECOND_HAND}
    record = opened([told])
    answer = record.ask("what did Ada Berg say about Izmir?")
    assert [(one.cited_text, one.speaker and one.speaker.name) for one in answer.citations] == [
        (SECOND_HAND, "Omar Haddad")
    ]
    assert record.ask("what was said on Izmir?", filters=Filters(speaker=("Ada Berg",))).abstained
    assert speakers(record.ask("compare what Ada Berg and Omar Haddad said about Izmir")) == {"Omar Haddad"}
    said = [(one.speaker and one.speaker.name, one.content[0].text) for one in record.statements().statements]
    assert said[1] == ("Ada Berg", "that the harbour of Izmir would stay open")
    own = {"id": "own", "title": "Harbour", "text": "Ada Berg said that Izmir was a quiet harbour these days."}
    assert speakers(opened([told, own]).ask("what did Ada Berg say about Izmir?")) == {"Ada Berg"}
