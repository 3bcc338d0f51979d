"""Conflicts: sources that tell the same with another name or figure are shown side by side, and as such.

Two sentences conflict where they share their words but for one or two places, at which each has a name or a figure
that the other has not: "at Raymond James Stadium in Tampa", "at Raymond James Stadium in Glendale".
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from rag.evidence import Evidence, Read

_SHARED = 0.5  # the part of all their words that two sentences share which tell the same
_PLACES = 2
_LONGEST = 4  # words at one place
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_DATELINE = re.compile(r"^\W*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\W+)")
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
    told = [(one, _Told.of(one.span.of(read(one.entry)))) for one in sentences]
    found = []
    for (one, held), (other, beside) in combinations(told, 2):
        if one.article != other.article and (about := held.against(beside)):
            found.append(Contradiction(one, other, about))
    return found


def differ(one: str, other: str) -> bool:
    """Tell whether two sentences that share their words otherwise differ in a name or a figure."""
    return _Told.of(one).against(_Told.of(other)) is not None


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a sentence as they stand, in one case, and each once."""

    words: Sequence[str]
    folded: Sequence[str]
    kinds: AbstractSet[str]

    @classmethod
    def of(cls, sentence: str) -> "_Told":
        words = _WORD.findall(_DATELINE.sub("", sentence))
        folded = [word.casefold() for word in words]
        return cls(words, folded, frozenset(folded))

    def against(self, other: "_Told") -> str | None:
        """Give what stands in each other's place, None where that is not all that differs."""
        if len(self.kinds & other.kinds) < _SHARED * len(self.kinds | other.kinds):
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


def _tells(words: Sequence[str]) -> bool:
    return 0 < len(words) <= _LONGEST and any(word[0].isupper() or word[0].isdigit() for word in words)
