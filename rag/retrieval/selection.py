"""Selection: which of the ranked sentences answer a question."""

from collections.abc import Sequence

from rag.query.question import Question
from rag.retrieval.evidence import Evidence

MIN_SCORE = 0.3325
"""Score from which a sentence answers a question; `make quality` prints the trade-off."""

MAX_FACT_SENTENCES = 3
"""Maximum number of sentences for a fact: more would only repeat it."""

_MIN_SUBJECT_SHARE = 0.75
_MAX_DISTANCE = 1.0  # logits from the best sentence within which others answer as well
_MIN_OWN_SCORE = 0.2  # for those others


def select_relevant(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences that answer: all on a subject, or for a fact those about as good as the best.

    Among those for a fact an official source that answers by itself comes first: to be placed before it, a misleading
    article would have to be an official source as well.
    """
    naming = [sentence for sentence in evidence if sentence.names >= _MIN_SUBJECT_SHARE] if question.exhaustive else []
    if naming:
        return naming
    if not any(sentence.score >= MIN_SCORE for sentence in evidence):
        return []
    min_order = max(sentence.order for sentence in evidence) - _MAX_DISTANCE
    selected = [sentence for sentence in evidence if sentence.order >= min_order and sentence.score >= _MIN_OWN_SCORE]
    return sorted(selected, key=lambda sentence: sentence.entry.kind != "official" or sentence.score < MIN_SCORE)
