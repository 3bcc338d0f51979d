import pytest

from rag import Record
from rag.times import relative_range


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
    ],
)
def test_relative_time_words_name_days_for_who_asks_on_a_day(question: str, expected: tuple[str, str] | None) -> None:
    assert relative_range(question, "2025-06-04") == expected


def test_a_range_becomes_a_filter_that_the_answer_shows(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya last year?", asked="2012-03-01")
    assert (answer.filters.since, answer.filters.until) == ("2011-01-01", "2011-12-31")
    assert {citation.published for citation in answer.citations} == {"2011-09"}
    plain = seeds.ask("what was said on Libya?", filters=answer.filters)
    assert answer.found == plain.found


def test_a_range_that_empties_the_answer_is_dropped_and_the_answer_says_so(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya last week?", asked="2020-01-15")
    assert answer.filters.active == ()
    assert answer.answer.startswith("Nothing on record from 6 January 2020 to 12 January 2020")
    assert all(answer.answer[s.start : s.end] == s.text for s in answer.sentences)
