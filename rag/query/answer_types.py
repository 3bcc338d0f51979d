"""What a question expects to be told: a person, a place, a time, a number; and where several articles agree on one.

That the right answer stands in more articles than any wrong one is the oldest way to find it in a large library
(Brill et al., Data-Intensive Question Answering, 2001). It puts sentences in order; it is no reason to believe one.
"""

import re
from calendar import day_name, month_abbr, month_name
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

from index.text.normalize import words

Kind = Literal["time", "number", "name"]

_TIME = re.compile(r"\b(?:when|how long ago)\b|\b(?:what|which)\s+(?:year|date|day|month|time)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\bhow (?:many|much|old|long|far|high|tall|large|big|fast|often)\b|"
    r"\b(?:what|which) (?:percentage|percent|number|age|share|proportion|fraction|amount)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:(?:of|the|de|van|von|al|and)\s+)?[A-ZÀ-Þ][\w'’.-]*)*")
_FIGURES = re.compile(r"[$£€]?\d[\d,.]*\d|\d")
_YEARS = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_CALENDAR = frozenset(name for names in (month_name, month_abbr, day_name) for name in names if name)
_SMALL_WORDS = (
    "a after all also although an and another are as at be because been before being but by despite do does during "
    "each for from had has have he her here his how however i if in is it its many more most my no not now of on one "
    "or other our she since so some still such than that the their then there these they this those to two under until "
    "was we were what when where which while who why will with would you"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def expected(question: str) -> Kind:
    """Tell what would answer a question."""
    return "time" if _TIME.search(question) else "number" if _NUMBER.search(question) else "name"


def agreement(question: str, told: Sequence[tuple[int, str, float]]) -> list[float]:
    """Tell of each sentence how much the others back the best answer in it.

    Each is its article, its words and how well it answers; it is backed by those of other articles that hold the same
    name, time or number, each article once and by its best.
    """
    kind, asked = expected(question), frozenset(words(question))
    answers = [frozenset(_answers(sentence, kind, asked)) for _, sentence, _ in told]
    backing: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for (article, _, score), held in zip(told, answers, strict=True):
        for answer in held:
            backing[answer][article] = max(score, backing[answer].get(article, 0.0))
    totals = {answer: sum(scores.values()) for answer, scores in backing.items()}
    return [
        max((totals[answer] - backing[answer][article] for answer in held), default=0.0)
        for (article, _, _), held in zip(told, answers, strict=True)
    ]


def _answers(sentence: str, kind: Kind, asked: AbstractSet[str]) -> Iterator[str]:
    """Give what in a sentence is of the kind and was not in the question: whole names, and each word of one."""
    for answer in _of_kind(sentence, kind):
        spelt = words(answer)
        new = [word for word in spelt if word not in asked and word not in _SMALL]
        if new:
            yield " ".join(spelt)
        yield from new


def _of_kind(sentence: str, kind: Kind) -> Iterator[str]:
    if kind == "time":
        yield from _YEARS.findall(sentence)
        yield from _CALENDAR.intersection(re.findall(r"\w+", sentence))
    elif kind == "number":
        yield from _FIGURES.findall(sentence)
    else:
        yield from (name for name in _NAMES.findall(sentence) if name not in _CALENDAR)
        yield from _FIGURES.findall(sentence)
