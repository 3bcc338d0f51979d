"""Conflicts: sources that tell the same with another name or figure are shown side by side, and as such.

Two sentences conflict where they share their words but for one or two places, at which each has a name or a figure
that the other has not: "at Raymond James Stadium in Tampa", "at Raymond James Stadium in Glendale". Of the words
that are shared or not, a date is one; a number is the same in letters and in digits.
"""

import re
from calendar import month_name
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import ceil

from rag.retrieval.evidence import Evidence, Read

_SHARED = 0.5  # the part of all their words that two sentences share which tell the same
_PLACES = 2
_LONGEST = 4  # words at one place
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_DATELINE = re.compile(r"^\W*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\W+)")
_DATE = re.compile(rf"\b(?:\d{{1,2}} )?(?:{'|'.join(month_name[1:])})(?: \d{{1,2}}\b,?)?(?: \d{{4}}\b)?")
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
)
_DIGITS = {word: str(number) for number, word in enumerate(_NUMBERS.split(), start=2)}
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the"}
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sentences of different articles, and what each has in the other's place."""

    one: Evidence
    other: Evidence
    about: str


def contradictions(sentences: Sequence[Evidence], read: Read) -> list[Contradiction]:
    """Give each pair of sentences of different articles that contradict each other, the better pairs first."""
    told = [_Told.of(one.span.slice(read(one.entry))) for one in sentences]
    found = []
    for row, place in _near(told):
        one, other = sentences[row], sentences[place]
        if one.article != other.article and (about := told[row].against(told[place])):
            found.append(Contradiction(one, other, about))
    return found


def _near(told: Sequence["_Told"]) -> list[tuple[int, int]]:
    """Give the pairs that may share enough words, in order.

    Two that share half of their words share one of the rarer half of either (prefix filtering: Chaudhuri et al., A
    Primitive Operator for Similarity Joins, 2006).
    """
    counts = Counter(word for one in told for word in one.kinds)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for row, one in enumerate(told):
        rarest = sorted(one.kinds, key=lambda word: (counts[word], word))
        for word in rarest[: len(rarest) - ceil(_SHARED * len(rarest)) + 1]:
            pairs.update((other, row) for other in holders[word])
            holders[word].append(row)
    return sorted(pairs)


def differ(one: str, other: str) -> bool:
    """Tell whether two sentences that share their words otherwise differ in a name or a figure."""
    return _Told.of(one).against(_Told.of(other)) is not None


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a sentence as they stand, in one spelling, and each once, of which a date is one."""

    words: Sequence[str]
    folded: Sequence[str]
    kinds: AbstractSet[str]

    @classmethod
    def of(cls, sentence: str) -> "_Told":
        told = _DATELINE.sub("", sentence)
        words = _WORD.findall(told)
        dates = [" ".join(_folded(_WORD.findall(date[0]))) for date in _DATE.finditer(told)]
        return cls(words, _folded(words), frozenset([*_folded(_WORD.findall(_DATE.sub("", told))), *dates]))

    def against(self, other: "_Told") -> str | None:
        """Give what stands in each other's place, None where that is not all that differs."""
        shared = len(self.kinds & other.kinds)
        if shared < _SHARED * (len(self.kinds) + len(other.kinds) - shared):
            return None
        places = list(self._places(other))
        if not 0 < len(places) <= _PLACES or not all(_tells(one) and _tells(two) for one, two in places):
            return None
        return "; ".join(f"{' '.join(one)} / {' '.join(two)}" for one, two in places)

    def _places(self, other: "_Told") -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Give where the words differ by more than small ones."""
        for kind, a, b, c, d in SequenceMatcher(None, self.folded, other.folded, autojunk=False).get_opcodes():
            if kind != "equal" and not _SMALL.issuperset([*self.folded[a:b], *other.folded[c:d]]):
                yield self.words[a:b], other.words[c:d]


def _folded(words: Sequence[str]) -> list[str]:
    return [_DIGITS.get(word.casefold(), word.casefold()) for word in words]


def _tells(words: Sequence[str]) -> bool:
    """Tell whether a name or a figure is among a few words."""
    told = any(word[0].isupper() or word[0].isdigit() or word in _DIGITS for word in words)
    return 0 < len(words) <= _LONGEST and told
