"""Read-out statements: a speech in which the speaker reads another person's statement, which is that person's words."""

import re
from typing import NamedTuple

from index.text.spans import Span

_BEGINNING = 3000  # code points in which a reader announces the author
_AFTER = 120  # code points after the announcement in which the author may still be named
_NAMED_AFTER = 60  # the same for where the name begins
_READ = r"(?:read(?:ing)?(?: out)?|deliver(?:ing)?)"
_WORDS = r"(?:speech|statement|address|message)"
_ANNOUNCEMENT = re.compile(
    rf"\b(?:asked|asking|instructed|directed|requested|entrusted|charged) me (?:\w+ ){{0,3}}?"
    rf"(?:to|with) {_READ}[^.:]{{0,60}}?\b(?:{_WORDS}|on (?:his|her) behalf)\b"
    rf"|\b{_READ} (?:to \w+ \w+ )?(?:the|this) {_WORDS} (?:of|by|from|on behalf of) "
    r"(?:my |the )?(?:President|King|Queen|Prime Minister|His|Her)\b"
)
_AUTHOR = re.compile(
    r"\b(?:(?:His|Her) (?:Royal )?(?:Majesty|Excellency|Highness)|President|King|Queen|Prime Minister),? "
    r"((?:(?:King|Queen|Sheikh|Emir|Mr\.|Mrs\.|Ms\.|Dr\.|Professor|Commander|General) )*"
    r"[^\W\d_a-z][\w’'-]+(?: (?:[^\W\d_a-z][\w’'.-]*|bin|ibn|al|el|de|da|von|van|ould|Ould)){1,5})"
)
_HONORIFICS = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr)\. |Professor |President |Commander |General )+")
_NOT_NAMES = frozenset({"President", "Government", "Republic", "Kingdom", "State", "General", "Assembly", "Head"})


class ReadOutStatement(NamedTuple):
    """Where another person's statement starts in a speech, its author, and the span of the author's name, if named."""

    start: int
    author: str | None
    author_span: Span | None


def find_read_out(text: str) -> ReadOutStatement | None:
    """Return the statement of another that a speech reads out; None for a speech in the speaker's own words."""
    flat = re.sub(r"\s", " ", text[:_BEGINNING])
    announcement = _ANNOUNCEMENT.search(flat)
    if announcement is None:
        return None
    end = announcement.end()
    names = [name for name in _AUTHOR.finditer(flat, 0, end + _AFTER) if not _NOT_NAMES & set(name[1].split())]
    authors = [name for name in names if name.start() < end + _NAMED_AFTER]
    stop = re.search(r"[.:]\s", flat[end:])
    start = end + (stop.end() if stop else 0)
    if not authors:
        return ReadOutStatement(start, None, None)
    author = authors[-1]
    return ReadOutStatement(start, _HONORIFICS.sub("", author[1]), Span(*author.span(1)))
