"""Reading: a network has its say on a sentence where the rules of wording alone would decide.

Figures, dates, names, speakers and quoted words are certain: what they find stays found. Of the rest the network, which
reads the quotation and the sentence together, drops what it is sure is not carried, and keeps what it is sure of. Where
a sentence has the quotation's own words, rules see what was changed, and it has little to say; where it says the same
in others, it has more.
"""

import math
from dataclasses import dataclass
from typing import Protocol

from rag.answers.citations import Citation
from rag.verification.faults import Fault, FaultKind
from rag.verification.wording.words import WordSequence

_CERTAIN: frozenset[FaultKind] = frozenset(
    ("figure", "unit", "date", "name", "quotation", "speaker", "direct speech", "instruction", "markup")
)
_MIN_OWN_WORDS = 0.65
"""Weighted share of a sentence's words that are the quotation's, from which rules are trusted more."""

_MIN_SHARED = 2
"""Words of a quotation that a sentence needs for the network to keep it, which has learnt nothing of other matters."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Logits: below the first a sentence without a fault is dropped, from the others one with a fault is kept.

    The second is for words that are not said, the third for one fault of another kind.
    """

    refused: float
    said: float
    meant: float


_OWN_WORDS, _OTHER_WORDS = Thresholds(-3.0, 1.0, math.inf), Thresholds(-1.5, 0.25, 0.5)


class Entailment(Protocol):
    """Tells how surely a quotation carries a sentence."""

    def score(self, quoted: str, written: str) -> float:
        """Return a logit; `quoted` begins with who said it, where and when."""


def weigh_faults(
    faults: list[Fault], sentence: str, citation: Citation, entailment: Entailment, *, own_words: float
) -> list[Fault]:
    """Return the faults of a sentence on one citation after the network has read both.

    `own_words` is the share of the words that are the quotation's.
    """
    if any(fault.kind in _CERTAIN for fault in faults):
        return faults
    logit = entailment.score(describe(citation), sentence)
    thresholds = _OWN_WORDS if own_words >= _MIN_OWN_WORDS else _OTHER_WORDS
    if not faults:
        is_refused = logit < thresholds.refused
        return [Fault("not said", "the quotation does not carry the sentence")] if is_refused else []
    if all(fault.kind == "not said" for fault in faults):
        is_kept = logit >= thresholds.said
    else:
        is_kept = len(faults) == 1 and logit >= thresholds.meant
    return [] if is_kept and _count_shared(sentence, citation) >= _MIN_SHARED else faults


def _count_shared(sentence: str, citation: Citation) -> int:
    written, quoted = (
        {word.stem for _, word in WordSequence.from_text(text).content} for text in (sentence, citation.display_text)
    )
    return len(written & quoted)


def describe(citation: Citation) -> str:
    """Return a quotation after who said it, where and when."""
    name = citation.speaker.name if citation.speaker else ""
    return f"{name}, {citation.source or ''} {citation.published or ''}: {citation.display_text}"
