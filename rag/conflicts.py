"""Conflicts: sources that tell the same with another name or figure are shown side by side, and as such.

Two sentences conflict where they share their words but for one or two places, at which each has a name or a figure
that the other has not: "at Raymond James Stadium in Tampa", "at Raymond James Stadium in Glendale".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, product

from rag.evidence import Evidence, Read

_SHARED = 0.5  # the part of all their words that two sentences share which tell the same
_PLACES = 2
_LONGEST = 6  # words at one place
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_DATELINE = re.compile(r"^\W*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\W+)")
_SMALL = frozenset("a an and as at by for from in is it of on or that the to was were with".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sentences of different articles, and what each has in the other's place."""

    one: Evidence
    other: Evidence
    about: str


def contradictions(shown: Sequence[Evidence], others: Sequence[Evidence], read: Read) -> list[Contradiction]:
    """Give each pair of a sentence that is shown and another one, shown or not, that contradicts it."""
    texts = {one.place: _words(one.span.of(read(one.entry))) for one in (*shown, *others)}
    places = {one.place for one in shown}
    beside = product(shown, (other for other in others if other.place not in places))
    found = []
    for one, other in (*combinations(shown, 2), *beside):
        if one.article != other.article and (about := _about(texts[one.place], texts[other.place])):
            found.append(Contradiction(one, other, about))
    return found


def differ(one: str, other: str) -> bool:
    """Tell whether two sentences that share their words otherwise differ in a name or a figure."""
    return _about(_words(one), _words(other)) is not None


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_DATELINE.sub("", sentence)))


def _about(one: Sequence[str], other: Sequence[str]) -> str | None:
    """Give what stands in each other's place, None where that is not all that differs."""
    held, told = ({word.casefold() for word in words} for words in (one, other))
    if len(held & told) < _SHARED * len(held | told):
        return None
    places = list(_places(one, other))
    telling = [place for place in places if all(map(_tells, place))]
    if not telling or len(places) > _PLACES or len(telling) < len(places):
        return None
    return "; ".join(f"{' '.join(a)} / {' '.join(b)}" for a, b in telling)


def _places(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Give where the words differ by more than small ones."""
    held, told = ([word.casefold() for word in words] for words in (one, other))
    for kind, a, b, c, d in SequenceMatcher(None, held, told, autojunk=False).get_opcodes():
        if kind != "equal" and not _SMALL.issuperset(held[a:b] + told[c:d]):
            yield one[a:b], other[c:d]


def _tells(words: Sequence[str]) -> bool:
    return 0 < len(words) <= _LONGEST and any(word[0].isupper() or word[0].isdigit() for word in words)
