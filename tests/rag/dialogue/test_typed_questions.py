"""Questions as people type them, over a small library: whose words come back, and what is counted."""

from collections.abc import Callable
from typing import Any

import pytest
from speeches import describe_speeches

from rag import Answer, Record
from rag.query.follow_ups import Exchange

SPEECHES = [
    (
        "Ada Berg",
        "Norway",
        "2011-09",
        "We opened the strait to every ship. Egypt has our thanks for the pilots it sent.",
    ),
    ("Ada Berg", "Norway", "2013-09", "The herring of the north is ours to fish. The strait stays open."),
    ("Omar Said", "Egypt", "2012-09", "Piracy near the strait has cost us ten ships. We thank Norway and Kenya."),
    ("Grace Otieno", "Kenya", "2012-09", "Kenya sent two frigates to the strait. Sudan has closed its ports to us."),
    ("Ana Ruiz", "Chile", "2013-09", "Chile fishes for herring no more. The strait is far from Chile."),
    (
        "Igor Chuzhenko",
        "Belarus",
        "2013-09",
        "Belarus has no coast. The strait is of no use to it, and herring is dear.",
    ),
]


@pytest.fixture
def record(opened: Callable[[list[dict[str, Any]]], Record]) -> Record:
    return opened(describe_speeches(SPEECHES))


def speakers(answer: Answer) -> set[str]:
    return {citation.speaker.name for citation in answer.citations if citation.speaker}


@pytest.mark.parametrize(
    "question",
    [
        "need something from berg re the herring, for print",
        "got anything from the norwegian president on herring",
        "i'm after quotes by Berg on herring",
        "herring - berg, 2013",
        "do you have anything by Berg on herring?",
        "have you got something by Ada Berg about the herring",
    ],
)
def test_the_speakers_own_words_come_back(record: Record, question: str) -> None:
    assert speakers(record.ask(question)) == {"Ada Berg"}


@pytest.mark.parametrize(
    "question",
    [
        "what was said on the strait by Berg and by Otieno",
        "what did both Berg and Otieno say about the strait?",
        "what did Berg and Otieno say about the strait?",
    ],
)
def test_two_speakers_are_both_asked_for(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert speakers(answer) == {"Ada Berg", "Grace Otieno"}
    assert not any("themselves" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("in which years did Berg speak?", "2 years: 2011, 2013"),
        ("which years did Ada Berg speak about herring?", "1 year: 2013"),
        ("in which years was the strait mentioned?", "3 years: 2011, 2012, 2013"),
        ("any idea how often berg mentions the strait", "2 times"),
        ("did Berg mention the strait more often than Said?", "Berg: 2 times; Said: 1 time"),
        ("who mentioned the strait more, Said or Berg?", "Berg: 2 times; Said: 1 time"),
        ("who spoke more about the strait: Said or Berg?", "Berg: 2 times; Said: 1 time"),
        ("does anyone mention both Norway and Kenya?", "Yes: "),
        ("who talks most often about the strait", "Ada Berg: 2 times"),
        ("how many times does herring come up", "3 times"),
        ("top speakers on the strait", "Ada Berg: 2 times"),
    ],
)
def test_what_can_be_counted_is_counted(record: Record, question: str, number: str) -> None:
    answer = record.ask(question)
    assert answer.direct is not None
    assert answer.direct.text.startswith(number)


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("what was said on the strait by non-Africans", {"Omar Said", "Grace Otieno"}),
        ("what did non-African leaders say on the strait?", {"Omar Said", "Grace Otieno"}),
        ("which non-African leaders mentioned the strait?", {"Omar Said", "Grace Otieno"}),
        ("which leaders outside Africa mentioned the strait?", {"Omar Said", "Grace Otieno"}),
        ("who outside of Europe mentioned herring?", {"Ada Berg", "Igor Chuzhenko"}),
    ],
)
def test_those_outside_a_group_are_meant(record: Record, question: str, silent: set[str]) -> None:
    answer = record.ask(question)
    assert answer.citations
    assert not speakers(answer) & silent


def test_a_place_outside_of_which_it_is_leaves_out_sentences_that_name_it(record: Record) -> None:
    answer = record.ask("what was said on Kenya outside of Norway")
    assert answer.citations
    assert not any("Norway" in citation.cited_text for citation in answer.citations)


def test_leaders_who_spoke_somewhere_and_did_not_mention_it_are_computed(record: Record) -> None:
    answer = record.ask("which leaders speaking in 2013 did not mention herring")
    assert answer.direct is not None
    assert answer.direct.text.startswith("0 of 3 speakers")


def test_a_name_is_read_with_a_further_surname_and_in_another_transcription(record: Record) -> None:
    assert speakers(record.ask("what did Ana Ruiz de Mora say about herring?")) == {"Ana Ruiz"}
    assert speakers(record.ask("what did Tschuschenko say about herring?")) == {"Igor Chuzhenko"}


def test_the_oldest_of_an_answer_is_one_of_it(record: Record) -> None:
    first = record.ask("what was said on the strait?")
    asked = Exchange("what was said on the strait?", first.answer, first.id)
    answer = record.ask("which of these is the oldest?", history=[asked])
    assert [citation.published for citation in answer.citations] == ["2011-09"]


@pytest.mark.parametrize(
    "question",
    [
        "anything on the strait that isn't about herring, all of it",
        "quotes on the strait that are not about ships or Chile",
        "what did leaders other than Berg say about the strait?",
        "what did everyone except Berg say about the strait?",
    ],
)
def test_what_is_left_out_in_a_clause_is_left_out(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert answer.citations
    assert any(note.startswith("Left out") for note in answer.notes)


def test_the_subject_may_say_by_what_means(record: Record) -> None:
    answer = record.ask("what did Berg say about opening the strait by force?")
    assert answer.reason is None or "force" not in answer.reason.text.partition("(")[0]


def test_two_are_asked_on_the_same(record: Record) -> None:
    answer = record.ask("quotes by Berg on herring, and by Ruiz on the same")
    assert speakers(answer) == {"Ada Berg", "Ana Ruiz"}


def test_an_office_of_a_country_that_nobody_holds_gets_no_words_of_others(record: Record) -> None:
    answer = record.ask("is there any mention of the strait by the Kenyan prime minister?")
    assert answer.abstained
    assert answer.reason is not None
    assert "Kenyan prime minister" in answer.reason.text


def test_a_claim_is_traced_to_whoever_made_it_and_goes_on_from_there(record: Record) -> None:
    question = "who said that Egypt opened the strait to every ship?"
    first = record.ask(question)
    assert first.direct is not None
    assert first.direct.text.startswith("Ada Berg")
    asked = Exchange(question, first.answer, first.id)
    second = record.ask("when was that?", history=[asked])
    assert second.direct is not None
    assert "2011" in second.direct.text


def test_a_claim_that_nobody_made_in_such_words_is_searched(record: Record) -> None:
    assert record.ask("who said that the ports of the south will close for good?").intent == "who"


def test_what_is_said_late_in_a_sentence_is_counted(opened: Callable[[list[dict[str, Any]]], Record]) -> None:
    text = (
        "Still, in spite of that disparity in ships and men, Berg said, “Norway holds its line and will not surrender.”"
    )
    article = {"id": "1", "title": "A visit", "text": f"{text} The visit ended late.", "published": "2022-12-21"}
    answer = opened([{**article, "kind": "news", "source": "news.example"}]).ask("did Berg mention surrender?")
    assert answer.direct is None or answer.direct.kind != "no"


def test_a_first_letter_may_be_wrong_beside_a_name_that_is_right(record: Record) -> None:
    assert speakers(record.ask("what did Omar Zaid say about piracy?")) == {"Omar Said"}


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("what did Berg say pre-2012 on the strait", {"2011-09"}),
        ("what did Berg say on the strait prior to 2012", {"2011-09"}),
        ("what did Berg say on the strait post 2012", {"2013-09"}),
        ("what was said on the strait between aug and dec 2012", {"2012-09"}),
        ("what was said on the strait from August to October 2011", {"2011-09"}),
        ("latest from Berg on the strait, one only", {"2013-09"}),
        ("what's the oldest thing you have on the strait", {"2011-09"}),
    ],
)
def test_times_are_read_as_they_are_typed(record: Record, question: str, dates: set[str]) -> None:
    assert {citation.published for citation in record.ask(question).citations} == dates


@pytest.mark.parametrize(
    "question", ["one line from Berg on herring please", "give me the exact words of Berg on herring"]
)
def test_a_line_or_the_exact_words_are_quotations(record: Record, question: str) -> None:
    assert speakers(record.ask(question)) == {"Ada Berg"}


@pytest.mark.parametrize("question", ["is it true that Berg mentioned herring?", "is it so that Berg raised herring?"])
def test_whether_it_is_true_is_whether_they_did(record: Record, question: str) -> None:
    answer = record.ask(question)
    assert answer.direct is not None
    assert answer.direct.kind == "yes"
