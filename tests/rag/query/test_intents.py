"""A question tells what kind of answer it wants, and beneath it is a plain question that finds what that is made of."""

from itertools import pairwise

import pytest

from rag import Record
from rag.query.intents import parse_intent


@pytest.mark.parametrize(
    ("question", "intent", "plain"),
    [
        ("what was said on Libya?", "statements", "what was said on Libya?"),
        ("who spoke about Libya?", "who", "who spoke about Libya?"),
        ("which countries mentioned Libya?", "who", "which countries mentioned Libya?"),
        ("how many speakers mentioned Libya?", "count", "how many speakers mentioned Libya?"),
        ("when did Türkiye join the EU?", "when", "when did Türkiye join the EU?"),
        ("did Merkel comment on Greece?", "yes_no", "did Merkel comment on Greece?"),
        ("who won the elections?", "fact", "who won the elections?"),
        ("how has Turkey's position on Syria changed since 2011?", "timeline", "Turkey's position on Syria since 2011"),
        ("timeline of Russia on Ukraine", "timeline", "Russia on Ukraine"),
        ("what was said on Libya over the years?", "timeline", "what was said on Libya?"),
        ("what is the latest on Libya?", "latest", "what was said on Libya?"),
        ("what did Lavrov last say about Syria?", "latest", "what did Lavrov say about Syria?"),
        ("compare Russia and Ukraine on Crimea", "comparison", "what was said on Crimea?"),
        ("who last said that the war was over?", "fact", "who last said that the war was over?"),
    ],
)
def test_a_question_wants_a_kind_of_answer(question: str, intent: str, plain: str) -> None:
    reading = parse_intent(question)
    assert (reading.intent, reading.plain) == (intent, plain)


@pytest.mark.parametrize(
    "question",
    [
        "compare what Russia and the United States said on Syria",
        "how do Russia and the United States differ on Syria?",
        "what is the difference between Russia's and the United States' positions on Syria?",
        "Russia vs the United States on Syria",
    ],
)
def test_a_comparison_has_two_sides(question: str) -> None:
    assert parse_intent(question).sides == ("Russia", "the United States")


def test_a_timeline_goes_year_by_year_and_shows_the_years_in_which_nothing_was_said(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya over the years?")
    assert answer.intent == "timeline"
    years = [group.label for group in answer.groups]
    assert years == [str(year) for year in range(2011, 2026)]
    assert dict.fromkeys(c.published[:4] for c in answer.citations if c.published) == dict.fromkeys(
        group.label for group in answer.groups if group.citations
    )
    assert not next(group for group in answer.groups if group.label == "2019").citations
    assert all((one.published or "") <= (two.published or "") for one, two in pairwise(answer.citations))


def test_a_comparison_shows_both_sides_and_says_so_where_one_said_nothing(seeds: Record) -> None:
    both = seeds.ask("compare Russia and the United States on Libya")
    assert [group.label for group in both.groups] == ["Russia", "the United States"]
    assert {c.speaker.country for c in both.citations if c.speaker} == {"Russia", "United States"}
    one = seeds.ask("compare Russia and Japan on Libya")
    assert "Found nothing by Japan on this." in one.answer
    assert [bool(group.citations) for group in one.groups] == [True, False]


def test_who_spoke_is_answered_by_one_sentence_of_each(seeds: Record) -> None:
    answer = seeds.ask("who spoke about Libya?")
    names = [citation.speaker.name for citation in answer.citations if citation.speaker]
    assert len(names) == len(set(names)) == len(answer.citations) >= 5


def test_who_else_leaves_out_those_who_are_named(seeds: Record) -> None:
    answer = seeds.ask("who else spoke about Libya, apart from Zuma and Cameron?")
    names = {citation.speaker.name for citation in answer.citations if citation.speaker}
    assert names.isdisjoint({"Jacob Zuma", "David Cameron"})
    assert "Mahmoud Jibril" in names


def test_the_latest_is_of_its_day_and_says_which(seeds: Record) -> None:
    answer = seeds.ask("what is the latest on Libya?", asked="2030-01-01")
    assert {citation.published for citation in answer.citations} == {"2025"}
    assert answer.answer.startswith("The latest statement is from 2025.")


def test_a_wrong_premise_is_not_affirmed(seeds: Record) -> None:
    answer = seeds.ask("when did Türkiye join the EU?")
    assert "neither is a member of the European Union" in answer.citations[0].cited_text
