"""Time expressions: "in May 2025" is a range of dates; "last week" is one relative to the day of asking."""

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
_MONTHS_OF_ONE_YEAR = re.compile(
    rf"\b(?:from|between|in)\s+(?P<first>{_MONTH})\s*(?:-|–|and|or|to|until|till|through)\s*(?P<last>{_MONTH}\s+(?P<year>\d{{4}}))"
    r"(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(since|after|before|prior to|pre|post|until|till|up to|in|during|on|throughout|as of|from)[\s-]+"
    rf"{_VAGUE}({_DATE})"
    r"(?P<onwards>\s+(?:onwards?\b|on(?=\s*(?:[,?.!]|$))))?",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(
    r"\b(?:(?:in|during|over|throughout|for)\s+)?(?:the\s+)?(?P<place>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+"
    r"(?P<part>half|quarter)\s+of\s+(?P<year>(?:19|20)\d\d)(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_MONTHS_OF = {"half": 6, "quarter": 3}
_PARTS = re.compile(r"[a-z]+|\d+")
_WEEK = timedelta(days=6)
_DAY = timedelta(days=1)
_ANY_DAY = date(2000, 1, 1)  # the words are the same on any day
_ISO = (4, 7, 10)  # lengths of a year, a month and a day in ISO 8601


@dataclass(frozen=True, slots=True)
class TimeRange:
    """The time that a question asks about: first and last date, of any precision, and the question without it."""

    since: str | None
    until: str | None
    rest: str
    relative: bool = False


def parse_time_range(question: str, today: date | None) -> TimeRange | None:
    """Return the range that the time words of a question name, None if there are none.

    `today` is the day of asking; without it relative words name no range. A range that lies after that day is what the
    question is about, not when it was reported, and is no range.
    """
    named = _parse_absolute(question)
    if named is None:
        return _parse_relative(question, today) if today else None
    is_future = today and named.since and Period.parse(named.since).first > today
    return None if is_future else named


def find_time_words(question: str) -> str:
    """Return the words of a question that name a time, "in May 2025" or "last week"; empty if there are none."""
    patterns = _PART_OF_YEAR, _SPAN, _MONTHS_OF_ONE_YEAR, _SINGLE, _LAST_FEW, _RELATIVE
    match = next(filter(None, (pattern.search(question) for pattern in patterns)), None)
    return match[0] if match else ""


def remove_time(question: str) -> str:
    """Return a question without its time words; unchanged if it has none."""
    named = _parse_absolute(question) or _parse_relative(question, _ANY_DAY)
    return named.rest if named else question


def find_last_date(text: str) -> str | None:
    """Return the last date in a text, as precise as it is written; None if there is none."""
    written = _WRITTEN.findall(text)
    try:
        return _format_iso(written[-1]) if written else None
    except ValueError:  # there is no 31 June
        return None


def _parse_relative(question: str, today: date) -> TimeRange | None:
    if match := _LAST_FEW.search(question):
        first = today - _parse_length(match["count"].casefold(), match["unit"].casefold())
        return TimeRange(first.isoformat(), today.isoformat(), _remove_match(question, match), relative=True)
    match = _RELATIVE.search(question)
    if match is None:
        return None
    day, qualifier, unit = (part.lower() if part else "" for part in match.groups())
    first, last = _resolve_day(day, today) if day else _resolve_period(qualifier, unit, today)
    return TimeRange(first.isoformat(), last.isoformat(), _remove_match(question, match), relative=True)


def _parse_length(count: str, unit: str) -> relativedelta:
    """Return the length of a number of days, weeks, months, years or decades."""
    number = int(count) if count.isdecimal() else _COUNTS[count]
    lengths = {
        "day": relativedelta(days=1),
        "week": relativedelta(weeks=1),
        "month": relativedelta(months=1),
        "year": relativedelta(years=1),
        "decade": relativedelta(years=10),
    }
    return lengths[unit] * number


def _parse_absolute(question: str) -> TimeRange | None:
    if (match := _PART_OF_YEAR.search(question)) and (months := _months_of(match)):
        first, last = (f"{match['year']}-{month:02}" for month in months)
        return TimeRange(first, last, _remove_match(question, match))
    try:
        if match := _SPAN.search(question):
            return TimeRange(_format_iso(match[1]), _format_iso(match[2]), _remove_match(question, match))
        if match := _MONTHS_OF_ONE_YEAR.search(question):
            first, last = _format_iso(f"{match['first']} {match['year']}"), _format_iso(match["last"])
            return TimeRange(first, last, _remove_match(question, match))
        if match := _SINGLE.search(question):
            since, until = _bounds_of("since" if match["onwards"] else match[1].casefold(), _format_iso(match[2]))
            return TimeRange(since, until, _remove_match(question, match))
    except ValueError:  # there is no 31 June: not a date, then
        return None
    return None


def _months_of(match: re.Match[str]) -> tuple[int, int] | None:
    """Return the first and the last month of a half or a quarter of a year; None of a third half."""
    length = _MONTHS_OF[match["part"].casefold()]
    place = _PLACES.get(match["place"].casefold(), 12 // length)
    return ((place - 1) * length + 1, place * length) if place * length <= 12 else None  # noqa: PLR2004 (months)


def _bounds_of(word: str, day: str) -> tuple[str | None, str | None]:
    period = Period.parse(day)
    return {
        "since": (day, None),
        "after": ((period.last + _DAY).isoformat(), None),
        "post": ((period.last + _DAY).isoformat(), None),
        **dict.fromkeys(("before", "prior to", "pre"), (None, (period.first - _DAY).isoformat())),
        "until": (None, day),
        "till": (None, day),
        "up to": (None, day),
        "as of": (None, day),
    }.get(word, (day, day))


def _format_iso(written: str) -> str:
    """Return a written date in ISO 8601, with the same precision."""
    if len(written) in _ISO and written[:4].isdecimal():
        Period.parse(written)
        return written
    parts = _PARTS.findall(written.casefold())
    month = next(_MONTHS[part] for part in parts if part in _MONTHS)
    *day, year = [int(part) for part in parts if part.isdecimal()]
    return date(year, month, day[0]).isoformat() if day else f"{year:04}-{month:02}"


def _remove_match(question: str, match: re.Match[str]) -> str:
    """Return a question without its time words; unchanged if it consists only of them."""
    rest = f"{question[: match.start()].rstrip()} {question[match.end() :].lstrip()}".replace(" ?", "?").strip(" ,")
    return rest if rest.strip(" ?.!") else question


def _resolve_day(day: str, today: date) -> tuple[date, date]:
    chosen = today if day == "today" else today - _DAY
    return chosen, chosen


def _resolve_period(qualifier: str, unit: str, today: date) -> tuple[date, date]:
    """Return the first and last day of a week, month or year.

    "This week" reaches back at least seven days: that is what people mean on a Monday.
    """
    starts = {
        "week": today + relativedelta(weekday=MO(-1)),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }
    start = starts[unit]
    if qualifier == "this":
        return min(start, today - _WEEK), today
    length = {"week": relativedelta(weeks=1), "month": relativedelta(months=1), "year": relativedelta(years=1)}
    return start - length[unit], start - _DAY
