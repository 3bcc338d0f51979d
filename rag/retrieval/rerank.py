"""Reranking: the best sentences on a fact in order anew, by all that speaks for each beside its own likeness.

By what other articles tell alike, by how fresh the news was on the day of asking, and by reading the best of them
together with the question. It only orders: how likely the question is answered at all is told without it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from index.models.reranker_inputs import Candidate
from rag.query.answer_types import agreement
from rag.retrieval.evidence import Evidence, Read
from rag.retrieval.ranking_features import Ages, freshness

READ = 5
"""Sentences that are read: the answer is seldom in a later one, and each takes time."""

TRUST = 0.2
"""What a logit of the reranker counts."""

# In logits, too: for the logarithm of how much other articles back a sentence, for news of these days, and for the
# logarithm of its age in days. Fitted on the collection of news.
_AGREEMENT, _FRESH, _AGE = 0.3, 1.3, -0.094
_OLD = 3650  # days; what has no date is taken for as old

_GRANTS = re.compile(
    r"\b(?:when|where|why|how(?! (?:many|much|old|long|far|often|big|tall))|(?:what|which) year)\b", re.IGNORECASE
)
_DENIES = re.compile(r"\b(?:not|no|never|neither|nor|none|nobody|nothing|cannot)\b|n[’']t\b", re.IGNORECASE)

Numbers = npt.NDArray[np.float64]
Weigh = Callable[[str, Sequence[Candidate]], Sequence[float]]


def reranked(question: str, days: Ages | None, found: Sequence[Evidence], weigh: Weigh, read: Read) -> list[Evidence]:
    """Put sentences in order anew; those that `weigh` does not read count as the least of those it does.

    `days` are the ages of their articles on the day of asking, None where that is not known.
    """
    words = [one.span.slice(read(one.entry)) for one in found]
    told = [(one.article, sentence, one.score) for one, sentence in zip(found, words, strict=True)]
    backed = _AGREEMENT * np.log1p(agreement(question, told))
    ordered = _in_order(found, backed if days is None else backed + _currency(days))
    first = [Candidate(one.entry.title, one.span.slice(read(one.entry))) for one in ordered[:READ]]
    logits = _unless_denied(question, first, [TRUST * logit for logit in weigh(question, first)])
    return _in_order(ordered, np.array(logits + [min(logits, default=0.0)] * (len(ordered) - len(logits))))


def _unless_denied(question: str, told: Sequence[Candidate], logits: Sequence[float]) -> list[float]:
    """Lower no sentence that denies what a question takes for granted: it holds no answer, and may be the right one."""
    granted = _GRANTS.search(question)
    pairs = zip(told, logits, strict=True)
    return [max(logits) if granted and _DENIES.search(one.sentence) else logit for one, logit in pairs]


def _in_order(found: Sequence[Evidence], more: Numbers) -> list[Evidence]:
    again = (replace(one, beside=one.beside + added) for one, added in zip(found, more.tolist(), strict=True))
    return sorted(again, key=lambda one: -one.order)


def _currency(days: Ages) -> Numbers:
    """Tell what the day of each report speaks for it on the day of asking."""
    current: Numbers = _FRESH * freshness(days) + _AGE * np.log1p(days.clip(0, _OLD))
    return current
