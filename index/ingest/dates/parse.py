"""Date parsing: dates in any notation to ISO 8601, as precise as they were written."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from dateparser.date import DateDataParser
from dateutil.parser import isoparse, parse

_NUMERIC = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_TIME = re.compile(r"[T ]*\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_AMBIGUOUS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_WORD = r"[^\W\d_]{3,12}"
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de )?{_WORD}\.?,? (?:de )?\d{{4}}"
    rf"|{_WORD}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
)
_DATELINE_PLACE = re.compile(r"[^\W\d_][^\d,:|]{1,30},\s+(?=\S)")
_MAX_CHARACTERS = 60
_MONTHS_A_YEAR = 12
_FORMATS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


def parse_date(written: str, language: str | None = None) -> str | None:
    """Return a date as ISO 8601 of the precision in which it was written; None if it is no date or has no year.

    `language` is that of the surrounding text, such as `fr` or `en-GB`. 03/04/2020 is a day if the language decides
    which number is the month; otherwise only its year is returned.
    """
    text = " ".join(written.split())
    if len(text) > _MAX_CHARACTERS or not re.search(r"\d{4}", text):
        return None
    if match := _COMPACT.match(text) or _NUMERIC.match(text):
        return _parse_numeric(match, text)
    try:
        return format_instant(parsedate_to_datetime(text))  # RFC 2822, used by feeds
    except ValueError:
        return _parse_words(text, language)


def find_first_date(text: str, language: str | None = None) -> str | None:
    """Return the first day in a line as ISO 8601, None if there is none."""
    return next((date for match in _DATE.finditer(text) if (date := parse_date(match[0], language))), None)


def parse_dateline(text: str, language: str | None = None) -> str | None:
    """Return the day at the start of a text after a place, as in "Geneva, 30 May 2025"; None if there is none."""
    place = _DATELINE_PLACE.match(text)
    day = _DATE.match(text, place.end()) if place else None
    return parse_date(day[0], language) if day else None


def format_instant(when: datetime) -> str:
    """Return an instant as ISO 8601 to the second; exactly midnight is taken for a day without a time."""
    if (when.hour, when.minute, when.second) == (0, 0, 0):
        return when.date().isoformat()
    return when.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _parse_numeric(match: re.Match[str], text: str) -> str | None:
    date = "-".join(part.zfill(2) for part in match.groups() if part)
    has_time = match[3] and _TIME.fullmatch(text, match.end())
    try:
        isoparse(date)
        return format_instant(parse(text)) if has_time else date
    except ValueError:
        return None


def _parse_words(text: str, language: str | None) -> str | None:
    year = _YEAR.search(text)
    if year is None:
        return None
    ambiguous = _AMBIGUOUS.search(text)
    if ambiguous and _is_ambiguous(int(ambiguous[1]), int(ambiguous[2]), language):
        return year[1]
    parsed = _load_parser(language).get_date_data(text)
    if parsed.date_obj is None or parsed.date_obj.year != int(year[1]):
        return None
    return (
        parsed.date_obj.strftime(_FORMATS[parsed.period])
        if parsed.period in _FORMATS
        else format_instant(parsed.date_obj)
    )


def _is_ambiguous(first: int, second: int, language: str | None) -> bool:
    """Return whether two numbers can be day and month as well as month and day."""
    return first != second and max(first, second) <= _MONTHS_A_YEAR and (language or "en") == "en"


@lru_cache
def _load_parser(language: str | None) -> DateDataParser:
    settings = {
        "RETURN_TIME_AS_PERIOD": True,
        "REQUIRE_PARTS": ["year"],
        "RELATIVE_BASE": datetime(1, 1, 1, tzinfo=UTC),
    }
    name, _, region = (language or "en").partition("-")
    names = dict.fromkeys([name, "en"])
    try:
        return DateDataParser(languages=[*names], region=region or None, use_given_order=True, settings=settings)
    except ValueError:  # a language that dateparser does not support
        return DateDataParser(languages=["en"], settings=settings)
