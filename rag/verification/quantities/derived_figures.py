"""Derived figures: numbers that a sentence counts from those of the quotation.

"Four years" of 2012 to 2015, "three decades" of a thirtieth anniversary, "18 points" of 65 and 83 per cent, "twice as
many" of 41 and 16, "more than half" of 350 and 592, "three countries" of three that are named.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations

from rag.verification.dates import Day, find_dates, parse_published
from rag.verification.wording.numbers import Figure
from rag.verification.wording.words import WordSequence

_MONTHS = {"day": 12 / 365, "week": 12 / 52, "month": 1.0, "year": 12.0, "decade": 120.0, "century": 1_200.0}
_LENGTHS = frozenset(("minute", "hour", *_MONTHS))
_SLACK = {"": 0.01, "~": 0.12, "-": 0.12, ">": 0.25, "<": 0.25}
_MAX_FIGURES = 8  # of a quotation that are combined with each other
_MAX_COUNTED = 6
_MIN_PART = 0.1
_ADDING = frozenset(("total", "altogether", "combined", "counting", "together", "both", "sum", "overall"))
_COMPARING = frozenset(
    ["by", "more", "fewer", "less", "up", "down", "outnumber", "gain", "gains",
     "rise", "loss", "drop", "gap", "difference", "point", "points", "margin", "ahead"]
)  # fmt: skip
_AND = re.compile(r"\band\b|\bbut\b|;")
_ONE = frozenset(("a", "an", "one", "single", "each", "every", "sole"))
_COUPLE = frozenset(("couple", "pair", "both", "twin", "dual", "bilateral"))
_TIMES = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "twofold": 2.0, "triple": 3.0, "tripled": 3.0, "threefold": 3.0}
_MULTIPLYING = frozenset(("times", "fold"))


def is_derived(
    figure: Figure, written: WordSequence, quoted: WordSequence, recorded: Sequence[Figure], published: str | None
) -> bool:
    """Return whether a figure of a sentence can be counted from the quotation."""
    if figure.unit in _MONTHS:
        lengths = [*_list_lengths(quoted, recorded, published)]
        return any(_is_near(figure, figure.value * _MONTHS[figure.unit], length) for length in lengths)
    if figure.is_ordinal:
        return any(not other.is_ordinal and other.value == figure.value and other.unit == "year" for other in recorded)
    if any(other.is_ordinal and other.value == figure.value > _MAX_COUNTED for other in recorded):
        return True  # a 22nd title: 22 titles
    following = written.words[figure.last + 1 : figure.last + 2]
    if following and following[0].form in _MULTIPLYING:
        return has_multiple(figure.value, quoted, recorded)
    if _is_combined(figure, written, recorded):
        return True
    return figure.unit is None and not figure.bound and _is_counted(figure, written, quoted, recorded)


def has_multiple(value: float, quoted: WordSequence, recorded: Sequence[Figure]) -> bool:
    """Return whether one figure of a quotation is so many times another, or is said to be."""
    if any(_TIMES.get(word.form) == value for word in quoted.words):
        return True
    pairs = permutations(recorded[:_MAX_FIGURES], 2)
    return any(other.value > 0 and value <= one.value / other.value < value * 1.5 for one, other in pairs)


def _list_lengths(quoted: WordSequence, recorded: Sequence[Figure], published: str | None) -> Iterator[float]:
    """Yield in months what time lies between two dates, from one until publication, and how long is said."""
    days = [day for day in find_dates(quoted) if day.year is not None]
    months = [(day.year or 0) * 12 + (day.month or 1) for day in days]
    said = next(iter(parse_published(published)), None)
    for one, other in permutations(months, 2):
        yield from (other - one, other - one + 12) if other >= one else ()
    if said and said.year:
        now = said.year * 12 + (said.month or 1)
        yield from (abs(now - month) for month in months)
    yield from (figure.value * 12 for figure in recorded if figure.is_ordinal)
    yield from (figure.value * _MONTHS[figure.unit] for figure in recorded if figure.unit in _MONTHS)
    within = [day for day in find_dates(quoted) if day.day is not None]
    for begun, ended in permutations(within, 2):
        if _are_near(begun, ended):
            yield ((ended.day or 0) - (begun.day or 0) + 1) * _MONTHS["day"]
    numbers = [figure for figure in recorded if figure.unit is None and not figure.is_ordinal]
    for day in within:  # "from 2 to 4 July"
        yield from (((day.day or 0) - number.value + 1) * _MONTHS["day"] for number in numbers)


def _are_near(day: Day, other: Day) -> bool:
    """Return whether two days are of one month and year, as far as these are known."""
    return day.month in {None, other.month} and day.year in {None, other.year}


def _is_near(figure: Figure, value: float, other: float) -> bool:
    slack = _SLACK.get(figure.bound, 0.01)
    if figure.bound == ">":
        return value * 0.99 <= other <= value * (1 + slack)
    if figure.bound in {"<", "-"}:
        return value * (1 - slack) <= other <= value * 1.01
    return abs(other - value) <= slack * value


def _is_combined(figure: Figure, written: WordSequence, recorded: Sequence[Figure]) -> bool:
    """Return whether a figure is the sum, the difference or the share of two of the quotation in one unit."""
    figures = [other for other in recorded if not other.is_ordinal][:_MAX_FIGURES]
    unit = {"points": "percent"}.get(figure.unit or "", figure.unit)
    for one, other in permutations(figures, 2):
        if one.unit != other.unit or other.value == 0 or one.unit in _LENGTHS:
            continue
        if figure.value < 1 and figure.unit is None and _is_near(figure, figure.value, one.value / other.value):
            return True
        if unit not in {one.unit, None} or one.value + other.value == 0:
            continue
        is_part = min(one.value, other.value) > _MIN_PART * figure.value  # nothing is added to 400 by 4
        if figure.value <= 1 or not is_part:
            continue
        if _ADDING & written.forms and _is_near(figure, figure.value, one.value + other.value):
            return True
        if _COMPARING & written.forms and _is_near(figure, figure.value, one.value - other.value):
            return True
    return False


def _is_counted(figure: Figure, written: WordSequence, quoted: WordSequence, recorded: Sequence[Figure]) -> bool:
    """Return whether "two" or "three" counts what the quotation lists, and the quotation has no such number itself."""
    following = [word.stem for word in written.words[figure.last + 1 : figure.last + 3]]
    if not 2 <= figure.value <= _MAX_COUNTED or written.words[figure.first].is_number:  # noqa: PLR2004 (more than one)
        return False
    others = [other for other in recorded if 1 < other.value <= 2 * _MAX_COUNTED and not other.is_ordinal]
    if any(word.stem in following for other in others for word in quoted.words[other.last + 1 : other.last + 4]):
        return False
    if figure.value == 2 and _COUPLE & quoted.forms:  # noqa: PLR2004 (a couple)
        return True
    if any(
        word.form in _ONE and any(other.stem in following and other.is_content for other in quoted.after(position, 2))
        for position, word in enumerate(quoted.words)
    ):
        return False
    return bool(_write_list_pattern(int(figure.value)).search(quoted.text))


@cache
def _write_list_pattern(items: int) -> re.Pattern[str]:
    """Return a pattern of a list of so many items: "X, Y and Z"."""
    return _AND if items == 2 else re.compile(rf"(?:[^,.;]{{2,80}}[,;] ){{{items - 2}}}[^,.;]{{2,80}}[,;]? (?:and|or) ")  # noqa: PLR2004 (two)
