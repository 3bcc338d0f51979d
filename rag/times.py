"""Relative time words: "last week" means something only to who knows when it was asked."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import MO, relativedelta

from index.dates import Period

_WORDS = re.compile(r"\b(?:(today|yesterday)|(this|past|last|previous)\s+(week|month|year))\b", re.IGNORECASE)
_WEEK = timedelta(days=6)


def relative_range(question: str, asked: str) -> tuple[str, str] | None:
    """Give the first and the last day that a question's relative time words name, None where it has none.

    `asked` is the day of asking, in ISO 8601. "This week" reaches back over the seven days before it, because on a
    Monday people mean those too.
    """
    today = Period.parse(asked).last
    found = _WORDS.search(question)
    if found is None:
        return None
    day, which, unit = (part.lower() if part else "" for part in found.groups())
    first, last = _single(day, today) if day else _stretch(which, unit, today)
    return first.isoformat(), last.isoformat()


def without_range(question: str) -> str:
    """Give a question without its relative time words, which say when, not what; unchanged where it is only those."""
    rest = _WORDS.sub(" ", question)
    return rest if rest.strip(" ?.!") else question


def _single(day: str, today: date) -> tuple[date, date]:
    chosen = today if day == "today" else today - timedelta(days=1)
    return chosen, chosen


def _stretch(which: str, unit: str, today: date) -> tuple[date, date]:
    starts = {
        "week": today + relativedelta(weekday=MO(-1)),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }
    start = starts[unit]
    if which == "this":
        return min(start, today - _WEEK), today
    one = {"week": relativedelta(weeks=1), "month": relativedelta(months=1), "year": relativedelta(years=1)}
    return start - one[unit], start - timedelta(days=1)
