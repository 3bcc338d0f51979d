"""Charts of citations: a timeline, counts by year, counts by speaker; each a Vega-Lite specification with its marks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from index import format_count
from rag import Citation, format_date
from ui.charts.lanes import NO_SPEAKER, Lanes, country_of, period_of, speaker_of, to_milliseconds
from ui.escaping import escape_unprintable

ChartName = Literal["timeline", "years", "speakers"]
Grouping = Literal["speaker", "country"]

LABELS: dict[ChartName, str] = {"timeline": "Timeline", "years": "By year", "speakers": "By speaker"}

_WIDTH = 680  # pixels between the axes
_NAME_WIDTH = 190  # pixels of a name; a longer one is cut with an ellipsis
_MAX_SPEAKERS = 20
_YEAR_WIDTHS = (10, 48)  # least and most pixels of a year
_MAX_NUMBERED = 26  # years that have room for their counts
_BAR = 24  # pixels of a speaker
_SHOWN = 300  # characters of a quotation in the label of its mark
_STEPS, _MAX_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000), 10  # years between ticks

_INK, _QUIET, _RULE, _ACCENT = "#22201c", "#686257", "#e2dccf", "#7b2f23"

Spec = dict[str, Any]
"""A Vega-Lite specification, or a part of one."""


@dataclass(frozen=True, slots=True)
class ChartMark:
    """What a mark shows, in words; `value` is its year or speaker, and empty for the quotations of an article."""

    label: str
    value: str = ""
    citations: Sequence[Citation] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it shows, its caption, its specification, and its marks in the order of their numbers.

    In the specification mark 3 has the address `#3`, which `inline_svg` replaces.
    """

    title: str
    caption: str
    spec: Spec
    marks: Sequence[ChartMark] = field(default=())


def build_chart(name: ChartName, citations: Sequence[Citation], by: Grouping = "speaker") -> Chart | None:
    """Return a chart of citations, a timeline with lanes by `speaker` or `country`; None if it would show nothing."""
    if name == "years":
        return _chart_years(citations)
    return _chart_speakers(citations, by) if name == "speakers" else _chart_timeline(citations, by)


def _chart_timeline(citations: Sequence[Citation], by: Grouping) -> Chart | None:
    lanes = Lanes.from_citations(citations, by)
    if lanes is None:
        return None
    marks = [ChartMark(_describe(mark.citations), citations=mark.citations) for mark in lanes.marks]
    y: Spec = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [lanes.height, 0]}}
    x: Spec = {
        "field": "when",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [to_milliseconds(lanes.first), to_milliseconds(lanes.last)]},
        "axis": {"title": "Published", "values": [*_ticks(lanes)], "format": _tick_format(lanes), "gridDash": [2, 4]},
    }
    rows = [{"name": escape_unprintable(name), "y": y_} for name, y_ in lanes.baselines]
    points = [
        {"when": mark.when, "y": mark.y, "size": (2 * mark.radius) ** 2, **_number(number, marks[number].label)}
        for number, mark in enumerate(lanes.marks)
    ]
    names: Spec = {
        "type": "text",
        "align": "right",
        "baseline": "bottom",
        "dy": -2,
        "limit": _NAME_WIDTH,
        "color": _QUIET,
    }
    circle: Spec = {"type": "circle", "opacity": 0.55, "color": _ACCENT}
    layers: list[Spec] = [
        {"data": {"values": rows}, "mark": {"type": "rule", "color": _RULE}, "encoding": {"y": y}},
        {
            "data": {"values": rows},
            "mark": names,
            "encoding": {"y": y, "x": {"value": -10}, "text": {"field": "name"}},
        },
        {
            "data": {"values": points},
            "mark": circle,
            "encoding": {"x": x, "y": y, "size": {"field": "size", "type": "quantitative", "scale": None}, **_LINKED},
        },
    ]
    title = f"Timeline by {by}: one mark per article, at its date, the larger the more quotations"
    caption = f"One mark per article, at its date; a larger one has more quotations.{_undated(citations)}"
    return Chart(title, caption, _frame(_WIDTH, lanes.height, layers), marks)


def _chart_years(citations: Sequence[Citation]) -> Chart | None:
    counts = Counter(str(period_of(citation).first.year) for citation in citations if citation.published)
    if not counts:
        return None
    numbers = [*map(int, counts)]
    years = [str(year) for year in range(min(numbers), max(numbers) + 1)]
    said = [year for year in years if counts[year]]
    marks = [ChartMark(f"{year}: {format_count(counts[year], 'quotation')}", year) for year in said]
    bars = [{"year": year, "n": counts[year], **_number(at, marks[at].label)} for at, year in enumerate(said)]
    narrow, wide = _YEAR_WIDTHS
    step = min(max(_WIDTH / len(years), narrow), wide)
    ticks = {"labelAngle": 0, "labelOverlap": True, "title": "Year of publication", "grid": False}
    x: Spec = {"field": "year", "type": "ordinal", "scale": {"domain": years}, "axis": ticks}
    y: Spec = {"field": "n", "type": "quantitative", "axis": {"title": "Quotations", "tickMinStep": 1, "tickCount": 6}}
    layers = [_bars(bars, {"x": x, "y": y})]
    if len(years) <= _MAX_NUMBERED:
        layers.append(_numbers(bars, {"x": x, "y": y}, {"dy": -7}))
    return Chart(
        "Quotations by year", f"Quotations by year.{_undated(citations)}", _frame({"step": step}, 220, layers), marks
    )


def _chart_speakers(citations: Sequence[Citation], by: Grouping) -> Chart | None:
    counts = Counter(map(country_of if by == "country" else speaker_of, citations))
    if not counts:
        return None
    most = counts.most_common(_MAX_SPEAKERS)
    names = [escape_unprintable(name) for name, _ in most]
    marks = [
        ChartMark(f"{shown}: {format_count(count, 'quotation')}", "" if name == NO_SPEAKER else name)
        for shown, (name, count) in zip(names, most, strict=True)
    ]
    bars = [{"name": names[at], "n": count, **_number(at, marks[at].label)} for at, (_, count) in enumerate(most)]
    y: Spec = {
        "field": "name", "type": "nominal", "sort": names,
        "axis": {"title": None, "labelLimit": _NAME_WIDTH, "grid": False, "ticks": False},
    }  # fmt: skip
    x: Spec = {"field": "n", "type": "quantitative", "axis": {"title": "Quotations", "tickMinStep": 1, "tickCount": 8}}
    layers = [_bars(bars, {"x": x, "y": y}), _numbers(bars, {"x": x, "y": y}, {"dx": 4, "align": "left"})]
    others = len(counts) - len(most)
    rest = f" {others:,} more with fewer." if others else ""
    caption = f"Quotations of each {by}.{rest}"
    return Chart(f"Quotations by {by}", caption, _frame(_WIDTH, {"step": _BAR}, layers), marks)


def _describe(citations: Sequence[Citation]) -> str:
    """Return who said it, when, and the beginning of the first quotation."""
    first = citations[0]
    who = first.speaker.name if first.speaker else first.article_title
    more = f", {format_count(len(citations), 'quotation')}" if len(citations) > 1 else ""
    words = first.display_text if len(first.display_text) <= _SHOWN else f"{first.display_text[:_SHOWN].rstrip()}…"
    return " ".join(escape_unprintable(f"{who}, {format_date(first.published)}{more}: {words}").split())


def _undated(citations: Sequence[Citation]) -> str:
    count = sum(not citation.published for citation in citations)
    return f" {format_count(count, 'quotation')} without a date left out." if count else ""


def _ticks(lanes: Lanes) -> list[float]:
    """Return the starts of years that are labelled; within one or two years those of every second or third month."""
    first, last = lanes.first.year, lanes.last.year
    if last - first < 2:  # noqa: PLR2004 (years)
        months = range(1, 13, 3 if last > first else 2)
        return [to_milliseconds(date(year, month, 1)) for year in range(first, last + 1) for month in months]
    step = next(step for step in _STEPS if (last - first) / step < _MAX_TICKS)
    return [to_milliseconds(date(year, 1, 1)) for year in range(first, last + 1) if (year - first) % step == 0]


def _tick_format(lanes: Lanes) -> str:
    return "%b %Y" if lanes.last.year - lanes.first.year < 2 else "%Y"  # noqa: PLR2004 (years)


def _number(number: int, label: str) -> Mapping[str, str]:
    return {"address": f"#{number}", "label": label}


_LINKED: Spec = {"href": {"field": "address"}, "description": {"field": "label"}}


def _bars(values: Sequence[Mapping[str, Any]], encoding: Spec) -> Spec:
    return {"data": {"values": values}, "mark": {"type": "bar", "color": _ACCENT}, "encoding": {**encoding, **_LINKED}}


def _numbers(values: Sequence[Mapping[str, Any]], encoding: Spec, place: Spec) -> Spec:
    text = {"field": "n", "type": "quantitative", "format": ","}
    return {
        "data": {"values": values},
        "mark": {"type": "text", "color": _INK, **place},
        "encoding": {**encoding, "text": text},
    }


def _frame(width: float | Spec, height: float | Spec, layers: Sequence[Spec]) -> Spec:
    axis = {"labelColor": _QUIET, "titleColor": _QUIET, "gridColor": _RULE, "domainColor": _RULE, "tickColor": _RULE}
    fonts = {"labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal"}
    return {
        "background": "white",
        "padding": {"left": 30, "right": 10, "top": 10, "bottom": 10},  # letters are wider on some machines
        "width": width,
        "height": height,
        "layer": [*layers],
        "config": {"font": "sans-serif", "view": {"stroke": None}, "axis": {**axis, **fonts}, "text": {"fontSize": 13}},
    }
