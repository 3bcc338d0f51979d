"""Answerability: which of the ranked sentences answer a question; none where the best is below a threshold."""

import re
from collections.abc import Collection

import numpy as np

from index.store.text_terms import text_terms
from rag.query.question import Question
from rag.retrieval.evidence import EvidenceTable

MIN_SCORE = 0.3325
"""Score from which a sentence answers a question; `make quality` prints the trade-off."""

MAX_FACT_SENTENCES = 3
"""Maximum number of sentences for a fact: more would only repeat it."""

_MIN_SUBJECT_SHARE = 0.75
_MAX_DISTANCE = 1.0  # logits from the best sentence within which others answer as well
_MIN_NAMED_SHARE = 0.5
_ABOUT_AS_MUCH = 0.25
_ALL = 0.99
_MIN_OWN_SCORE = 0.2  # for those others

_AVOWS = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|confirm(?:s|ed|ing)?|"
    r"admit(?:s|ted|ting)?|acknowledg(?:e|es|ed|ing)|conced(?:e|es|ed|ing)|(?:claim|took|tak|accept|bear|bore)\w*\s+responsibility|"
    r"nothing\s+to\s+do\s+with|fake\s+news|baseless|groundless|unfounded)\b",
    re.IGNORECASE,
)
_NEAR = 0.5  # share of the subject that is spoken of around a sentence in which somebody avows or denies it
_READ = 300  # of such sentences, the likeliest, that are read
_BEFORE = 80  # characters before an avowal, in which whoever avows is named


def select_relevant(question: Question, evidence: EvidenceTable) -> EvidenceTable:
    """Return the sentences that answer: all on a subject, or for a fact those about as good as the best.

    Among those for a fact an official source that answers by itself comes first: to be placed before it, a misleading
    article would have to be an official source as well.
    """
    if question.exhaustive and (naming := evidence.columns.names >= _MIN_SUBJECT_SHARE).any():
        return evidence.take(naming)
    orders, scores = evidence.orders, evidence.columns.scores
    if not (scores >= MIN_SCORE).any():
        return evidence.take(slice(0))
    selected = evidence.take((orders >= orders.max() - _MAX_DISTANCE) & (scores >= _MIN_OWN_SCORE))
    is_first = selected.is_official & (selected.columns.scores >= MIN_SCORE)
    return selected.take(np.argsort(~is_first, kind="stable"))


def select_naming(evidence: EvidenceTable) -> EvidenceTable:
    """Return the sentences that name at least half of the subject, those that name most of it first."""
    names = evidence.columns.names
    if not (names >= _MIN_NAMED_SHARE).any():
        return evidence.take(slice(0))
    selected = evidence.take(names >= max(_MIN_NAMED_SHARE, float(names.max()) - _ABOUT_AS_MUCH))
    return selected.take(np.argsort(-selected.columns.names, kind="stable"))


def select_nearby(evidence: EvidenceTable, *, of_speaker: bool) -> EvidenceTable:
    """Return a few sentences that stand where all of the subject is spoken of, the likeliest first.

    Those of a speaker who is asked for need name nothing of it themselves.
    """
    columns = evidence.columns
    near = columns.contexts >= _ALL
    if not of_speaker:
        near &= columns.shares >= _MIN_NAMED_SHARE
    selected = evidence.take(near)
    return selected.take(np.argsort(-selected.columns.scores, kind="stable")[:MAX_FACT_SENTENCES])


def select_avowals(evidence: EvidenceTable, avower: Collection[str]) -> EvidenceTable:
    """Return the likeliest sentences in which whoever these terms name admits or denies what is spoken of.

    "Iran has denied any involvement in the strikes" is one for an attack, though it names none.
    """
    near = evidence.take(evidence.columns.contexts >= _NEAR)[:_READ]
    avowing = [place for place in range(len(near)) if _avows(near.read_sentence(place), avower)]
    return near.take(np.array(avowing[:MAX_FACT_SENTENCES], dtype=np.int64))


def _avows(sentence: str, avower: Collection[str]) -> bool:
    before = (sentence[max(0, match.start() - _BEFORE) : match.end()] for match in _AVOWS.finditer(sentence))
    return any(text_terms(words).issuperset(avower) for words in before)
