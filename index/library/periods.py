"""Periods: dates as precise as sources state them, each covering a whole year, month or day."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateutil.parser import isoparse
from dateutil.relativedelta import relativedelta

from index.errors import InvalidDate

_LENGTHS = {len("2014"): relativedelta(years=1), len("2014-09"): relativedelta(months=1)}
_DAY = relativedelta(days=1)
_ISO_8601 = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ].+)?)?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date of any precision covers, first and last included."""

    first: date
    last: date

    @classmethod
    @lru_cache(maxsize=65536)  # many articles share a day, and each filter parses the date of every article
    def parse(cls, text: str) -> "Period":
        """Parse ISO 8601 of any precision: `2014` is the whole year, `2014-09` the month.

        Raises InvalidDate, a ValueError, if the text is not such a date.
        """
        if not _ISO_8601.fullmatch(text):
            raise InvalidDate(text)
        try:
            first = isoparse(text).date()
        except ValueError:
            raise InvalidDate(text) from None
        try:
            return cls(first, first + _LENGTHS.get(len(text), _DAY) - _DAY)
        except (OverflowError, ValueError):
            return cls(first, date.max)  # the calendar ends with the year 9999
