"""Manner: whether content is quoted, paraphrased, or partly each."""

from collections.abc import Sequence

from index.attribution.statements import Attribution
from index.text.quotation_marks import DOUBLE, DOUBLE_OPENING, SINGLE_QUOTATION
from index.text.spans import Span

_PUNCTUATION = " \t\n.,;:"  # that may surround a quotation within its span of content


def classify_manner(text: str, content: Sequence[Span]) -> Attribution:
    """Return whether content is quoted, paraphrased, or partly each."""
    parts = [part.slice(text) for part in content]
    if all(map(_is_quotation, parts)):
        return "direct"
    return "mixed" if any(mark in part for part in parts for mark in DOUBLE) else "indirect"


def _is_quotation(part: str) -> bool:
    if SINGLE_QUOTATION.fullmatch(part):
        return True
    inside = part.strip(_PUNCTUATION).rstrip(DOUBLE)
    return inside[:1] in DOUBLE_OPENING and not any(mark in inside[1:] for mark in DOUBLE)
