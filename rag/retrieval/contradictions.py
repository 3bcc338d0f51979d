"""Contradictions: sentences that report the same with another name or figure are shown together, as a conflict.

Two sentences conflict if they share their words except at one or two places, where each has a name or a figure that the
other lacks: "at Raymond James Stadium in Tampa", "at Raymond James Stadium in Glendale". A date counts as one word; a
number is the same in letters and in digits.
"""

import re
from calendar import month_name
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import ceil

from rag.query.vocabulary import load_vocabulary
from rag.retrieval.described_sentences import Read
from rag.retrieval.evidence import Evidence

_MIN_SHARED = 0.5  # minimum share of common words of two reports of the same event
_MAX_PLACES = 2
_MAX_PLACE_WORDS = 4  # maximum number of words at a place
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_DATELINE = re.compile(r"^\W*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\W+)")
_DATE = re.compile(rf"\b(?:\d{{1,2}} )?(?:{'|'.join(month_name[1:])})(?: \d{{1,2}}\b,?)?(?: \d{{4}}\b)?")
_MINOR_WORDS = load_vocabulary().minor_words
_DIGITS = {word: str(number) for number, word in enumerate(load_vocabulary().numbers, start=2)}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sentences of different articles, and the words in which they differ."""

    one: Evidence
    other: Evidence
    about: str


def find_contradictions(sentences: Sequence[Evidence], read: Read) -> list[Contradiction]:
    """Return each pair of sentences of different articles that contradict each other, the better pairs first."""
    compared = [_ComparedSentence.from_text(first.span.slice(read(first.entry))) for first in sentences]
    contradictions = []
    for row, partner in _find_similar_pairs(compared):
        first, second = sentences[row], sentences[partner]
        if first.article != second.article and (about := compared[row].find_conflict(compared[partner])):
            contradictions.append(Contradiction(first, second, about))
    return contradictions


def _find_similar_pairs(compared: Sequence["_ComparedSentence"]) -> list[tuple[int, int]]:
    """Return the pairs that may share enough words, in order.

    Two sentences that share half of their words share one of the rarer half of either (prefix filtering: Chaudhuri et
    al., A Primitive Operator for Similarity Joins, 2006).
    """
    counts = Counter(word for sentence in compared for word in sentence.kinds)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for row, sentence in enumerate(compared):
        rarest = sorted(sentence.kinds, key=lambda word: (counts[word], word))
        for word in rarest[: len(rarest) - ceil(_MIN_SHARED * len(rarest)) + 1]:
            pairs.update((other, row) for other in holders[word])
            holders[word].append(row)
    return sorted(pairs)


def has_conflict(one: str, other: str) -> bool:
    """Return whether two sentences with otherwise the same words differ in a name or a figure."""
    return _ComparedSentence.from_text(one).find_conflict(_ComparedSentence.from_text(other)) is not None


@dataclass(frozen=True, slots=True)
class _ComparedSentence:
    """The words of a sentence as printed, in folded form, and the set of them with each date as one word."""

    words: Sequence[str]
    folded: Sequence[str]
    kinds: AbstractSet[str]

    @classmethod
    def from_text(cls, sentence: str) -> "_ComparedSentence":
        text = _DATELINE.sub("", sentence)
        words = _WORD.findall(text)
        folded = _fold_words(words)
        dates = [" ".join(_fold_words(_WORD.findall(date[0]))) for date in _DATE.finditer(text)]
        others = _fold_words(_WORD.findall(_DATE.sub("", text))) if dates else folded
        return cls(words, folded, frozenset([*others, *dates]))

    def find_conflict(self, other: "_ComparedSentence") -> str | None:
        """Return the words in which two sentences conflict, None if they do not."""
        shared = len(self.kinds & other.kinds)
        if shared < _MIN_SHARED * (len(self.kinds) + len(other.kinds) - shared):
            return None
        places = list(self._find_differences(other))
        if not 0 < len(places) <= _MAX_PLACES or not all(
            _is_informative(one) and _is_informative(two) for one, two in places
        ):
            return None
        return "; ".join(f"{' '.join(one)} / {' '.join(two)}" for one, two in places)

    def _find_differences(self, other: "_ComparedSentence") -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Yield the places at which the words differ by more than function words."""
        for kind, a, b, c, d in SequenceMatcher(None, self.folded, other.folded, autojunk=False).get_opcodes():
            if kind != "equal" and not _MINOR_WORDS.issuperset([*self.folded[a:b], *other.folded[c:d]]):
                yield self.words[a:b], other.words[c:d]


def _fold_words(words: Sequence[str]) -> list[str]:
    return [_DIGITS.get(folded := word.casefold(), folded) for word in words]


def _is_informative(words: Sequence[str]) -> bool:
    """Return whether a few words contain a name or a figure."""
    has_information = any(word[0].isupper() or word[0].isdigit() or word in _DIGITS for word in words)
    return 0 < len(words) <= _MAX_PLACE_WORDS and has_information
