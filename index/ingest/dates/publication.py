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
from index.ingest.dates.parse import parse_date
from index.ingest.dates.visible import drop_elements, find_visible_date

_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|reviews?)(?:$|[\s_-])|/(?:Comment|\w*Review)$", re.IGNORECASE)
_MAX_UTC_OFFSET = timedelta(hours=14)


def find_publication_date(
    tree: HtmlElement, url: str | None = None, language: str | None = None, *, above: str | None = None
) -> str | None:
    """Return the publication date that a page states, as ISO 8601; None if it states none.

    `above` is the date above the text, as ISO 8601, used if the metadata has none. A time in UTC is returned in local
    time if the page also shows that instant in local time, so that the day is the local one. Removes elements with
    other dates from the tree.
    """
    dates = [date for text in [*_read_json_ld(tree), *_read_meta(tree)] if (date := parse_date(text, language))]
    drop_elements(element for element in tree.body.iterdescendants() if _is_comment(element))
    dates += [date for text in _read_microdata(tree) if (date := parse_date(text, language))]
    if dates:
        return _localize(
            dates[0], [*dates, *(date for text in _read_times(tree) if (date := parse_date(text, language)))]
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


def _is_same_instant(instant: datetime, other: datetime) -> bool:
    if other.tzinfo:
        return instant == other
    offset = abs(instant.replace(tzinfo=None) - other)
    return timedelta() < offset <= _MAX_UTC_OFFSET and not offset.seconds % 1800


def _is_comment(element: HtmlElement) -> bool:
    is_marked = any(_COMMENTS.search(element.get(name) or "") for name in ("class", "id", "itemtype"))
    return is_marked and element.find(".//h1") is None
