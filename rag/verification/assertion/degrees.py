"""Degrees: how much, how surely or how fast; a sentence adds no such word, and one of the best is not the best."""

import re
from collections.abc import Iterator

from rag.verification.faults import Fault
from rag.verification.wording.words import SYNONYM, WordSequence, match_words

_DEGREES = frozenset(
    [
        "always", "certainly", "definitely", "undoubtedly", "surely", "slightly", "mildly", "partially",
        "completely", "fully", "entirely", "totally", "absolutely", "unlimited", "rapidly", "dramatically",
        "sharply", "massively", "hugely", "exclusively", "solely", "minority", "unanimous", "unanimously",
        "permanent", "permanently", "immediately", "largely", "mainly", "barely", "guaranteed", "guarantees",
    ]
)  # fmt: skip
_CERTAIN = re.compile(r"\b(?:is|are|was|were|be) (?:certain|sure|bound|guaranteed) to\b", re.IGNORECASE)
_BEST = re.compile(r"\b(?:the|his|her|its|their|world[’']s) (?:most|least|[a-z]{3,}est)\b", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:one of|among) (?:the|its|their|our)(?: \w+){0,3}", re.IGNORECASE)
_ONE_OF = re.compile(r"\b(?:one of|among|some of|a (?:top|leading))\b", re.IGNORECASE)


def check_degrees(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for each word of degree that the quotation has no like of."""
    for word in written.words:
        if word.form in _DEGREES and not any(match_words(word, other) >= SYNONYM for other in quoted.words):
            yield Fault("not said", f"the quotation does not say “{word.text}”")
    if (sure := _CERTAIN.search(written.text)) and not re.search(r"\b(?:certain|sure|bound|guarant\w+)\b", quoted.text):
        yield Fault("modality", f"“{sure[0]}” is not in the quotation")
    best = _BEST.search(written.text)
    if (
        best
        and not _ONE_OF.search(written.text)
        and any(_stands_for_best(part[0]) for part in _AMONG.finditer(quoted.text))
    ):
        yield Fault("not said", f"“{best[0]}” is one of several in the quotation")


def _stands_for_best(phrase: str) -> bool:
    """Return whether "one of the ..." or "among the ..." speaks of the best of them."""
    return bool(re.search(r"\b(?:most|least|[a-z]{3,}est|countries|nations)\b", phrase))
