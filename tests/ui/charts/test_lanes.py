from itertools import combinations

import pytest

from rag import Citation, Record
from ui.charts.lanes import Lanes, to_milliseconds


@pytest.fixture
def libya(seeds: Record) -> tuple[Citation, ...]:
    return seeds.ask("Libya", everything=True).citations


def test_every_article_has_one_mark_in_each_lane_and_no_two_of_one_date_overlap(libya: tuple[Citation, ...]) -> None:
    for by in ("speaker", "country"):
        lanes = Lanes.from_citations(libya, by)
        assert lanes
        drawn = sorted(one.number for mark in lanes.marks for one in mark.citations)
        assert drawn == sorted(one.number for one in libya if one.published)
        assert all(0 < mark.y < lanes.height for mark in lanes.marks)
        assert all(len({one.article_id for one in mark.citations}) == 1 for mark in lanes.marks)
        for one, other in combinations(lanes.marks, 2):
            assert one.when != other.when or abs(one.y - other.y) >= one.radius + other.radius


def test_a_speaker_who_spoke_in_one_month_has_marks_there_alone(libya: tuple[Citation, ...]) -> None:
    many = [libya[0].model_copy(update={"number": number, "article_id": f"a{number % 5}"}) for number in range(1000)]
    last = libya[-1].model_copy(update={"number": 1000, "published": "2025"})
    lanes = Lanes.from_citations([*many, last], "speaker")
    assert lanes
    first = [mark for mark in lanes.marks if mark.citations[0].number != 1000]
    assert (len(first), len({mark.when for mark in first})) == (5, 1)
    assert max(mark.y + mark.radius for mark in lanes.marks) <= lanes.height


def test_later_is_further_right_and_a_lane_is_one_speaker(libya: tuple[Citation, ...]) -> None:
    lanes = Lanes.from_citations(libya, "speaker")
    assert lanes
    baselines = [y for _, y in lanes.baselines]
    for mark in lanes.marks:
        lane = next(row for row, y in enumerate(baselines) if mark.y <= y)
        speaker = mark.citations[0].speaker
        assert lanes.baselines[lane][0] in {speaker.name if speaker else "no speaker", "others"}
    places = {mark.citations[0].published: mark.when for mark in lanes.marks}
    assert [places[day] for day in sorted(filter(None, places))] == sorted(places.values())


def test_the_axis_is_of_whole_years_and_holds_every_mark(libya: tuple[Citation, ...]) -> None:
    lanes = Lanes.from_citations(libya, "speaker")
    assert lanes
    assert (lanes.first.month, lanes.first.day, lanes.last.month, lanes.last.day) == (1, 1, 12, 31)
    assert lanes.first.year == min(int(str(one.published)[:4]) for one in libya)
    assert all(to_milliseconds(lanes.first) < mark.when < to_milliseconds(lanes.last) for mark in lanes.marks)


def test_one_date_is_no_timeline(libya: tuple[Citation, ...]) -> None:
    assert Lanes.from_citations(libya[:1], "speaker") is None


def test_the_first_and_the_last_year_of_the_calendar_are_placed(libya: tuple[Citation, ...]) -> None:
    ends = [libya[0].model_copy(update={"published": day, "article_id": day}) for day in ("0001", "9999-12-31")]
    lanes = Lanes.from_citations(ends, "country")
    assert lanes
    assert (lanes.first.year, lanes.last.year) == (1, 9999)
