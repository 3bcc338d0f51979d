"""Publication dates of pages: from machine-readable metadata first, then from the visible text.

Dates of comments, reviews and the last change are ignored.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from dateutil.parser import isoparse
from lxml.html import HtmlElement

from index.ingest.dates.markers import load_date_markers
from index.ingest.dates.parse import find_first_date, parse_date
from index.ingest.dates.visible import drop_elements, find_stated_day, find_visible_date

_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|reviews?)(?:$|[\s_-])|/(?:Comment|\w*Review)$", re.IGNORECASE)
_DAY = timedelta(days=1)
_HOURS_STATED, _HOURS_ABOVE = (
    12,
    8,
)  # offset from UTC in which a stated day, or the date above the text, is the local one
_MAX_UTC_OFFSET = timedelta(hours=14)


def find_publication_date(
    tree: HtmlElement, url: str | None = None, language: str | None = None, *, above: str | None = None, title: str = ""
) -> str | None:
    """Return the publication date that a page states, as ISO 8601; None if it states none.

    `above` is the date above the text, as ISO 8601, used if the metadata has none. A time in UTC is returned in local
    time if the page also shows that instant in local time, and as the day that the title or the page states if that is
    the local day of the instant. Removes elements with other dates from the tree.
    """
    dates = [date for text in [*_read_json_ld(tree), *_read_meta(tree)] if (date := parse_date(text, language))]
    drop_elements(element for element in tree.body.iterdescendants() if _is_comment(element))
    dates += [date for text in _read_microdata(tree) if (date := parse_date(text, language))]
    if dates:
        times = [date for text in _read_times(tree) if (date := parse_date(text, language))]
        local = _localize(dates[0], [*dates, *times])
        if not local.endswith("Z"):
            return local
        return (
            _find_local_day(isoparse(local), [find_first_date(title, language), find_stated_day(tree, language)], above)
            or local
        )
    return find_visible_date(tree, url, language, above)


def _read_json_ld(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            yield from _find_published(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue


def _find_published(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _find_published(item)
    elif isinstance(node, dict):
        kinds = node.get("@type")
        if not load_date_markers().other_types & {*(kinds if isinstance(kinds, list) else [kinds])}:
            date = node.get("datePublished")
            yield from [date] if isinstance(date, str) else []
            yield from _find_published([value for name, value in node.items() if name in ("@graph", "mainEntity")])


def _read_meta(tree: HtmlElement) -> Iterator[str]:
    names = load_date_markers().meta_names
    for meta in tree.iter("meta"):
        if any((meta.get(key) or "").lower() in names for key in ("property", "name")):
            yield meta.get("content") or ""


def _read_microdata(tree: HtmlElement) -> Iterator[str]:
    for element in tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate]'):
        yield element.get("content") or element.get("datetime") or element.text_content()


def _read_times(tree: HtmlElement) -> Iterator[str]:
    return (element.get("datetime") or "" for element in tree.iter("time"))


def _localize(date: str, others: Iterable[str]) -> str:
    """Return the same instant in local time if the page shows it so, else the date itself."""
    if not date.endswith("Z"):
        return date
    instant = isoparse(date)
    for other in others:
        if "T" in other and not other.endswith("Z") and _is_same_instant(instant, isoparse(other)):
            return other
    return date


def _find_local_day(instant: datetime, stated: Iterable[str | None], above: str | None) -> str | None:
    """Return the first day stated if it is the day of an instant in UTC elsewhere on earth, and another than in UTC.

    The date above a text may be of the event, so it counts only where the night is near.
    """
    for day, hours in (*((day, _HOURS_STATED) for day in stated), (above, _HOURS_ABOVE)):
        if day and len(day) >= len("2024-03-05"):
            offset = isoparse(day[:10]).date() - instant.date()
            is_local = (offset == -_DAY and instant.hour < hours) or (offset == _DAY and instant.hour >= 24 - hours)
            return day[:10] if is_local else None
    return None


def _is_same_instant(instant: datetime, other: datetime) -> bool:
    if other.tzinfo:
        return instant == other
    offset = abs(instant.replace(tzinfo=None) - other)
    return timedelta() < offset <= _MAX_UTC_OFFSET and not offset.seconds % 1800


def _is_comment(element: HtmlElement) -> bool:
    is_marked = any(_COMMENTS.search(element.get(name) or "") for name in ("class", "id", "itemtype"))
    return is_marked and element.find(".//h1") is None
