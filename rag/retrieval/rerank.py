"""Reranking: the best sentences on a fact are reordered by more than their own similarity.

By agreement with other articles, by freshness on the day of asking, and by a cross-encoder that reads the best of them
with the question. It only reorders: the confidence in an answer does not depend on it.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from index.models.reranker_inputs import Candidate
from rag.query.answer_types import score_agreement
from rag.retrieval.evidence import EvidenceTable
from rag.retrieval.ranking_features import Ages, compute_freshness

MAX_READ = 5
"""Sentences that the cross-encoder reads: the answer is rarely in a later one, and each takes time."""

LOGIT_WEIGHT = 0.2
"""Weight of a logit of the cross-encoder."""

# Weights in logits, fitted on the collection of news: of the logarithm of the agreement of other articles, of
# freshness, and of the logarithm of the age in days.
_AGREEMENT, _FRESH, _AGE = 0.3, 1.3, -0.094
_MAX_AGE = 3650  # days; the age of undated articles

_PRESUPPOSES = re.compile(
    r"\b(?:when|where|why|how(?! (?:many|much|old|long|far|often|big|tall))|(?:what|which) year)\b", re.IGNORECASE
)
_DENIES = re.compile(r"\b(?:not|no|never|neither|nor|none|nobody|nothing|cannot)\b|n[’']t\b", re.IGNORECASE)

Logits = npt.NDArray[np.float64]
PairScorer = Callable[[str, Sequence[Candidate]], Sequence[float]]


def rerank_evidence(
    question: str, days: Ages | None, evidence: EvidenceTable, score_pairs: PairScorer
) -> EvidenceTable:
    """Reorder sentences; those that `score_pairs` does not read get the lowest score of those that it reads.

    `days` are the ages of their articles on the day of asking, None if that is not known.
    """
    texts = [evidence.read_sentence(place) for place in range(len(evidence))]
    scored = [*zip(evidence.columns.articles.tolist(), texts, evidence.columns.scores.tolist(), strict=True)]
    bonus = _AGREEMENT * np.log1p(score_agreement(question, scored))
    ordered = evidence.add_bonus(bonus if days is None else bonus + _score_currency(days))
    candidates = [
        Candidate(sentence.entry.title, ordered.read_sentence(place))
        for place, sentence in enumerate(ordered[:MAX_READ])
    ]
    logits = _protect_denials(
        question, candidates, [LOGIT_WEIGHT * logit for logit in score_pairs(question, candidates)]
    )
    return ordered.add_bonus(np.array(logits + [min(logits, default=0.0)] * (len(ordered) - len(logits))))


def _protect_denials(question: str, candidates: Sequence[Candidate], logits: Sequence[float]) -> list[float]:
    """Lower no sentence that denies what the question presupposes: it has no answer, and may still be the right one."""
    presupposes = _PRESUPPOSES.search(question)
    pairs = zip(candidates, logits, strict=True)
    return [max(logits) if presupposes and _DENIES.search(candidate.sentence) else logit for candidate, logit in pairs]


def _score_currency(days: Ages) -> Logits:
    """Return the logits for the age of each report on the day of asking."""
    logits: Logits = _FRESH * compute_freshness(days) + _AGE * np.log1p(days.clip(0, _MAX_AGE))
    return logits
