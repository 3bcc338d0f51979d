"""Conditions and extent: a sentence claims no more, and under no fewer conditions, than the quotation."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.verification.assertion.negators import show_words
from rag.verification.faults import Fault
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.words import SYNONYM, Word, WordSequence, match_words

_NOT_QUANTIFYING = frozenset(["above", "after", "at", "in"])
_PLAIN_ALL = frozenset(
    [
        "all",
        "every",
        "everyone",
        "everybody",
        "everything",
        "always",
        "entirely",
        "completely",
        "fully",
        "entire",
        "whole",
    ]
)
_SHARED = frozenset(
    ["collective", "collectively", "common", "universal", "universally", "united", "unanimous", "unanimously"]
)
_NOT_ALL = frozenset(["any", "none", "never", "each", "both", "total"])
_INTENDING = frozenset(["is", "are", "intends", "intend", "wants", "want", "wishes", "wish", "hopes", "hope", "seeks"])
_PURPOSE = frozenset(["so", "must", "need", "needs", "needed"])
_NO_CONDITION = frozenset(
    [
        "as",
        "know",
        "known",
        "see",
        "seen",
        "ask",
        "asked",
        "asking",
        "wonder",
        "clear",
        "unclear",
        "determine",
        "learn",
        "sure",
    ]
)
"""Words before an "if" that is no condition: "as if", "it is known if"."""


def check_extent(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "all", "only" or "most" that the quotation does not have, and for a lost "former"."""
    quantifiers = load_lexicon().quantifiers
    whole = {
        word.form
        for position, word in enumerate(quoted.words)
        if not position or quoted.words[position - 1].form not in _NOT_QUANTIFYING
    }
    for position, word in enumerate(written.words):
        before = written.words[position - 1].form if position else ""
        if position + 1 < len(written.words) and written.words[position + 1].is_number:
            continue  # "of every 100": a share, which is checked as one
        if (
            (
                word.form in _PLAIN_ALL
                and before not in _NOT_QUANTIFYING
                and not (_PLAIN_ALL | _NOT_ALL | _SHARED) & whole
            )
            or (word.form in {"only", "solely", "exclusively"} and not quantifiers["only"] & quoted.forms)
            or (word.form in {"most", "majority"} and not (quantifiers["most"] | {"main", "more"}) & quoted.forms)
        ):
            yield Fault("modality", f"“{word.text}” is not in the quotation")
    for position, word in enumerate(quoted.words):
        if word.form in {"former", "ex"} and not quantifiers["former"] & written.forms:
            target = next((other for other in quoted.after(position, 2) if other.is_content), None)
            if target and any(other.stem == target.stem for other in written.words):
                yield Fault("tense", f"the quotation says “{word.text} {target.text}”")


def check_conditions(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault if a sentence has what depends on a condition, or the condition, as a fact."""
    pairs = list(zip((word.form for word in written.words), (word.form for word in written.words[1:]), strict=False))
    if ("even", "if") in pairs and "even" not in quoted.forms:
        yield Fault("modality", "“even if” is not in the quotation")
    conditional = load_lexicon().modality["conditional"] | {
        "only",
        "when",
        "until",
        "without",
        "should",
        "could",
        "long",
    }
    starts = [
        position
        for position, word in enumerate(quoted.words)
        if word.form in {"if", "unless"} and not (position and quoted.words[position - 1].form in _NO_CONDITION)
    ]
    if not starts or conditional & written.forms:
        return
    if _is_purpose(quoted, starts[0]) and (_PURPOSE & written.forms or _has_infinitive(written)):
        return
    clause = quoted.words[starts[0]].clause
    condition = [word for _, word in quoted.content if word.clause == clause]
    main = [word for _, word in quoted.content if word.clause == clause - 1]
    main = main or [word for _, word in quoted.content if word.clause == clause + 1]
    if _share(written, main) >= 0.5 or _share(written, condition) > 0.9:  # noqa: PLR2004 (half of it, all of it)
        yield Fault("modality", f"the quotation says “{show_words(quoted, starts[0])}”")


def _has_infinitive(sequence: WordSequence) -> bool:
    return any(one.form == "to" and two.is_content for one, two in pairwise(sequence.words))


def _is_purpose(quoted: WordSequence, position: int) -> bool:
    """Return whether "if" begins what is a purpose: "if we are to prevent"."""
    forms = [word.form for word in quoted.after(position, 5)]
    return any(one in _INTENDING and two == "to" for one, two in pairwise(forms))


def _share(written: WordSequence, words: Sequence[Word]) -> float:
    found = sum(any(match_words(word, other) >= SYNONYM for _, other in written.content) for word in words)
    return found / len(words) if words else 0.0
