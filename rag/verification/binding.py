"""Binding: a figure or a date belongs to the words around it, and not to those around another one."""

from collections.abc import Sequence
from typing import Protocol

from rag.verification.wording.words import SYNONYM, WordSequence, match_words

_NEAR_WORDS = 4  # words around a figure that say what it counts
_MIN_ANCHORS = 2  # words around it that stand in the quotation, too
_BESIDE, _FAR = 2, 6  # words between two that stand beside each other, and two that do not
_PARTS_OF_DAY = frozenset(("morning", "afternoon", "evening", "night", "noon", "early", "late"))
_MIN_NEARER = 2  # words by which a word must be nearer to another one


class Placed(Protocol):
    """What stands at some words of a text."""

    @property
    def first(self) -> int:
        """The position of its first word."""

    @property
    def last(self) -> int:
        """The position of its last word."""


def is_bound_elsewhere(
    written: WordSequence, quoted: WordSequence, place: range, same: Sequence[Placed], others: Sequence[Placed]
) -> bool:
    """Return whether the words around a place are nearer to other figures of the quotation than to the same one."""
    here = elsewhere = 0
    for position in range(max(0, place.start - _NEAR_WORDS), min(len(written.words), place.stop + _NEAR_WORDS)):
        word = written.words[position]
        if (
            position in place
            or word.form in _PARTS_OF_DAY
            or word.part != written.words[place.start].part
            or not word.is_content
        ):
            continue
        aligned = [at for at in quoted.align(word) if match_words(word, quoted.words[at]) >= SYNONYM]
        if len(aligned) == 1:
            near = min(_distance(aligned[0], other) for other in same)
            far = min(_distance(aligned[0], other) for other in others)
            here += near < far
            elsewhere += far + _MIN_NEARER <= near
            beside = min(abs(position - place.start), abs(position - place.stop + 1)) <= _BESIDE
            elsewhere += beside and far <= _BESIDE and near >= _FAR
    return elsewhere >= _MIN_ANCHORS and not here


def _distance(position: int, figure: Placed) -> int:
    return min(abs(position - figure.first), abs(position - figure.last))
