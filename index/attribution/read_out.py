"""Proxies: who reads out another's statement is its reader; the words are those of the one who sent it."""

import re
from typing import NamedTuple

from index.text.spans import Span

_BEGINNING = 3000  # code points in which a reader says for whom
_READ = r"(?:read(?:ing)?(?: out)?|deliver(?:ing)?)"
_WORDS = r"(?:speech|statement|address|message)"
_ASKED = re.compile(
    rf"\b(?:asked|asking|instructed|directed|requested|entrusted|charged) me (?:\w+ ){{0,3}}?"
    rf"(?:to|with) {_READ}[^.:]{{0,60}}?\b(?:{_WORDS}|on (?:his|her) behalf)\b"
    rf"|\b{_READ} (?:to \w+ \w+ )?(?:the|this) {_WORDS} (?:of|by|from|on behalf of) "
    r"(?:my |the )?(?:President|King|Queen|Prime Minister|His|Her)\b"
)
_PERSON = re.compile(
    r"\b(?:(?:His|Her) (?:Royal )?(?:Majesty|Excellency|Highness)|President|King|Queen|Prime Minister),? "
    r"((?:(?:King|Queen|Sheikh|Emir|Mr\.|Mrs\.|Ms\.|Dr\.|Professor|Commander|General) )*"
    r"[^\W\d_a-z][\w’'-]+(?: (?:[^\W\d_a-z][\w’'.-]*|bin|ibn|al|el|de|da|von|van|ould|Ould)){1,5})"
)
_TITLES = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr)\. |Professor |President |Commander |General )+")
_OFFICE = frozenset({"President", "Government", "Republic", "Kingdom", "State", "General", "Assembly", "Head"})


class Proxy(NamedTuple):
    """Where another's words begin in a speech that is read out, and whose they are, where that is told."""

    start: int
    author: str | None
    named: Span | None


def proxy(text: str) -> Proxy | None:
    """Tell whether a speech is another's, read out."""
    flat = re.sub(r"\s", " ", text[:_BEGINNING])
    asked = _ASKED.search(flat)
    if asked is None:
        return None
    people = [one for one in _PERSON.finditer(flat, 0, asked.end() + 120) if not _OFFICE & set(one[1].split())]
    before = [one for one in people if one.start() < asked.end() + 60]
    start = re.search(r"[.:]\s", flat[asked.end() :])
    begins = asked.end() + (start.end() if start else 0)
    if not before:
        return Proxy(begins, None, None)
    told = before[-1]
    return Proxy(begins, _TITLES.sub("", told[1]), Span(*told.span(1)))
