"""The date that a page shows people: after a word that says so, beside its headline, above its text, or anywhere."""

import re
from collections.abc import Iterable, Iterator

from htmldate import find_date
from lxml.html import HtmlElement

from index.ingest.dates.parse import first_day

_CHANGED = re.compile(
    r"\b(?:updated?|modified|edited|changed|reviewed|as of|änderung|geändert|aktualisiert|stand|mis à jour|mise à jour"
    r"|modifié|actualizado|última|modifica|aggiornato|bijgewerkt)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^.{0,20}\b(?:published|posted|written|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd)\b[^\d.]{0,24}",
    re.IGNORECASE,
)
_SHOWING = ("p", "span", "div", "li", "td", "time", "small", "h2", "h3", "h4")
_LONGEST = 120  # characters of what may tell a date
_ALONE = 25  # characters that may stand beside a date which stands alone: the day of the week, a place, a time
_MANY = 5  # dates of a list


def shown(tree: HtmlElement, url: str | None, language: str | None, above: str | None) -> str | None:
    """Give the date that a page shows, as ISO 8601; None where it shows none; `above` is the one above a text."""
    drop(tree.iter("script", "style"))
    short = [(each, text) for each in tree.iter(*_SHOWING) if (text := _short(each))]
    labelled = next((day for _, text in short if (day := _labelled(text, language))), None)
    drop(each for each, text in short if _CHANGED.search(text) and not _LABEL.search(text))
    if date := labelled or next(_beside_the_headline(tree, language), None) or above:
        return date
    found = find_date(tree, original_date=True, extensive_search=False, url=url)
    if found is None or found.endswith("-01-01"):  # as it writes a year whose day is not told
        return None
    return None if _is_of_a_list(found, tree, language) else found


def drop(elements: Iterable[HtmlElement]) -> None:
    """Take elements out of their tree."""
    for each in [*elements]:
        if each.getparent() is not None:
            each.drop_tree()


def _short(each: HtmlElement) -> str | None:
    text = " ".join(each.text_content().split())
    return text if len(text) < _LONGEST and re.search(r"\d", text) else None


def _labelled(text: str, language: str | None) -> str | None:
    label = _LABEL.match(text)
    return first_day(text[label.end() :][:_ALONE], language) if label else None


def _beside_the_headline(tree: HtmlElement, language: str | None) -> Iterator[str]:
    title = " ".join((tree.findtext(".//title") or "").split())
    for headline in tree.iter("h1"):
        words = " ".join(headline.text_content().split())
        if words and words in title:
            for near in ("following::*[position() <= 9]", "preceding::*[position() <= 5]"):
                yield from (day for each in headline.xpath(near) if (day := _alone(each, language)))


def _alone(each: HtmlElement, language: str | None) -> str | None:
    """Give the day that an element tells and hardly anything else."""
    text = _short(each) if each.tag in _SHOWING else None
    day = first_day(text, language) if text else None
    return day if text and len(text) <= _ALONE + len("30 September 2025") else None


def _is_of_a_list(day: str, tree: HtmlElement, language: str | None) -> bool:
    """Tell whether a day is one of many that the page shows in the same way, each with another thing."""
    days: dict[tuple[str, str | None], set[str]] = {}
    for each in tree.iter(*_SHOWING):
        if (text := _short(each)) and (other := first_day(text, language)):
            days.setdefault((each.tag, each.get("class")), set()).add(other)
    return any(day in others and len(others) >= _MANY for others in days.values())
