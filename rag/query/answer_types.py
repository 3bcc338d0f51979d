"""Answer types: a fact is a name, a time or a number; sentences of several articles that agree on it back each other.

That the right answer occurs in more articles than any wrong one is an old method for large collections (Brill et al.,
Data-Intensive Question Answering, 2001). It only orders sentences; it is no evidence that one is true.
"""

import re
from calendar import day_name, month_abbr, month_name
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

from index.text.normalize import words
from rag.query.vocabulary import load_vocabulary

AnswerType = Literal["time", "number", "name"]

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


def classify_answer_type(question: str) -> AnswerType:
    """Return the type of answer that a question expects."""
    return "time" if _TIME.search(question) else "number" if _NUMBER.search(question) else "name"


def score_agreement(question: str, sentences: Sequence[tuple[int, str, float]]) -> list[float]:
    """Return for each sentence how much the sentences of other articles back the best answer in it.

    `sentences` holds for each its article, its words and its score. A name, time or number in a sentence is backed
    by the best score of each other article that contains it.
    """
    kind, question_words = classify_answer_type(question), frozenset(words(question))
    answers = [frozenset(_find_answers(text, kind, question_words)) for _, text, _ in sentences]
    backing: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for (article, _, score), candidates in zip(sentences, answers, strict=True):
        for answer in candidates:
            backing[answer][article] = max(score, backing[answer].get(article, 0.0))
    totals = {answer: sum(scores.values()) for answer, scores in backing.items()}
    return [
        max((totals[answer] - backing[answer][article] for answer in candidates), default=0.0)
        for (article, _, _), candidates in zip(sentences, answers, strict=True)
    ]


def _find_answers(sentence: str, kind: AnswerType, question_words: AbstractSet[str]) -> Iterator[str]:
    """Yield the candidates in a sentence that the question does not contain: whole names, and each word of a name."""
    function_words = load_vocabulary().function_words
    for answer in _find_candidates(sentence, kind):
        answer_words = words(answer)
        new = [word for word in answer_words if word not in question_words and word not in function_words]
        if new:
            yield " ".join(answer_words)
        yield from new


def _find_candidates(sentence: str, kind: AnswerType) -> Iterator[str]:
    if kind == "time":
        yield from _YEARS.findall(sentence)
        yield from _CALENDAR.intersection(re.findall(r"\w+", sentence))
    elif kind == "number":
        yield from _FIGURES.findall(sentence)
    else:
        yield from (name for name in _NAMES.findall(sentence) if name not in _CALENDAR)
        yield from _FIGURES.findall(sentence)
