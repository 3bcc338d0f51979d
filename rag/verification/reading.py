"""Reading: a network has its say on a sentence where the rules of wording alone would decide.

Figures, dates, names, speakers and quoted words are certain: what they find stays found. Of the rest the network,
which reads the quotation and the sentence together, drops what it is sure is not carried, and keeps what it is sure of.
"""

from typing import Protocol

from rag.answers.citations import Citation
from rag.verification.faults import Fault, FaultKind
from rag.verification.wording.words import WordSequence

_CERTAIN: frozenset[FaultKind] = frozenset(
    ("figure", "unit", "date", "name", "quotation", "speaker", "direct speech", "instruction", "markup")
)
_REFUSED, _SURE = -3.0, 0.5
"""Logits below which a sentence is dropped, and from which one is kept of which the quotation has too few words."""

_MIN_SHARED = 2
"""Words of a quotation that a sentence needs for the network to keep it, which has learnt nothing of other matters."""


class Entailment(Protocol):
    """Tells how surely a quotation carries a sentence."""

    def score(self, quoted: str, written: str) -> float:
        """Return a logit; `quoted` begins with who said it, where and when."""


def weigh_faults(faults: list[Fault], sentence: str, citation: Citation, entailment: Entailment) -> list[Fault]:
    """Return the faults of a sentence on one citation after the network has read both."""
    if any(fault.kind in _CERTAIN for fault in faults):
        return faults
    logit = entailment.score(describe(citation), sentence)
    if faults:
        is_wording = all(fault.kind == "not said" for fault in faults)
        return [] if is_wording and logit >= _SURE and _count_shared(sentence, citation) >= _MIN_SHARED else faults
    return [Fault("not said", "the quotation does not carry the sentence")] if logit < _REFUSED else []


def _count_shared(sentence: str, citation: Citation) -> int:
    written, quoted = (
        {word.stem for _, word in WordSequence.from_text(text).content} for text in (sentence, citation.display_text)
    )
    return len(written & quoted)


def describe(citation: Citation) -> str:
    """Return a quotation after who said it, where and when."""
    name = citation.speaker.name if citation.speaker else ""
    return f"{name}, {citation.source or ''} {citation.published or ''}: {citation.display_text}"
