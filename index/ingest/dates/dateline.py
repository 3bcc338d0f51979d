"""Datelines: the date above a text, or after the place that it begins with."""

import re
from collections.abc import Sequence

from index.ingest.dates.parse import find_first_date, parse_dateline
from index.text.boilerplate import Boilerplate
from index.text.boilerplate_patterns import DATE_ABOVE

_CHANGED = re.compile(r"updated?|modified|edited|changed", re.IGNORECASE)
_MAX_PARAGRAPHS = 3  # that may begin with a place and a date


def find_date_above(text: str, boilerplate: Sequence[Boilerplate], language: str | None) -> str | None:
    """Return the date above a text, or after the place it begins with, as ISO 8601; None if there is none."""
    lines = [part.span.slice(text) for part in boilerplate if part.kind == DATE_ABOVE]
    dates = [day for line in lines if not _CHANGED.search(line) and (day := find_first_date(line, language))]
    datelines = [
        day
        for paragraph in text.split("\n\n", _MAX_PARAGRAPHS)[:_MAX_PARAGRAPHS]
        if (day := parse_dateline(paragraph, language))
    ]
    return next(iter([*dates, *datelines]), None)
