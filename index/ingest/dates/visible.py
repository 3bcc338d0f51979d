"""Visible dates of pages: after a label such as "Published", beside the headline, above the text, or anywhere."""

import re
from collections.abc import Iterable, Iterator

from htmldate import find_date
from lxml.html import HtmlElement

from index.ingest.dates.markers import load_date_markers
from index.ingest.dates.parse import find_first_date

_ELEMENTS = ("p", "span", "div", "li", "td", "time", "small", "h2", "h3", "h4")
_MAX_CHARACTERS = 120  # of an element that shows a date
_MAX_BESIDE = 25  # characters beside a date: the day of the week, a place, a time
_LONGEST_DATE = "30 September 2025"
_MIN_LIST = 5  # different dates in elements of one kind that make a list


def find_visible_date(tree: HtmlElement, url: str | None, language: str | None, above: str | None) -> str | None:
    """Return the date that a page shows, as ISO 8601; None if it shows none; `above` is the one above its text."""
    drop_elements(tree.iter("script", "style"))
    markers = load_date_markers()
    short = [(element, text) for element in tree.iter(*_ELEMENTS) if (text := _read_short(element))]
    labelled = next((day for _, text in short if (day := _read_labelled(text, language))), None)
    drop_elements(
        element for element, text in short if markers.changed.search(text) and not markers.published.search(text)
    )
    if date := labelled or next(_find_beside_headline(tree, language), None) or above:
        return date
    date = find_date(tree, original_date=True, extensive_search=False, url=url)
    if date is None or date.endswith("-01-01"):  # htmldate's notation of a year without a day
        return None
    return None if _is_in_list(date, tree, language) else date


def drop_elements(elements: Iterable[HtmlElement]) -> None:
    """Remove elements from their tree."""
    for element in [*elements]:
        if element.getparent() is not None:
            element.drop_tree()


def _read_short(element: HtmlElement) -> str | None:
    text = " ".join(element.text_content().split())
    return text if len(text) < _MAX_CHARACTERS and re.search(r"\d", text) else None


def _read_labelled(text: str, language: str | None) -> str | None:
    label = load_date_markers().published.match(text)
    return find_first_date(text[label.end() :][:_MAX_BESIDE], language) if label else None


def _find_beside_headline(tree: HtmlElement, language: str | None) -> Iterator[str]:
    title = " ".join((tree.findtext(".//title") or "").split())
    for headline in tree.iter("h1"):
        words = " ".join(headline.text_content().split())
        if words and words in title:
            for near in ("following::*[position() <= 9]", "preceding::*[position() <= 5]"):
                yield from (day for element in headline.xpath(near) if (day := _read_alone(element, language)))


def _read_alone(element: HtmlElement, language: str | None) -> str | None:
    """Return the day that an element shows with hardly anything else."""
    text = _read_short(element) if element.tag in _ELEMENTS else None
    day = find_first_date(text, language) if text else None
    return day if text and len(text) <= _MAX_BESIDE + len(_LONGEST_DATE) else None


def _is_in_list(day: str, tree: HtmlElement, language: str | None) -> bool:
    """Return whether a day is one of several that the page shows in elements of the same tag and class."""
    days: dict[tuple[str, str | None], set[str]] = {}
    for element in tree.iter(*_ELEMENTS):
        if (text := _read_short(element)) and (other := find_first_date(text, language)):
            days.setdefault((element.tag, element.get("class")), set()).add(other)
    return any(day in others and len(others) >= _MIN_LIST for others in days.values())
