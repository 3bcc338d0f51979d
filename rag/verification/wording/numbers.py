"""Numbers: what a text counts or measures, in figures or letters, with units and what qualifies them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.words import Word, WordSequence, find_runs

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_NUMBERS = {word: float(number) for number, word in enumerate(f"{_ONES} eighteen nineteen".split())}
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS |= {word: 10.0 * number for number, word in enumerate(_TENS, start=2)}
_FRACTIONS = {
    "half": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
    "sixth": 1 / 6,
    "eighth": 0.125,
    "tenth": 0.1,
    "tenths": 0.1,
}
_ORDINALS = dict(
    zip(
        [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
            "nineteenth", "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth",
            "ninetieth", "hundredth",
        ],
        (*range(1, 20), *range(20, 101, 10)), strict=True,
    )
)  # fmt: skip
_MEASURES = frozenset(
    ("decade", "century", "metre", "kilometre", "mile", "tonne", "kilogram", "hectare", "acre", "litre")
)
_ORDINAL = re.compile(r"^(st|nd|rd|th)$")
VAGUE_NUMBERS: dict[str, tuple[float, float]] = {
    "dozens": (20, 200),
    "scores": (40, 400),
    "hundreds": (100, 2_000),
    "thousands": (1_000, 500_000),
    "millions": (1e6, 1e9),
    "billions": (1e9, 1e12),
    "trillions": (1e12, 1e15),
}
"""Words for an uncertain number, with the least and the most that they stand for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: its value, unit, how it is qualified, and the positions of its first and last word."""

    value: float
    unit: str | None
    bound: str
    first: int
    last: int
    is_ordinal: bool = False
    text: str = ""


def find_numbers(sequence: WordSequence) -> Iterator[Figure]:
    """Yield the numbers of a text, in figures or letters, with their units."""
    return find_runs(sequence, _read_figure)


def list_bounds() -> dict[str, tuple[str, ...]]:
    """Return the phrases that qualify a number, by their sign: < below, > above, - nearly, ~ about."""
    lexicon = load_lexicon()
    return {"<": lexicon.below, ">": lexicon.above, "-": lexicon.near, "~": lexicon.about}


def _read_figure(sequence: WordSequence, position: int) -> Figure | None:
    words = sequence.words
    found = _read_number(words, position)
    if found is None:
        return None
    value, last, is_ordinal = found
    unit, end = _read_unit(words, position, last)
    if _read_half_more(words, position):
        unit, end = load_lexicon().units[words[position].form], position + 3
    if (share := _read_share(words, last)) and unit is None:
        return Figure(
            value / share * 100,
            "percent",
            _read_bound(words, position),
            position,
            last + (2 if words[last + 1].form == "in" else 3),
            text=f"{value:g} of {share:g}",
        )
    if words[last].form in _FRACTIONS and (long := _read_fraction_of(words, last)):
        unit, end = long
    text = sequence.text[words[position].start : words[end].end]
    return Figure(value, unit, _read_bound(words, position), position, end, is_ordinal, text)


def _read_number(  # noqa: C901, PLR0911, PLR0912 (one return a form of number)
    words: Sequence[Word], position: int
) -> tuple[float, int, bool] | None:
    word = words[position]
    if long := _read_half_more(words, position) or _read_whole(words, position):
        return long
    scales = load_lexicon().scales
    following = words[position + 1] if position + 1 < len(words) else None
    if word.is_number:
        value, last = float(word.text.replace(",", "")), position
        if following and _ORDINAL.match(following.form) and following.start == word.end:
            return value, position + 1, True
    elif word.form in _TENS and following and following.form in _ORDINALS and following.start == word.end + 1:
        return _NUMBERS[word.form] + _ORDINALS[following.form], position + 1, True
    elif word.form in _NUMBERS:
        value, last = _read_words(words, position)
        if word.form == "one" and last == position and not _is_counted(words, position):
            return None
    elif word.form == "half" and [other.form in {"a", *scales} for other in words[position + 1 : position + 3]] == [
        True,
        True,
    ]:
        return scales.get(words[position + 2].form, 1.0) / 2, position + 2, False
    elif word.form in _FRACTIONS and (word.form not in _ORDINALS or _is_fraction(words, position)):
        return _FRACTIONS[word.form], position, False
    elif word.form in _ORDINALS:
        return float(_ORDINALS[word.form]), position, True
    elif word.form == "dozen":
        return 12.0, position, False
    elif (
        word.form in scales
        and position
        and words[position - 1].form in {"a", "one"}
        and word.form not in {"m", "mn", "bn"}
    ):
        return scales[word.form], position, False
    else:
        return None
    if [other.form for other in words[last + 1 : last + 4]] in (["and", "a", "half"], ["and", "a", "quarter"]):
        value, last = value + _FRACTIONS[words[last + 3].form], last + 3
    while last + 1 < len(words) and words[last + 1].form in scales and words[last + 1].clause == word.clause:
        last += 1
        value *= scales[words[last].form]
    if last + 1 < len(words) and words[last + 1].form in _FRACTIONS and words[last + 1].form != "half":
        return value * _FRACTIONS[words[last + 1].form], last + 1, False
    return value, last, False


def _read_half_more(words: Sequence[Word], position: int) -> tuple[float, int, bool] | None:
    """Return what "year and a half" is: one and a half years, of which the word "year" is the number and the unit."""
    forms = [word.form for word in words[position + 1 : position + 4]]
    if words[position].form in load_lexicon().units and forms == ["and", "a", "half"]:
        return 1.5, position, False
    return None


def _read_whole(words: Sequence[Word], position: int) -> tuple[float, int, bool] | None:
    """Return 1 for "a decade" or "a metre", which are a length as one with a number is."""
    following = words[position + 1].form if position + 1 < len(words) else ""
    is_fraction = position and words[position - 1].form in {"of", *_FRACTIONS}
    if words[position].form in {"a", "an"} and load_lexicon().units.get(following) in _MEASURES and not is_fraction:
        return 1.0, position, False
    return None


def _read_words(words: Sequence[Word], position: int) -> tuple[float, int]:
    """Return the value of a number in letters, up to 99, and the position of its last word."""
    value = _NUMBERS[words[position].form]
    tens, following = 20, words[position + 1].form if position + 1 < len(words) else ""
    if value >= tens and 0 < _NUMBERS.get(following, 0) < 10:  # noqa: PLR2004 (units after tens)
        return value + _NUMBERS[following], position + 1
    return value, position


def _is_counted(words: Sequence[Word], position: int) -> bool:
    following = words[position + 1].form if position + 1 < len(words) else ""
    if [other.form for other in words[position + 1 : position + 4]] == ["and", "a", "half"]:
        return True
    return following in load_lexicon().scales or following in load_lexicon().units or following in _FRACTIONS


def _is_fraction(words: Sequence[Word], position: int) -> bool:
    following = words[position + 1].form if position + 1 < len(words) else ""
    before = words[position - 1].form if position else ""
    ends = position + 1 == len(words) or words[position + 1].clause != words[position].clause
    return (following == "of" or (ends and before in {"a", "one"})) and before in {"a", "one", "two", "three", "four"}


def _read_share(words: Sequence[Word], last: int) -> float | None:
    """Return the whole of "85 of every 100" and "nine out of ten"."""
    forms = [word.form for word in words[last + 1 : last + 4]]
    if forms[:1] == ["in"] and len(forms) > 1 and _is_share(words, last):
        return _NUMBERS[forms[1]]
    if forms[:2] in (["of", "every"], ["out", "of"]) and len(forms) > 2:  # noqa: PLR2004 (and the whole)
        return float(forms[2]) if forms[2].isdigit() else _NUMBERS.get(forms[2]) or load_lexicon().scales.get(forms[2])
    return None


def _is_share(words: Sequence[Word], last: int) -> bool:
    """Return whether a number in letters is a share of the next one: "two in five", not "two in five years"."""
    whole, following = words[last + 2].form, words[last + 3].form if last + 3 < len(words) else ""
    is_larger = _NUMBERS.get(words[last].form, 0.0) < _NUMBERS.get(whole, 0.0)
    return is_larger and words[last].form in _NUMBERS and following not in load_lexicon().units


def _read_fraction_of(words: Sequence[Word], position: int) -> tuple[str, int] | None:
    """Return the unit of "a quarter of a century" or "half a decade", and the position at which it ends."""
    following = [word.form for word in words[position + 1 : position + 4]]
    following = following[1:] if following[:1] == ["of"] else following
    if len(following) > 1 and following[0] in {"a", "an"} and following[1] in load_lexicon().units:
        skipped = words[position + 1].form == "of"
        return load_lexicon().units[following[1]], position + 2 + skipped
    return None


def _read_unit(  # noqa: C901 (one branch a form of unit)
    words: Sequence[Word], first: int, last: int
) -> tuple[str | None, int]:
    """Return the unit of a number and the position at which it ends."""
    units = load_lexicon().units
    if first and words[first - 1].form in {"$", "€", "£", "¥"}:
        return units[words[first - 1].form], last
    following = [word.form for word in words[last + 1 : last + 4]]
    if following[:2] == ["per", "cent"]:
        return "percent", last + 2
    if following[:2] == ["percentage", "points"]:
        return "points", last + 2
    for step, form in enumerate(following[:2], start=1):
        if words[last + step].is_number:
            break
        if form in units and (step == 1 or not units.get(following[0])):
            if step == 2 and form not in units:  # noqa: PLR2004 (the second word)
                break
            unit = units[form]
            if unit == "pound" or form == "pounds":
                unit = "weight" if form in {"pounds", "lbs", "lb"} else unit
            if unit in {"points", "second", "foot"} and step > 1:
                continue
            return unit, last + step
    return None, last


def _read_bound(words: Sequence[Word], first: int) -> str:
    """Return how a number is qualified: > above, < below, ~ about, - nearly, or nothing."""
    start = first - 1 if first and not words[first - 1].form[:1].isalnum() else first
    if words[first].form in _FRACTIONS and start and words[start - 1].form in {"a", "one"}:
        start -= 1  # "almost a third"
    before = " " + " ".join(word.form for word in words[max(0, start - 4) : start])
    for sign, phrases in list_bounds().items():
        if any(before.endswith(f" {phrase}") for phrase in sorted(phrases, key=len, reverse=True)):
            if sign == "<" and any(
                before.endswith(f" {phrase}") for phrase in load_lexicon().above if phrase.startswith(("no ", "not "))
            ):
                return ">"
            return sign
    return ""


def count_words() -> frozenset[str]:
    """Return the words that are read as numbers."""
    return frozenset([*_NUMBERS, *_FRACTIONS, *_ORDINALS, *VAGUE_NUMBERS])
