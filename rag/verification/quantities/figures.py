"""Figures: every number of a written sentence, with what it counts, must stand in the quotation."""

from collections.abc import Iterator, Sequence

from rag.verification.binding import is_bound_elsewhere
from rag.verification.dates import find_date_words, find_dates
from rag.verification.faults import Fault
from rag.verification.quantities.derived_figures import has_multiple, is_derived
from rag.verification.quantities.idle_numbers import counts_nothing
from rag.verification.quantities.implied_units import has_implied_unit, is_said_as_age
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.numbers import VAGUE_NUMBERS, Figure, find_numbers, list_bounds
from rag.verification.wording.words import ALIGNED, Word, WordSequence, match_words

_TOLERANCE, _ABOUT = 0.25, 0.06
_MULTIPLES = {"double": 2, "dual": 2, "twice": 2, "triple": 3, "treble": 3, "quadruple": 4, "single": 1}
_LENGTHS = {
    "minute": ("minutes", 1.0), "hour": ("minutes", 60.0), "day": ("minutes", 1_440.0), "week": ("minutes", 10_080.0),
    "month": ("months", 1.0), "year": ("months", 12.0), "decade": ("months", 120.0), "century": ("months", 1_200.0),
}  # fmt: skip
_ROUGH_SHARE = 4.0  # percent by which "almost a third" may differ from a share
_LATEST = frozenset(("in", "since", "for"))
_SPANS = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"))
_PERIODS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year",
}  # fmt: skip
_SCALES = frozenset(("million", "billion", "trillion"))
_STEPS = frozenset(("to", "by", "from"))
_CURRENCIES = frozenset(("dollar", "euro", "pound", "yen", "rouble", "yuan"))


def find_figures(sequence: WordSequence) -> list[Figure]:
    """Return the figures of a text; years and days of a month are none."""
    return [figure for figure in find_numbers(sequence) if not _is_date(sequence, figure)]


def _is_date(sequence: WordSequence, figure: Figure) -> bool:
    return figure.first in find_date_words(sequence)


def check_figures(
    written: WordSequence,
    quoted: WordSequence,
    published: str | None = None,
    known: frozenset[float] = frozenset(),
) -> list[Fault]:
    """Return the faults of the figures of a sentence; `known` are numbers that are allowed besides.

    What lies between a date of the quotation and its publication is known, too.
    """
    recorded, faults = find_figures(quoted), []
    for figure in find_figures(written):
        if counts_nothing(written, figure, quoted):
            continue
        same = [other for other in recorded if _is_same(figure, other)]
        if not same and _is_compound(written, figure) and not _is_counted_otherwise(written, figure, quoted, recorded):
            continue
        if not same:
            is_known = (figure.value in known and figure.unit is None) or _is_century_of(figure, quoted)
            is_known = is_known or is_derived(figure, written, quoted, recorded, published)
            if not is_known and not _is_article_only(figure) and not _is_first_since(written, figure, quoted):
                faults.append(Fault("figure", f"“{figure.text}” is not in the quotation"))
            continue
        faults += _check_match(written, quoted, figure, same, recorded)
    faults += _check_vague(written, quoted, recorded)
    faults += _check_spans(written, quoted)
    faults += _check_scales(written, quoted)
    return faults


def _is_compound(written: WordSequence, figure: Figure) -> bool:
    """Return whether a number in letters is part of an adjective: "two-sided"."""
    word = written.words[figure.first]
    return not word.is_number and written.text[word.end : word.end + 1] == "-" and not figure.unit


def _is_century_of(figure: Figure, quoted: WordSequence) -> bool:
    """Return whether "the seventeenth century" is that of a year of the quotation."""
    if figure.unit != "century" or not figure.is_ordinal:
        return False
    return any(day.year is not None and (day.year - 1) // 100 + 1 == figure.value for day in find_dates(quoted))


def _is_first_since(written: WordSequence, figure: Figure, quoted: WordSequence) -> bool:
    """Return whether "the first in 25 years" is what the quotation says of 25 years since the last one."""
    following = written.words[figure.last + 1 : figure.last + 4]
    is_latest = figure.is_ordinal and figure.value == 1 and any(word.form in _LATEST for word in following)
    return is_latest and bool({"last", "since", "previous"} & quoted.forms)


def _is_counted_otherwise(
    written: WordSequence, figure: Figure, quoted: WordSequence, recorded: Sequence[Figure]
) -> bool:
    """Return whether another number stands before the same word in the quotation: "two-State", not "three-State"."""
    following = {word.stem for word in written.words[figure.last + 1 : figure.last + 2]}
    return any(word.stem in following for other in recorded for word in quoted.words[other.last + 1 : other.last + 2])


def _is_article_only(figure: Figure) -> bool:
    return figure.is_ordinal and figure.text.casefold() == "second" and figure.unit is not None


def _is_same(figure: Figure, other: Figure) -> bool:  # noqa: C901, PLR0911 (one return a way to be the same)
    if figure.is_ordinal != other.is_ordinal:
        return False
    if abs(figure.value - other.value) <= 1e-9 * max(1.0, abs(other.value)):
        return True
    if {figure.unit, other.unit} == {"percent", None}:
        fraction, share = sorted((figure, other), key=lambda one: one.unit == "percent")
        if abs(fraction.value * 100 - share.value) < (_ROUGH_SHARE if figure.bound in {"-", "~"} else 0.5):
            return True
        if fraction is figure and figure.value < 1 and figure.bound in {">", "<"}:
            ratio = share.value / (fraction.value * 100)
            return 1 < ratio <= 1 + _TOLERANCE if figure.bound == ">" else 1 - _TOLERANCE <= ratio < 1
    if _is_as_long(figure, other):
        return True
    if figure.unit != other.unit:
        return False
    ratio = other.value / figure.value if figure.value else 0.0
    if _count_digits(figure.value) >= _count_digits(other.value):
        return False  # not a rounding of it
    match figure.bound:
        case ">":
            return 1 < ratio <= 1 + _TOLERANCE
        case "-":
            return 1 - _ABOUT <= ratio < 1
        case "<":
            return 1 - _TOLERANCE <= ratio < 1 and other.bound != ">"
        case "~":
            return abs(ratio - 1) <= _ABOUT
    return False


def _count_digits(value: float) -> int:
    """Return how many digits a number has without the zeros that end it."""
    return len(f"{value:.10g}".replace(".", "").strip("0").split("e")[0])


def _is_as_long(figure: Figure, other: Figure) -> bool:
    """Return whether two figures are the same length of time: two weeks, 14 days; a quarter of a century, 25 years."""
    lengths = [_LENGTHS[unit] for unit in (figure.unit, other.unit) if unit in _LENGTHS]
    if len(lengths) < 2 or lengths[0][0] != lengths[1][0]:  # noqa: PLR2004 (of both)
        return False
    return abs(figure.value * lengths[0][1] - other.value * lengths[1][1]) < 1e-9 * lengths[0][1]


def _check_match(  # noqa: C901 (one branch a fault)
    written: WordSequence, quoted: WordSequence, figure: Figure, same: Sequence[Figure], recorded: Sequence[Figure]
) -> Iterator[Fault]:
    if _is_less(written, figure, quoted, same):
        yield Fault("figure", f"“{figure.text}” is not more in the quotation")
    if all({figure.bound, other.bound} in ({">", "<"}, {">", "-"}) for other in same):
        yield Fault("figure", f"“{figure.text}” is bounded the other way in the quotation")
    if all(_is_other_step(written, figure, quoted, other) for other in same):
        yield Fault("figure", f"“{figure.text}” is a step of another kind in the quotation")
    units = [other for other in same if figure.unit == other.unit or _is_as_long(figure, other) or not figure.unit]
    if not units and {figure.unit} & _CURRENCIES | {other.unit for other in same} & _CURRENCIES == set():
        units = [other for other in same if _is_fraction_of(figure, other)]
    units = units or [other for other in same if has_implied_unit(written, figure, quoted, other, recorded)]
    if not units:
        yield Fault("unit", f"“{figure.text}” has another unit in the quotation")
    elif figure.unit is None and all(other.unit for other in same) and not figure.is_ordinal:
        counted = _find_named(written, figure)
        near = [word for other in same for word in _find_counted(quoted, other)]
        if counted and not _any_match(counted, near):
            yield Fault("unit", f"“{figure.text}” counts something else in the quotation")
    elif figure.unit is None and not figure.is_ordinal and not is_said_as_age(written, figure, quoted, same):
        yield from _check_counted(written, quoted, figure, same)
    yield from _check_binding(written, quoted, figure, same, recorded)


def _is_less(written: WordSequence, figure: Figure, quoted: WordSequence, same: Sequence[Figure]) -> bool:
    """Return whether "more than 40" is 40 in the quotation, and not the less of two ends."""
    before = {word.form for word in written.words[max(0, figure.first - 3) : figure.first]}
    is_range = "between" in quoted.forms or {"from", "to"} <= quoted.forms
    is_exact = all(other.value == figure.value and other.bound in {"", "~"} for other in same)
    return figure.bound == ">" and is_exact and not is_range and "least" not in before


def _is_other_step(written: WordSequence, figure: Figure, quoted: WordSequence, other: Figure) -> bool:
    """Return whether one text goes to a figure and the other by it."""
    steps = _read_step(written, figure), _read_step(quoted, other)
    return "" not in steps and steps[0] != steps[1]


def _read_step(sequence: WordSequence, figure: Figure) -> str:
    """Return "to", "by" or "from" before a figure and the words that bound it; else nothing."""
    bounding = {word for phrases in list_bounds().values() for phrase in phrases for word in phrase.split()} | {
        "$",
        "€",
        "£",
    }
    for word in reversed(sequence.words[max(0, figure.first - 5) : figure.first]):
        if word.form in _STEPS:
            return word.form
        if word.form not in bounding:
            break
    return ""


def _is_fraction_of(figure: Figure, other: Figure) -> bool:
    return {figure.unit, other.unit} == {"percent", None} and min(figure.value, other.value) < 1


def _check_counted(
    written: WordSequence, quoted: WordSequence, figure: Figure, same: Sequence[Figure]
) -> Iterator[Fault]:
    counted = _find_named(written, figure)
    near = [
        word
        for other in same
        for word in quoted.words[max(0, other.first - 4) : other.last + 5]
        if word.is_content or word.is_capital
    ]
    has_acronym = any(word.text.rstrip("s").isupper() for word in near)
    if counted and near and not has_acronym and not _any_match(counted, near):
        yield Fault("figure", f"“{figure.text} {counted[0].text}” counts something else in the quotation")


def _find_named(sequence: WordSequence, figure: Figure) -> list[Word]:
    """Return the words right after a figure, before any preposition: none of "44 million into poverty"."""
    counted = _find_counted(sequence, figure)
    following = sequence.words[figure.last + 1 : figure.last + 2]
    return counted if following and following[0].is_content else []


def _find_counted(sequence: WordSequence, figure: Figure) -> list[Word]:
    """Return the words after a figure that may name what it counts."""
    part = sequence.words[figure.last].part
    words = sequence.words[figure.last + 1 : figure.last + 4]
    return [
        word
        for at, word in enumerate(words)
        if word.part == part and word.is_content and (at == 0 or word.form not in load_lexicon().cues)
    ]


def _any_match(words: Sequence[Word], others: Sequence[Word]) -> bool:
    return any(match_words(word, other) >= ALIGNED for word in words for other in others)


def _check_binding(
    written: WordSequence, quoted: WordSequence, figure: Figure, same: Sequence[Figure], recorded: Sequence[Figure]
) -> Iterator[Fault]:
    """Yield a fault if the words around a figure stand around another figure of the quotation."""
    others = [other for other in recorded if other not in same and other.unit == same[0].unit and not other.is_ordinal]
    if not others or figure.is_ordinal:
        return
    if is_bound_elsewhere(written, quoted, range(figure.first, figure.last + 1), same, others):
        yield Fault("figure", f"“{figure.text}” belongs to something else in the quotation")


def _check_vague(written: WordSequence, quoted: WordSequence, recorded: Sequence[Figure]) -> Iterator[Fault]:
    for word in written.words:
        is_new = word.form in _MULTIPLES and word.stem not in quoted.stems
        if (
            is_new
            and not _has_multiple(word.form, recorded)
            and not has_multiple(_MULTIPLES[word.form], quoted, recorded)
        ):
            yield Fault("figure", f"“{word.text}” is not in the quotation")
        bounds = VAGUE_NUMBERS.get(word.form)
        if bounds is None or word.stem in quoted.stems:
            continue
        if not any(bounds[0] <= other.value <= bounds[1] for other in recorded):
            yield Fault("figure", f"“{word.text}” is not in the quotation")


def _has_multiple(form: str, recorded: Sequence[Figure]) -> bool:
    return any(other.value == _MULTIPLES[form] for other in recorded)


def _check_scales(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "per billion" or "trillions" where the quotation has only another scale."""
    theirs = {word.form.removesuffix("s") for word in quoted.words} & _SCALES
    numbers = {figure.last for figure in find_figures(written)} | {figure.last - 1 for figure in find_figures(written)}
    for position, word in enumerate(written.words):
        scale = word.form.removesuffix("s")
        if theirs and scale in _SCALES - theirs and position not in numbers:
            yield Fault("unit", f"“{word.text}” has another unit in the quotation")


def _check_spans(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "months" without a number where the quotation has "years"."""
    units = load_lexicon().units
    mine = {units[word.form]: word for word in written.words if units.get(word.form) in _SPANS}
    mine |= {_PERIODS[word.form]: word for word in written.words if word.form in _PERIODS}
    theirs = {units[word.form] for word in quoted.words if units.get(word.form) in _SPANS}
    theirs |= {_PERIODS[word.form] for word in quoted.words if word.form in _PERIODS}
    recorded = find_figures(quoted)
    idle = {figure.unit for figure in find_figures(written) if counts_nothing(written, figure, quoted)}
    mine = {unit: word for unit, word in mine.items() if unit not in idle}
    matched = {figure.unit for figure in find_figures(written) if any(_is_as_long(figure, other) for other in recorded)}
    has_years = any(other.unit in {"year", "decade", "century"} for other in recorded)
    for unit, word in mine.items():
        if theirs and unit not in theirs | matched and not has_years:
            yield Fault("unit", f"“{word.text}” is not in the quotation")
