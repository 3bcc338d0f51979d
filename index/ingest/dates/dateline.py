"""What the layout of a document tells: the date above its text, and which paragraphs are not the author's."""

import re
from collections.abc import Sequence

from index.ingest.dates.parse import dateline, first_day
from index.text.boilerplate import Furniture
from index.text.boilerplate_patterns import DATE_ABOVE

_CHANGED = re.compile(r"updated?|modified|edited|changed", re.IGNORECASE)
_TOP = 3  # paragraphs that may begin with a place and a date


def date_above(text: str, left: Sequence[Furniture], language: str | None) -> str | None:
    """Give the date above a text, or after the place it begins with, as ISO 8601; None where there is none."""
    lines = [found.span.slice(text) for found in left if found.kind == DATE_ABOVE]
    above = [day for line in lines if not _CHANGED.search(line) and (day := first_day(line, language))]
    places = [day for paragraph in text.split("\n\n", _TOP)[:_TOP] if (day := dateline(paragraph, language))]
    return next(iter([*above, *places]), None)


def without(text: str, left: Sequence[Furniture]) -> str:
    """Give a text of paragraphs, parted by blank lines, without those that are furniture."""
    starts = {found.span.start for found in left}
    kept, at = [], 0
    for paragraph in text.split("\n\n"):
        kept += [] if at in starts else [paragraph]
        at += len(paragraph) + 2
    return "\n\n".join(kept)
