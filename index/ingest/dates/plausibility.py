"""Plausibility of a publication date: the text must not report something that happened later."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from dateutil.parser import parse

from index.library.periods import Period

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"\b(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}})\b")
_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?](?!\s)[^\n.!?]*)*")
_PAST_TENSE = re.compile(r"\b(?:was|were|had|said|told|met|held|died|took|began|\w{2,}ed)\b")
_PROSPECTIVE = re.compile(
    r"\b(?:will|would|shall|may|could|can|should|must|might|until|till|by|before|due|expect\w*|plan\w*|schedul\w*|slated"
    r"|set|to be|deadline|through|next|upcoming|expir\w*|effective|from|start\w*|begin\w*|ends?|after|in time|ahead"
    r"|extended|postponed|delayed|moved|pushed|rescheduled|releas\w*|updat\w*|correct\w*|available|is|are|arrives?"
    r"|premieres?|opens?|and|or|going|hopes?|on track|target\w*)\b|['’]ll\b",
    re.IGNORECASE,
)


def find_contradiction(published: str, text: str) -> str | None:
    """Return why a text cannot have been published on a date, None if it can; understands English.

    One day is allowed for differences between time zones.
    """
    last = Period.parse(published).last + timedelta(days=1)
    if Period.parse(published).first > datetime.now(UTC).date() + timedelta(days=1):
        return f"{published} is in the future"
    later = next((words for words, day in _find_past_dates(text) if day > last), None)
    return f"the text reports {later}" if later else None


def _find_past_dates(text: str) -> Iterator[tuple[str, date]]:
    """Yield the dates, as written and parsed, on which something happened according to the text."""
    for match in _DATE.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in ("\n", ". ", "! ", "? ")) + 1
        sentence = _SENTENCE.match(text, start)
        words = sentence[0] if sentence else ""
        if _PAST_TENSE.search(words) and not _PROSPECTIVE.search(words):
            try:
                yield match[0], parse(match[0]).date()
            except ValueError:  # 31 June
                continue
