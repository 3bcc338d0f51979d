"""Dates of any style as ISO 8601, as precise as they were written and no more."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from dateparser.date import DateDataParser
from dateutil.parser import isoparse, parse

_NUMBERS = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])")
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_TIME = re.compile(r"[T ]*\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_EITHER_WAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_WORD = r"[^\W\d_]{3,12}"
_DAY = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de )?{_WORD}\.?,? (?:de )?\d{{4}}"
    rf"|{_WORD}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
)
_PLACE = re.compile(r"[^\W\d_][^\d,:|]{1,30},\s+(?=\S)")
_LONGEST = 60
_MONTHS = 12
_PRECISION = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


def iso(written: str, language: str | None = None) -> str | None:
    """Give a date as ISO 8601 of the precision that it was written in, None where it is none or tells no year.

    `language` is that of the text around it, such as `fr` or `en-GB`. 03/04/2020 is a day only where that tells which
    number is the month; elsewhere it is the year.
    """
    text = " ".join(written.split())
    if len(text) > _LONGEST or not re.search(r"\d{4}", text):
        return None
    if match := _RUN.match(text) or _NUMBERS.match(text):
        return _in_numbers(match, text)
    try:
        return moment(parsedate_to_datetime(text))  # RFC 2822, as feeds have it
    except ValueError:
        return _in_words(text, language)


def first_day(text: str, language: str | None = None) -> str | None:
    """Give the first day that a line tells, as ISO 8601; None where it tells none."""
    return next((date for match in _DAY.finditer(text) if (date := iso(match[0], language))), None)


def dateline(text: str, language: str | None = None) -> str | None:
    """Give the day with which a text begins after a place, as in "Geneva, 30 May 2025"; None where it does not."""
    place = _PLACE.match(text)
    day = _DAY.match(text, place.end()) if place else None
    return iso(day[0], language) if day else None


def moment(when: datetime) -> str:
    """Give an instant as ISO 8601, to the second; midnight on the dot is a day whose time was not told."""
    if (when.hour, when.minute, when.second) == (0, 0, 0):
        return when.date().isoformat()
    return when.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _in_numbers(match: re.Match[str], text: str) -> str | None:
    date = "-".join(part.zfill(2) for part in match.groups() if part)
    timed = match[3] and _TIME.fullmatch(text, match.end())
    try:
        isoparse(date)
        return moment(parse(text)) if timed else date
    except ValueError:
        return None


def _in_words(text: str, language: str | None) -> str | None:
    year = _YEAR.search(text)
    if year is None:
        return None
    either = _EITHER_WAY.search(text)
    if either and _unclear(int(either[1]), int(either[2]), language):
        return year[1]
    found = _parser(language).get_date_data(text)
    if found.date_obj is None or found.date_obj.year != int(year[1]):
        return None
    return found.date_obj.strftime(_PRECISION[found.period]) if found.period in _PRECISION else moment(found.date_obj)


def _unclear(first: int, second: int, language: str | None) -> bool:
    """Tell whether two numbers may be day and month as well as month and day."""
    return first != second and max(first, second) <= _MONTHS and (language or "en") == "en"


@lru_cache
def _parser(language: str | None) -> DateDataParser:
    settings = {
        "RETURN_TIME_AS_PERIOD": True,
        "REQUIRE_PARTS": ["year"],
        "RELATIVE_BASE": datetime(1, 1, 1, tzinfo=UTC),
    }
    name, _, region = (language or "en").partition("-")
    names = dict.fromkeys([name, "en"])
    try:
        return DateDataParser(languages=[*names], region=region or None, use_given_order=True, settings=settings)
    except ValueError:  # a language whose dates it does not know
        return DateDataParser(languages=["en"], settings=settings)
