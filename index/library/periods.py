"""Periods: dates as precise as sources state them, each covering a whole year, month or day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateutil.parser import isoparse

from index.errors import InvalidDate

_YEAR, _MONTH, _DAY = map(len, ("2014", "2014-09", "2014-09-27"))
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
            first = date.fromisoformat(text) if len(text) == _DAY and text.isascii() else isoparse(text).date()
        except ValueError:
            raise InvalidDate(text) from None
        if len(text) == _MONTH:
            return cls(first, first.replace(day=monthrange(first.year, first.month)[1]))
        return cls(first, first.replace(month=12, day=31) if len(text) == _YEAR else first)
