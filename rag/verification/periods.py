"""Periods: decades and seasons that a sentence names are those of the quotation."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from rag.verification.faults import Fault
from rag.verification.wording.words import WordSequence

_YEAR = re.compile(r"(?:1[4-9]|20)\d\d$")
_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
_BEFORE_SEASON = frozenset(("next", "last", "this", "the", "in", "by", "since", "early", "late", "coming", "previous"))


def check_periods(written: WordSequence, quoted: WordSequence, years: Collection[int]) -> Iterator[Fault]:
    """Yield a fault for each decade without a year of the quotation, and for each season that it does not name."""
    decades = {*_find_decades(quoted), *(year // 10 * 10 for year in years)}
    for decade in _find_decades(written):
        if decade not in decades:
            yield Fault("date", f"“{decade}s” is not in the quotation")
    seasons = {_SEASONS[word.form] for word in quoted.words if word.form in _SEASONS}
    for season, text in _find_seasons(written).items():
        if season not in seasons:
            yield Fault("date", f"“{text}” is not in the quotation")


def _find_decades(sequence: WordSequence) -> list[int]:
    """Return the first year of each decade that is named: 1930, of "the 1930s"."""
    pairs = pairwise(sequence.words)
    return [int(word.text) for word, other in pairs if _YEAR.match(word.text) and other.form == "s"]


def _find_seasons(sequence: WordSequence) -> dict[str, str]:
    """Return the seasons that are named: next fall, of which "fall" alone may be a verb."""
    named = {
        word.form: f"{before.text} {word.text}"
        for before, word in pairwise(sequence.words)
        if word.form in _SEASONS and before.form in _BEFORE_SEASON
    }
    return {_SEASONS[form]: text for form, text in named.items()}
