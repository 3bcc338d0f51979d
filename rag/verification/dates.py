"""Dates: every date of a written sentence must be one of the quotation, or the day on which it was published."""

import re
from calendar import day_name, month_abbr, month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from index.library.periods import Period
from rag.verification.binding import is_bound_elsewhere
from rag.verification.faults import Fault
from rag.verification.periods import check_periods
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.words import WordSequence, find_runs

_MONTHS = {name.casefold(): number for number, name in enumerate(month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(month_abbr) if name} | {"sept": 9}
_DAYS = {name.casefold(): number for number, name in enumerate(day_name)}
_AMBIGUOUS = frozenset(("may", "march"))  # months only beside a day, a year or "in"
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d$")
_DAY = re.compile(r"(?:[12]?\d|3[01])$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)$")
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
_SIDES = {
    "before": frozenset(("before", "until", "till", "pre")),
    "after": frozenset(("after", "post", "beyond")),
}
_CLOCK = frozenset(("at", "least", "p", "m", "a", "pm", "am", "noon", "midnight", "early", "late"))
_SPEECHES = frozenset(("address", "speech", "statement", "session", "assembly", "debate", "remarks"))
_REPORTED = frozenset(("reported", "reports", "published", "addressing", "telling"))
_BEFORE_MONTH = frozenset(
    ("in", "last", "next", "of", "since", "by", "the", "until", "before", "after", "early", "late", "mid", "this")
)
_NEAR_SAYING, _AT_START = 8, 3  # words
_HALF_YEAR = 6  # months
_BETWEEN_ENDS = 2  # words from one end of a range to the other
_MAX_SHORT = 4  # letters of a month that is abbreviated
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


@dataclass(frozen=True, slots=True)
class Day:
    """A date of which any part may be unknown, and the positions of its words."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    first: int = 0
    last: int = 0
    text: str = ""

    def is_within(self, other: "Day") -> bool:
        """Return whether every part of this date is a part of the other one."""
        names = ("year", "month", "day")
        parts = all(getattr(self, name) in {None, getattr(other, name)} for name in names)
        return parts and self.weekday in {None, other.weekday, other.compute_weekday()}

    def compute_weekday(self) -> int | None:
        """Return the day of the week of a whole date, 0 for Monday; None for a part of one."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day).weekday()
        except ValueError:
            return None


def find_dates(sequence: WordSequence) -> list[Day]:
    """Return the dates of a text that are written out: years, months, days and days of the week."""
    return list(find_runs(sequence, _read_date))


def _read_date(  # noqa: C901, PLR0911 (one return a form of a date)
    sequence: WordSequence, position: int
) -> Day | None:
    words = sequence.words
    form, text = words[position].form, words[position].text
    last = position
    if form in _DAYS and words[position].is_capital:
        return Day(weekday=_DAYS[form], first=position, last=last, text=text)
    if _DAY.match(form) and _month_at(sequence, position + _skip_ordinal(sequence, position)):
        after = position + _skip_ordinal(sequence, position)
        month, last = _month_at(sequence, after), after
        year = _year_at(sequence, last + 1)
        last += year is not None
        return Day(year, month, int(form), None, position, last, _text(sequence, position, last))
    if month := _month_at(sequence, position):
        day, following = None, _form_at(sequence, position + 1)
        if _DAY.match(following) and not _is_counted(sequence, position + 1):
            day, last = int(following), position + 1
            last += bool(_ORDINAL.match(_form_at(sequence, last + 1)))
        year = _year_at(sequence, last + 1)
        last += year is not None
        before = _form_at(sequence, position - 1) if position else ""
        if form in _AMBIGUOUS and day is None and year is None and before not in _BEFORE_MONTH:
            return None
        is_short = len(form) <= _MAX_SHORT and form not in {"may", "june", "july"} and day is None and year is None
        if is_short and sequence.text[words[position].end :][:1] != ".":
            return None  # a name: Jan Palach
        return Day(year, month, day, None, position, last, _text(sequence, position, last))
    if _YEAR.match(text) and not _is_counted(sequence, position):
        if _form_at(sequence, position + 1) == "s" and words[position + 1].start == words[position].end:
            return None  # "the 1930s": held against the years below
        return Day(int(form), first=position, last=last, text=text)
    return None


def _skip_ordinal(sequence: WordSequence, position: int) -> int:
    steps = 1 + bool(_ORDINAL.match(_form_at(sequence, position + 1)))
    return steps + (_form_at(sequence, position + steps) == "of")


def _form_at(sequence: WordSequence, position: int) -> str:
    return sequence.words[position].form if 0 <= position < len(sequence.words) else ""


def _month_at(sequence: WordSequence, position: int) -> int | None:
    if not 0 <= position < len(sequence.words) or not sequence.words[position].is_capital:
        return None
    return _MONTHS.get(sequence.words[position].form)


def _year_at(sequence: WordSequence, position: int) -> int | None:
    return int(text) if _YEAR.match(text := _form_at(sequence, position)) else None


def _is_counted(sequence: WordSequence, position: int) -> bool:
    """Return whether a number of four digits is money or a share, not a year."""
    before, after = _form_at(sequence, position - 1) if position else "", _form_at(sequence, position + 1)
    return before in {"$", "€", "£", "¥"} or after in {
        "%",
        "percent",
        "dollars",
        "euros",
        "people",
        "per",
        "million",
        "billion",
    }


def _text(sequence: WordSequence, first: int, last: int) -> str:
    return sequence.text[sequence.words[first].start : sequence.words[last].end]


@lru_cache(maxsize=256)
def find_date_words(sequence: WordSequence) -> frozenset[int]:
    """Return the positions of the words of dates."""
    return frozenset(position for day in find_dates(sequence) for position in range(day.first, day.last + 1))


def find_relative_dates(sequence: WordSequence, published: str | None) -> list[Day]:
    """Return the dates that "last year" or "yesterday" mean on the day of publication; none if that is unknown."""
    if published is None:
        return []
    try:
        period = Period.parse(published)
    except ValueError:
        return []
    return list(_resolve_relative(sequence, period.first, exact=period.first == period.last))


def _resolve_relative(sequence: WordSequence, day: date, *, exact: bool) -> Iterator[Day]:
    for position, word in enumerate(sequence.words):
        following = _form_at(sequence, position + 1)
        if word.form in _RELATIVE and exact:
            there = day + timedelta(_RELATIVE[word.form])
            yield Day(there.year, there.month, there.day, None, position, position, word.text)
        elif word.form in _STEPS and following == "year":
            year = day.year + _STEPS[word.form]
            yield Day(year, first=position, last=position + 1, text=f"{word.text} year")
        elif word.form in _STEPS and following == "month" and exact:
            months = day.year * 12 + day.month - 1 + _STEPS[word.form]
            yield Day(months // 12, months % 12 + 1, None, None, position, position + 1, f"{word.text} month")
        elif word.form in _DAYS and word.is_capital and exact:
            back = (day.weekday() - _DAYS[word.form]) % 7
            there = day - timedelta(back)
            yield Day(there.year, there.month, there.day, _DAYS[word.form], position, position, word.text)


def _complete(days: Sequence[Day], published: str | None) -> Iterator[Day]:
    """Yield dates, with those that have a month and no year also in the year in which they are nearest."""
    yield from days
    first = next(iter(parse_published(published)), None)
    if first is None or first.year is None or first.month is None:
        return
    for day in days:
        if day.month is not None and day.year is None:
            away = day.month - first.month
            yield replace(day, year=first.year + (away < -_HALF_YEAR) - (away > _HALF_YEAR))


def parse_published(published: str | None) -> list[Day]:
    """Return the day, month or year of publication."""
    if not published:
        return []
    parts = [int(part) for part in re.findall(r"\d+", published[:10])]
    return [Day(*([*parts, None, None, None])[:3])]  # type: ignore[arg-type] # None for what is unknown


def check_dates(
    written: WordSequence, quoted: WordSequence, published: str | None, others: Sequence[Day] = ()
) -> list[Fault]:
    """Return a fault for each date of a sentence that is neither in the quotation nor its publication.

    `others` are dates that are known besides.
    """
    recorded = [*_complete(find_dates(quoted), published), *find_relative_dates(quoted, published)]
    allowed = [*recorded, *parse_published(published), *others]
    faults = [
        Fault("date", f"“{day.text}” is not in the quotation")
        for day in find_dates(written)
        if not any(
            day.is_within(other) for other in (recorded if _must_be_recorded(written, day, recorded) else allowed)
        )
    ]
    faults += [
        Fault("date", f"“{day.text}” belongs to something else in the quotation")
        for day in find_dates(written)
        if _is_bound_elsewhere(written, quoted, day, [other for other in recorded if other.text])
    ]
    faults += [
        Fault("order", f"“{sequence_text}” is not in the quotation")
        for day in find_dates(written)
        if (sequence_text := _find_other_side(written, quoted, day, recorded))
    ]
    faults += check_periods(written, quoted, {day.year for day in recorded if day.year})
    for day in find_relative_dates(written, published) + _find_unresolved(written, published):
        phrase = day.text.casefold()
        if (
            day.weekday is None
            and phrase not in quoted.text.casefold()
            and not any(other.is_within(day) or day.is_within(other) for other in recorded if other.year)
        ):
            faults.append(Fault("date", f"“{day.text}” is not in the quotation"))
    return faults


def _find_other_side(written: WordSequence, quoted: WordSequence, day: Day, recorded: Sequence[Day]) -> str:
    """Return "before 2015" where the quotation has what comes after it, or the year alone; else nothing."""
    side = _read_side(written, day)
    same = [other for other in recorded if other.text and day.is_within(other)]
    if not side or not same or any(_read_side(quoted, other) == side for other in same):
        return ""
    return f"{written.words[day.first - 1].text} {day.text}"


def _must_be_recorded(written: WordSequence, day: Day, recorded: Sequence[Day]) -> bool:
    """Return whether a date cannot be the day of publication: "post-2015", or beside another date of the text."""
    is_weekday = day.weekday is not None and any(other.weekday is not None for other in recorded)
    has_year = day.year is not None and any(other.year is not None and other.text for other in recorded)
    return bool(_read_side(written, day)) or is_weekday or (has_year and not _dates_what_was_said(written, day))


def _dates_what_was_said(written: WordSequence, day: Day) -> bool:
    """Return whether a date begins the sentence or follows a word of saying: "told the Council in May 2013 that"."""
    before = written.words[max(0, day.first - _NEAR_SAYING) : day.first]
    beside = written.words[max(0, day.first - _NEAR_SAYING // 2) : day.last + _NEAR_SAYING // 2]
    is_beside_speech = any(word.form in _SPEECHES or word.text == "UN" for word in beside)
    is_said = any(word.form in load_lexicon().strong_cues or word.form in _REPORTED for word in before)
    return day.first < _AT_START or is_beside_speech or is_said


def _read_side(sequence: WordSequence, day: Day) -> str:
    first = day.first
    while first and (_form_at(sequence, first - 1) in _CLOCK or sequence.words[first - 1].is_number):
        first -= 1  # "until at least 3:30 p.m. Tuesday"
    before = _form_at(sequence, first - 1) if first else ""
    return next((side for side, forms in _SIDES.items() if before in forms), "")


def _is_bound_elsewhere(written: WordSequence, quoted: WordSequence, day: Day, recorded: Sequence[Day]) -> bool:
    same = [other for other in recorded if day.is_within(other)]
    others = [other for other in recorded if not day.is_within(other)]
    place = range(day.first, day.last + 1)
    if _is_range(written, day) or any(_is_range(quoted, other) for other in same):
        return False
    return bool(same and others) and is_bound_elsewhere(written, quoted, place, same, others)


def _is_range(sequence: WordSequence, day: Day) -> bool:
    """Return whether a date is an end of a range: "2012-2015", "Monday into Tuesday", "between 2017 and 2020"."""
    ends = [other for other in find_dates(sequence) if other != day]
    return any(0 < max(other.first - day.last, day.first - other.last) <= _BETWEEN_ENDS for other in ends)


def _find_unresolved(written: WordSequence, published: str | None) -> list[Day]:
    """Return "yesterday" and "last year" where the day of publication is unknown."""
    return (
        []
        if published
        else [
            Day(first=position, last=position, text=word.text)
            for position, word in enumerate(written.words)
            if word.form in _RELATIVE
        ]
    )
