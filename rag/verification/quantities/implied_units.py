"""Implied units: what a figure of a quotation measures although the unit stands elsewhere.

The age of "Ada Berg, 34," is 34 years; of "to 9.2% from 10.1" both figures are per cents.
"""

from collections.abc import Sequence

from rag.verification.wording.numbers import Figure
from rag.verification.wording.words import WordSequence

_STEPS = frozenset(("from", "to", "and", "or"))
_OF_AGE = frozenset(("of", "aged", "age", "at"))
_NEAR = 3  # words between two figures of one step


def has_implied_unit(
    written: WordSequence, figure: Figure, quoted: WordSequence, other: Figure, recorded: Sequence[Figure]
) -> bool:
    """Return whether a figure of the quotation without a unit has that of the sentence's figure."""
    if figure.unit is None or other.unit is not None or other.is_ordinal:
        return False
    following = written.words[figure.last + 1 : figure.last + 2]
    if figure.unit == "year" and following and following[0].form in {"old", "olds"}:
        return is_age(quoted, other)
    return any(_are_steps(quoted, one, other) for one in recorded if one.unit == figure.unit)


def is_said_as_age(written: WordSequence, figure: Figure, quoted: WordSequence, same: Sequence[Figure]) -> bool:
    """Return whether "a woman of 71" has the age that stands after her name in the quotation."""
    before = written.words[figure.first - 1].form if figure.first else ""
    return before in _OF_AGE and any(is_age(quoted, other) for other in same)


def is_age(quoted: WordSequence, figure: Figure) -> bool:
    """Return whether a figure stands alone between commas after a name."""
    words = quoted.words
    if not figure.first or not words[figure.first].is_number or figure.first != figure.last:
        return False
    before, text = words[figure.first - 1], quoted.text
    is_apposed = before.is_capital and text[before.end : words[figure.first].start].strip() == ","
    return is_apposed and text[words[figure.last].end :].lstrip()[:1] in {",", ".", ";", ")", ""}


def _are_steps(quoted: WordSequence, one: Figure, other: Figure) -> bool:
    """Return whether two figures are the ends of one step or range."""
    first, second = sorted((one, other), key=lambda figure: figure.first)
    between = quoted.words[first.last + 1 : second.first]
    return 0 < len(between) <= _NEAR and between[-1].form in _STEPS
