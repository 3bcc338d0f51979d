"""Time words of a question: "in May 2025" is a range; "last week" is one to who knows when it was asked."""

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import MO, relativedelta

from index.library.periods import Period

_RELATIVE = re.compile(r"\b(?:(today|yesterday)|(this|past|last|previous)\s+(week|month|year))\b", re.IGNORECASE)
_LAST_FEW = re.compile(
    r"\b(?:(?:in|over|during|within|for)\s+)?(?:the\s+)?(?:last|past|previous)\s+"
    r"(?P<count>\d{1,3}|a|couple of|few|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\s+"
    r"(?P<unit>day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
_COUNTS = {
    word: number
    for number, word in enumerate(["zero", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}
_COUNTS |= {"couple of": 2, "few": 3, "twelve": 12, "twenty": 20}
_MONTHS = {name.casefold(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name}
_MONTHS["sept"] = 9
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DATE = (
    rf"(?:\d{{4}}-\d\d(?:-\d\d)?|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?\d{{4}}"
    r"|(?:19|20)\d\d)(?![\w%]|[.,]\d)"
)
_WRITTEN = re.compile(rf"\b{_DATE}", re.IGNORECASE)
_VAGUE = r"(?:(?:the\s+)?(?:early|late|mid|year|spring|summer|autumn|fall|winter|end of|beginning of)[\s-]+(?:of\s+)?)?"
_SPAN = re.compile(
    rf"\b(?:from|between|in)\s+({_DATE})\s*(?:-|–|and|or|to|until|till|through)\s*({_DATE})", re.IGNORECASE
)
_SINGLE = re.compile(
    rf"\b(since|after|before|until|till|up to|in|during|on|throughout|as of)\s+{_VAGUE}({_DATE})", re.IGNORECASE
)
_PARTS = re.compile(r"[a-z]+|\d+")
_WEEK = timedelta(days=6)
_DAY = timedelta(days=1)
_ANY_DAY = date(2000, 1, 1)  # its words are the same on all of them
_ISO = (4, 7, 10)  # letters of a year, a month and a day


@dataclass(frozen=True, slots=True)
class Range:
    """The time that a question asks about: its first and last date, of any precision, and the question without it."""

    since: str | None
    until: str | None
    rest: str
    relative: bool = False


def time_range(question: str, today: date | None) -> Range | None:
    """Give the range that the time words of a question name, None where there are none.

    `today` is the day of asking: without it relative words name no range. A date that was still to come
    then is what the question is about, and not when it was reported.
    """
    found = _absolute(question)
    if found is None:
        return _relative(question, today) if today else None
    ahead = today and found.since and Period.parse(found.since).first > today
    return None if ahead else found


def time_words(question: str) -> str:
    """Give the words of a question that name a time, "in May 2025" or "last week"; none where there are none."""
    found = (
        _SPAN.search(question) or _SINGLE.search(question) or _LAST_FEW.search(question) or _RELATIVE.search(question)
    )
    return found[0] if found else ""


def without_time(question: str) -> str:
    """Give a question for any time: without its time words, as it is where it has none."""
    found = _absolute(question) or _relative(question, _ANY_DAY)
    return found.rest if found else question


def last_date(text: str) -> str | None:
    """Give the last date that a text names, as precise as it is written; None where there is none."""
    written = _WRITTEN.findall(text)
    try:
        return _iso(written[-1]) if written else None
    except ValueError:  # there is no 31 June
        return None


def _relative(question: str, today: date) -> Range | None:
    if found := _LAST_FEW.search(question):
        first = today - _several(found["count"].casefold(), found["unit"].casefold())
        return Range(first.isoformat(), today.isoformat(), _without(question, found), relative=True)
    found = _RELATIVE.search(question)
    if found is None:
        return None
    day, which, unit = (part.lower() if part else "" for part in found.groups())
    first, last = _single(day, today) if day else _stretch(which, unit, today)
    return Range(first.isoformat(), last.isoformat(), _without(question, found), relative=True)


def _several(count: str, unit: str) -> relativedelta:
    """Return the length of so many days, weeks, months or years."""
    number = int(count) if count.isdecimal() else _COUNTS[count]
    if unit == "decade":
        return relativedelta(years=10 * number)
    lengths = {"day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1)}
    return lengths.get(unit, relativedelta(years=1)) * number


def _absolute(question: str) -> Range | None:
    try:
        if found := _SPAN.search(question):
            return Range(_iso(found[1]), _iso(found[2]), _without(question, found))
        if found := _SINGLE.search(question):
            since, until = _bounds(found[1].casefold(), _iso(found[2]))
            return Range(since, until, _without(question, found))
    except ValueError:  # there is no 31 June: not a date, then
        return None
    return None


def _bounds(word: str, day: str) -> tuple[str | None, str | None]:
    period = Period.parse(day)
    return {
        "since": (day, None),
        "after": ((period.last + _DAY).isoformat(), None),
        "before": (None, (period.first - _DAY).isoformat()),
        "until": (None, day),
        "till": (None, day),
        "up to": (None, day),
        "as of": (None, day),
    }.get(word, (day, day))


def _iso(written: str) -> str:
    """Give a date as it is written in a question in ISO 8601, as precise as it was."""
    if len(written) in _ISO and written[:4].isdecimal():
        Period.parse(written)
        return written
    parts = _PARTS.findall(written.casefold())
    month = next(_MONTHS[part] for part in parts if part in _MONTHS)
    *day, year = [int(part) for part in parts if part.isdecimal()]
    return date(year, month, day[0]).isoformat() if day else f"{year:04}-{month:02}"


def _without(question: str, found: re.Match[str]) -> str:
    """Give a question without its time words, which say when, not what; unchanged where it is only those."""
    rest = f"{question[: found.start()].rstrip()} {question[found.end() :].lstrip()}".replace(" ?", "?").strip(" ,")
    return rest if rest.strip(" ?.!") else question


def _single(day: str, today: date) -> tuple[date, date]:
    chosen = today if day == "today" else today - _DAY
    return chosen, chosen


def _stretch(which: str, unit: str, today: date) -> tuple[date, date]:
    """Give the bounds of a week, month or year; this week reaches back a week, for on a Monday people mean that."""
    starts = {
        "week": today + relativedelta(weekday=MO(-1)),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }
    start = starts[unit]
    if which == "this":
        return min(start, today - _WEEK), today
    one = {"week": relativedelta(weeks=1), "month": relativedelta(months=1), "year": relativedelta(years=1)}
    return start - one[unit], start - _DAY
