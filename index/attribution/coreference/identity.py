"""Identities: under which name, office and country a source is listed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.attribution.coreference.entities import Figure
from index.attribution.coreference.mentions import Cast
from index.attribution.coreference.phrases import BEYOND, JOINED, OF_STATE
from index.names.gazetteer import aliases
from index.text.spans import Span

_INITIALS = re.compile(r"[A-Z]{2,6}")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a source stands for; `figure` where that is a person whom the article names."""

    name: str
    role: str | None = None
    country: str | None = None
    figure: Figure | None = None


def person(figure: Figure | None) -> Identity | None:
    """Give whom a person of the article is listed as; None for nobody."""
    if figure is None:
        return None
    role = figure.office
    country = _country_in(BEYOND.sub("", role)) if role else None
    return Identity(figure.name, role, country, figure)


def institution(words: str) -> Identity:
    """Give what any other source is listed as: in its own words, without the article before a name."""
    named = re.sub(r"^The ", "the ", re.sub(r"^[Tt]he (?=.*[A-ZÀ-Þ])", "", words))
    return Identity(named, None, _country_in(named) if named[:1].isupper() else None)


def in_full(text: str, initials: str) -> str | None:
    """Give the one name of which these are the initials, where a text has it: "International Monetary Fund"."""
    if not _INITIALS.fullmatch(initials):
        return None
    words = r"[ \xa0](?:(?:of|for|and|the|on|in)[ \xa0])*".join(rf"{letter}[\w’'-]*[a-z]" for letter in initials)
    names = set(re.findall(rf"\b{words}\b", text))
    return names.pop() if len(names) == 1 else None


@lru_cache(maxsize=1 << 14)
def _country_in(words: str) -> str | None:
    """Give the one country whose institution or office this is."""
    mentions = aliases().find(words)
    whole = any((mention.start, mention.end) == (0, len(words)) for mention in mentions)
    if not whole and not OF_STATE.search(words):
        return None
    countries = [
        code for code in dict.fromkeys(c for m in mentions for c in m.form.codes) if aliases().is_country(code)
    ]
    return aliases().label(countries[0]) if len(countries) == 1 else None


_BELONGS = re.compile(r"\b(?:of|to|for|by|with|from|in|on|about|against)\s(?:[\w.]+\s)?$")
_OWNS = re.compile(r"[’']s?\s")
_ENDS = re.compile(r"\s*(?:$|,|\(|who\b|of\b|in\b|at\b|-|–|—|[’']s?$|:|\.)")


def head(text: str, cast: Cast, source: Span) -> Figure | None:
    """Give the person whom words are about: "Ana Ruiz, a friend of Bo Li", "Li's friend Ana Ruiz"."""
    for mention in cast.within(source.start, source.end):
        before, after = text[source.start : mention.start], text[mention.end : source.end]
        if _BELONGS.search(before) or _OWNS.match(after):
            continue
        if JOINED.match(after):
            return None
        if _ENDS.match(after):
            return mention.figure
    return None
