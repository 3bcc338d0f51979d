"""Dates as sources give them: a year, a month, a day or an instant, each standing for all of it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateutil.parser import isoparse
from dateutil.relativedelta import relativedelta

_PRECISION = {4: relativedelta(years=1), 7: relativedelta(months=1)}
_DAY = relativedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date of any precision covers, first and last included."""

    first: date
    last: date

    @classmethod
    @lru_cache(maxsize=65536)  # a library has many articles of one day, and each filter asks for all
    def parse(cls, text: str) -> "Period":
        """Read ISO 8601 of any precision: `2014` is the whole year, `2014-09` the month.

        Raises ValueError where the text is not such a date.
        """
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2}([T ].+)?)?)?", text):
            message = f"not an ISO 8601 date such as 2014, 2014-09 or 2014-09-27: {text[:40]!r}"
            raise ValueError(message)
        first = isoparse(text).date()
        try:
            return cls(first, first + _PRECISION.get(len(text), _DAY) - _DAY)
        except (OverflowError, ValueError):
            return cls(first, date.max)  # the calendar ends with the year 9999
