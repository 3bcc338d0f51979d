from typing import get_args

import pytest
from lxml import etree

from rag import Citation, Record
from ui.charts.chart import ChartName, build_chart
from ui.charts.inline_svg import inline_svg
from ui.charts.vega import draw_image, draw_svg

NAMES: tuple[ChartName, ...] = get_args(ChartName)
HOSTILE = "</text></svg><script>alert(1)</script>\"' onload=x\u202e\x00{{datum}}"


@pytest.fixture
def libya(seeds: Record) -> tuple[Citation, ...]:
    return seeds.ask("Libya", everything=True).citations


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg.encode()).iter("{*}text")]


def test_a_timeline_has_a_link_for_each_mark_years_on_its_axis_and_names_beside_its_lanes(
    libya: tuple[Citation, ...],
) -> None:
    chart = build_chart("timeline", libya)
    assert chart
    svg = draw_svg(chart.spec)
    years = {int(text) for text in texts(svg) if text.isdigit()}
    assert len(years) >= 3
    assert min(years) == min(int(str(one.published)[:4]) for one in libya)
    assert "Published" in texts(svg)
    assert any("Obama" in text for text in texts(svg))
    assert svg.count("<a ") == len(chart.marks)


def test_the_bars_of_years_and_speakers_add_up_to_the_quotations(libya: tuple[Citation, ...]) -> None:
    for name in ("years", "speakers"):
        chart = build_chart(name, libya)
        assert chart
        assert sum(int(mark.label.rpartition(": ")[2].split()[0]) for mark in chart.marks) == len(libya)
        assert {"Quotations", *(mark.value for mark in chart.marks)} <= {*texts(draw_svg(chart.spec)), ""}


def test_a_year_without_a_quotation_has_a_place_on_the_axis_and_no_bar(libya: tuple[Citation, ...]) -> None:
    two = [libya[0].model_copy(update={"published": year}) for year in ("2009", "2011-03", None)]
    chart = build_chart("years", two)
    assert chart
    assert [mark.value for mark in chart.marks] == ["2009", "2011"]
    assert {"2009", "2010", "2011"} <= {*texts(draw_svg(chart.spec))}
    assert "1 quotation without a date left out" in chart.caption


def test_within_a_year_the_axis_has_months(libya: tuple[Citation, ...]) -> None:
    days = ("2014-02-03", "2014-09-27")
    chart = build_chart("timeline", [libya[0].model_copy(update={"published": day, "article_id": day}) for day in days])
    assert chart
    assert {"Jan 2014", "Sep 2014"} <= {*texts(draw_svg(chart.spec))}


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_a_picture_too_and_what_would_show_nothing_is_none(
    libya: tuple[Citation, ...], name: ChartName
) -> None:
    chart = build_chart(name, libya)
    assert chart
    assert draw_image(chart.spec, "png").startswith(b"\x89PNG")
    assert draw_image(chart.spec, "svg").startswith(b"<svg")
    assert build_chart(name, ()) is None


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_text_in_a_drawing_and_in_the_page(libya: tuple[Citation, ...], name: ChartName) -> None:
    speaker = libya[0].speaker
    assert speaker
    update = {
        "speaker": speaker.model_copy(update={"name": HOSTILE, "country": HOSTILE}),
        "display_text": HOSTILE,
        "article_title": HOSTILE,
    }
    cited = [one.model_copy(update=update) for one in libya]
    for by in ("speaker", "country"):
        chart = build_chart(name, cited, by)
        assert chart
        svg = draw_svg(chart.spec)
        assert "script" not in {etree.QName(element).localname for element in etree.fromstring(svg.encode()).iter()}
        html = inline_svg(svg, chart.title, [("#article=x&start=1", mark.label) for mark in chart.marks])
        assert "<script" not in html + svg
        assert "\u202e" not in html + svg
        tree = etree.HTML(html)
        assert {element.tag for element in tree.iter()} <= {
            "html",
            "body",
            "svg",
            "g",
            "a",
            "path",
            "line",
            "rect",
            "text",
            "title",
        }
        assert not [key for element in tree.iter() for key in element.attrib if key.startswith("on")]
        assert html.count('href="#article=x&amp;start=1"') == len(chart.marks)


def test_the_tab_key_reaches_the_first_mark_of_articles_and_every_other_link() -> None:
    links = '<a xlink:href="#0"><path d="M0"/></a><a xlink:href="#1"/>'
    drawn = f'<svg xmlns:xlink="http://www.w3.org/1999/xlink">{links}</svg>'
    assert inline_svg(drawn, "t", [("#a", "A"), ("#b", "B")]).count("tabindex") == 1
    assert inline_svg(drawn, "t", [("./?q=a", "A"), ("./?q=b", "B")]).count("tabindex") == 0
    assert "href" not in inline_svg(drawn, "t", [("", "A"), ("", "B")])
