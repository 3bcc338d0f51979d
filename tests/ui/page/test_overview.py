from itertools import combinations

import pytest

from rag import Citation, Record
from ui.page.overview import OverviewQuery, render_overview
from ui.page.timeline_plot import WIDTH, Plot


@pytest.fixture
def libya(seeds: Record) -> tuple[Citation, ...]:
    return seeds.ask("Libya", everything=True).citations


def test_every_article_has_one_mark_in_each_lane_and_no_two_overlap(libya: tuple[Citation, ...]) -> None:
    for by in ("speaker", "country"):
        plot = Plot.from_citations(libya, by)
        assert plot
        drawn = sorted(one.number for mark in plot.marks for one in mark.citations)
        assert drawn == sorted(one.number for one in libya if one.published)
        assert all(0 < mark.x < WIDTH and 0 < mark.y < plot.height for mark in plot.marks)
        assert all(len({one.article_id for one in mark.citations}) == 1 for mark in plot.marks)
        for one, other in combinations(plot.marks, 2):
            assert one.x != other.x or abs(one.y - other.y) >= one.radius + other.radius


def test_a_speaker_who_spoke_in_one_month_has_marks_there_alone(libya: tuple[Citation, ...]) -> None:
    many = [libya[0].model_copy(update={"number": number, "article_id": f"a{number % 5}"}) for number in range(1000)]
    plot = Plot.from_citations([*many, libya[-1].model_copy(update={"number": 1000, "published": "2025"})], "speaker")
    assert plot
    first = [mark for mark in plot.marks if mark.citations[0].number != 1000]
    assert (len(first), len({mark.x for mark in first})) == (5, 1)
    assert max(mark.y + mark.radius for mark in plot.marks) < plot.height


def test_later_is_further_right_and_a_lane_is_one_speaker(libya: tuple[Citation, ...]) -> None:
    plot = Plot.from_citations(libya, "speaker")
    assert plot
    baselines = [0.0, *(y for _, y in plot.lanes)]
    for mark in plot.marks:
        lane = next(row for row, y in enumerate(baselines[1:]) if mark.y <= y)
        speaker = mark.citations[0].speaker
        assert plot.lanes[lane][0] in {speaker.name if speaker else "no speaker", "others"}
    places = {mark.citations[0].published: mark.x for mark in plot.marks}
    assert [places[day] for day in sorted(filter(None, places))] == sorted(places.values())


def test_the_axis_has_the_year_of_every_mark_between_its_ends(libya: tuple[Citation, ...]) -> None:
    plot = Plot.from_citations(libya, "speaker")
    assert plot
    (first, left), (last, right) = plot.years[0], plot.years[-1]
    assert first <= min(int(str(one.published)[:4]) for one in libya)
    assert left <= min(mark.x for mark in plot.marks)
    assert right <= WIDTH
    assert last > first


def test_one_date_is_no_drawing(libya: tuple[Citation, ...]) -> None:
    assert Plot.from_citations(libya[:1], "speaker") is None


def test_a_look_says_how_many_articles_were_searched(seeds: Record) -> None:
    query = OverviewQuery(look="Libya", since="2012", until="2014")
    found = seeds.ask(query.question, everything=True, filters=query.to_filters())
    html = render_overview(query, found, seeds.count_searched(found.filters))
    within = [one for one in seeds.heads(limit=100)[0] if "2012" <= str(one.published) < "2015"]
    counted = f"{found.found.articles} of {len(within)} articles, {found.found.speakers} speakers"
    assert f'<p class="counted">{counted}</p>' in html


def test_a_name_is_text_wherever_it_stands() -> None:
    query = OverviewQuery(look='Libya"><script>alert(1)</script>', one='"><b>', other="<i>")
    assert "<script>" not in render_overview(query)
    assert "<b>" not in render_overview(query)
