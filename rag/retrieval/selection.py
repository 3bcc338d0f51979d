"""Selection: which of the ranked sentences answer a question."""

from collections.abc import Sequence

from rag.query.question import Question
from rag.retrieval.evidence import Evidence

ENOUGH = 0.335
"""The score from which on a sentence answers a question; `make quality` prints what it costs and buys."""

FEW = 3
"""Sentences that settle a fact: more would only say it again."""

_NAMES = 0.75
_AS_WELL, _LEAST = 1.0, 0.2  # what is no more logits from the first may answer, too, unless it hardly does by itself


def relevant(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Choose what answers: all that was said on a subject, or the sentences that settle a fact about as well.

    Of those, an official source that answers by itself comes first: to be found before it, whoever writes to mislead
    would have to be one.
    """
    naming = [one for one in evidence if one.names >= _NAMES] if question.whole else []
    if naming:
        return naming
    if not any(one.score >= ENOUGH for one in evidence):
        return []
    least = max(one.order for one in evidence) - _AS_WELL
    as_well = [one for one in evidence if one.order >= least and one.score >= _LEAST]
    return sorted(as_well, key=lambda one: one.entry.kind != "official" or one.score < ENOUGH)
