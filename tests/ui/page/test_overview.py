from itertools import combinations

import pytest

from rag import Citation, Record
from ui.page.overview import OverviewQuery, render_overview
from ui.page.timeline_plot import DOT, WIDTH, Plot


@pytest.fixture
def libya(seeds: Record) -> tuple[Citation, ...]:
    return seeds.ask("Libya", everything=True).citations


def test_every_dated_quotation_has_a_dot_of_its_own_inside_the_drawing(libya: tuple[Citation, ...]) -> None:
    for by in ("speaker", "country"):
        plot = Plot.from_citations(libya, by)
        assert plot
        assert sorted(dot.citation.number for dot in plot.dots) == sorted(one.number for one in libya if one.published)
        assert all(0 < dot.x < WIDTH and 0 < dot.y < plot.height for dot in plot.dots)
        assert all((one.x, one.y) != (other.x, other.y) for one, other in combinations(plot.dots, 2))


def test_a_thousand_of_one_day_stay_inside_the_drawing(libya: tuple[Citation, ...]) -> None:
    many = [libya[0].model_copy(update={"number": number}) for number in range(1000)]
    plot = Plot.from_citations([*many, libya[-1].model_copy(update={"number": 1000, "published": "2015"})], "speaker")
    assert plot
    assert max(dot.x for dot in plot.dots) < WIDTH


def test_later_is_further_right_and_a_lane_is_one_speaker(libya: tuple[Citation, ...]) -> None:
    plot = Plot.from_citations(libya, "speaker")
    assert plot
    lanes = dict(plot.lanes)
    for dot in plot.dots:
        name = dot.citation.speaker.name if dot.citation.speaker else ""
        assert abs(dot.y - lanes.get(name, lanes.get("others", 0))) <= DOT
    firsts = {dot.citation.published: dot.x for dot in reversed(plot.dots)}
    assert [firsts[day] for day in sorted(filter(None, firsts))] == sorted(firsts.values())


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
