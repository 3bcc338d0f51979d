"""When a page says that it was published: what it tells machines first, then what it shows people.

Dates of comments and reviews, and those of the last change, are not taken for it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from dateutil.parser import isoparse
from lxml.html import HtmlElement

from index.ingest.dates.parse import iso
from index.ingest.dates.visible import drop, shown

_NAMES = """
article:published_time article:published og:published_time og:article:published_time datepublished date_published
pubdate parsely-pub-date sailthru.date publish_date publish-date publishdate publication_date publicationdate
dc.date.issued dcterms.issued dcterms.created dc.date.created citation_publication_date citation_online_date
prism.publicationdate cxenseparse:recs:publishtime vr:published-time pub_date date dc.date dcterms.date
"""
_PUBLISHED = frozenset(_NAMES.split())
_OTHER_THINGS = frozenset(("Comment", "Review", "UserReview", "ImageObject", "VideoObject", "AudioObject", "Person"))
_OTHERS = re.compile(r"(?:^|[\s_-])(?:comments?|reviews?)(?:$|[\s_-])|/(?:Comment|\w*Review)$", re.IGNORECASE)
_FARTHEST = timedelta(hours=14)  # that a local time is from UTC


def published(
    tree: HtmlElement, url: str | None = None, language: str | None = None, *, above: str | None = None
) -> str | None:
    """Give the date a page states for its publication, as ISO 8601; None where it states none.

    `above` is the date above the text, as ISO 8601, which counts where the page tells machines none. A time in UTC is
    given in local time where the page shows the same instant so: the day is then the one it was there. What tells other
    dates is taken out of the tree.
    """
    told = [date for text in [*_linked_data(tree), *_meta(tree)] if (date := iso(text, language))]
    drop(each for each in tree.body.iterdescendants() if _is_of_others(each))
    told += [date for text in _marked(tree) if (date := iso(text, language))]
    if told:
        return _local(told[0], [*told, *(date for text in _times(tree) if (date := iso(text, language)))])
    return shown(tree, url, language, above)


def _linked_data(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            yield from _published_in(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue


def _published_in(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _published_in(each)
    elif isinstance(node, dict):
        kinds = node.get("@type")
        if not _OTHER_THINGS & {*(kinds if isinstance(kinds, list) else [kinds])}:
            date = node.get("datePublished")
            yield from [date] if isinstance(date, str) else []
            yield from _published_in([value for name, value in node.items() if name in ("@graph", "mainEntity")])


def _meta(tree: HtmlElement) -> Iterator[str]:
    for meta in tree.iter("meta"):
        if any((meta.get(key) or "").lower() in _PUBLISHED for key in ("property", "name")):
            yield meta.get("content") or ""


def _marked(tree: HtmlElement) -> Iterator[str]:
    for each in tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate]'):
        yield each.get("content") or each.get("datetime") or each.text_content()


def _times(tree: HtmlElement) -> Iterator[str]:
    return (each.get("datetime") or "" for each in tree.iter("time"))


def _local(date: str, others: Iterable[str]) -> str:
    """Give the same instant as the page shows it in local time, where it does."""
    if not date.endswith("Z"):
        return date
    instant = isoparse(date)
    for other in others:
        if "T" in other and not other.endswith("Z") and _same(instant, isoparse(other)):
            return other
    return date


def _same(instant: datetime, other: datetime) -> bool:
    if other.tzinfo:
        return instant == other
    apart = abs(instant.replace(tzinfo=None) - other)
    return timedelta() < apart <= _FARTHEST and not apart.seconds % 1800


def _is_of_others(each: HtmlElement) -> bool:
    told = any(_OTHERS.search(each.get(name) or "") for name in ("class", "id", "itemtype"))
    return told and each.find(".//h1") is None
