from collections.abc import Callable
from datetime import date

import pytest

from rag import Record
from rag.query.time_expressions import parse_time_range

Opened = Callable[[list[dict[str, object]]], Record]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what was said today?", ("2025-06-04", "2025-06-04")),
        ("what was said yesterday?", ("2025-06-03", "2025-06-03")),
        ("who won this week?", ("2025-05-29", "2025-06-04")),
        ("who won last week?", ("2025-05-26", "2025-06-01")),
        ("who spoke last month?", ("2025-05-01", "2025-05-31")),
        ("who spoke this year?", ("2025-01-01", "2025-06-04")),
        ("who spoke on Libya?", None),
        ("what was said on Libya in May 2025?", ("2025-05", "2025-05")),
        ("what was said on Libya in Sept. 2011?", ("2011-09", "2011-09")),
        ("what was said since 2014?", ("2014", None)),
        ("what was said before 27 September 2014?", (None, "2014-09-26")),
        ("what was said after March 2020?", ("2020-04-01", None)),
        ("what was said until 2014-09?", (None, "2014-09")),
        ("what was said on September 27th, 2014?", ("2014-09-27", "2014-09-27")),
        ("what was said between 2011 and 2013 on Mali?", ("2011", "2013")),
        ("what was said from May 2011 to June 2012?", ("2011-05", "2012-06")),
        ("what was said in late 2014?", ("2014", "2014")),
        ("statements from sept 2012 about mali", ("2012-09", "2012-09")),
        ("statements from Sept 2012 about Mali", ("2012-09", "2012-09")),
        ("what was said from 2012 on Mali?", ("2012", "2012")),
        ("what was said on Mali from 2012 on?", ("2012", None)),
        ("Libya in the first half of 2011", ("2011-01", "2011-06")),
        ("what was said over the second quarter of 2012?", ("2012-04", "2012-06")),
        ("what was said in the last quarter of 2012?", ("2012-10", "2012-12")),
        ("who will run in 2028?", None),
        ("what of the 2014 Olympics?", None),
        ("what was said on 31 June 2014?", None),
        ("what was said in 2,000 villages?", None),
    ],
)
def test_time_words_name_days_for_who_asks_on_a_day(question: str, expected: tuple[str, str] | None) -> None:
    found = parse_time_range(question, date(2025, 6, 4))
    assert (found and (found.since, found.until)) == expected


def test_relative_time_words_name_nothing_where_the_day_of_asking_is_not_known() -> None:
    assert parse_time_range("what was said last week?", None) is None


def test_a_question_is_read_without_its_time_words() -> None:
    found = parse_time_range("what was said on Libya in May 2025?", None)
    assert found
    assert found.rest == "what was said on Libya?"


def test_an_absolute_time_becomes_a_filter_that_the_answer_shows(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya in 2014?")
    assert (answer.filters.since, answer.filters.until) == ("2014", "2014")
    assert {citation.published for citation in answer.citations} == {"2014-09"}
    since = seeds.ask("what was said on Libya since 2013?", everything=True)
    assert {(citation.published or "")[:4] for citation in since.citations} == {"2013", "2014", "2025"}


def test_a_range_becomes_a_filter_that_the_answer_shows(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya last year?", asked="2012-03-01")
    assert (answer.filters.since, answer.filters.until) == ("2011-01-01", "2011-12-31")
    assert {citation.published for citation in answer.citations} == {"2011-09"}
    plain = seeds.ask("what was said on Libya?", filters=answer.filters)
    assert answer.found == plain.found


def test_a_range_that_empties_the_answer_is_dropped_and_the_answer_says_so(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya last week?", asked="2020-01-15")
    assert answer.filters.active_names == ()
    assert answer.answer.startswith("Nothing found from 6 January 2020 to 12 January 2020")
    assert all(answer.answer[s.start : s.end] == s.text for s in answer.sentences)


def test_a_search_drops_a_range_that_leaves_nothing(seeds: Record) -> None:
    assert len(seeds.search("Libya last week", asked="2020-01-15").hits) == 10


def test_on_a_day_of_asking_news_of_the_days_before_come_first_and_later_ones_last(opened: Opened) -> None:
    days = ["2024-05-01", "2025-06-02", "2026-01-01"]
    text = "The council voted on the budget of the port."
    record = opened([{"id": day, "title": "Vote", "text": text, "published": day} for day in days])
    found = record.search("who voted on the budget?", asked="2025-06-04").hits
    assert [hit.published for hit in found] == ["2025-06-02", "2024-05-01", "2026-01-01"]
