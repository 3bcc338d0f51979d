"""Term coverage: the part of a question's terms that occur in a sentence, its passage or its speaker's name.

Each term counts by its rarity.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from index.store.generation import Generation
from index.text.arrays import Mask
from rag.query.question import Question

_WHOLE = 0.999

Shares = npt.NDArray[np.float64]
TermMasks = Mapping[str, Mask]
"""For each term in which of several sentences it occurs."""


@dataclass(frozen=True, slots=True)
class TermCoverage:
    """The weight of each term: in the whole topic, and in each subject of it; each sums to 1."""

    topic: dict[str, float]
    subjects: list[dict[str, float]]

    @classmethod
    def from_question(cls, question: Question, generation: Generation) -> Self:
        """Weight the terms of a question by their rarity in a generation."""
        rarities = dict(zip(question.topic, generation.terms.rarities(question.topic).tolist(), strict=True))
        subjects = [_normalize_weights({word: rarities[word] for word in subject}) for subject in question.subjects]
        return cls(_normalize_weights(rarities), subjects)

    def topic_share(self, masks: TermMasks, length: int) -> Shares:
        """Return for each of `length` sentences the weighted share of the topic that occurs in it."""
        return _sum_shares(self.topic, masks, length)

    def subject_share(self, words: TermMasks, names: TermMasks, known: TermMasks, length: int) -> Shares:
        """Return for each sentence the weighted share of the likeliest subject that it names or its speaker bears.

        `words` are the terms of each sentence, `names` those of the name of its article's speaker, and `known` those of
        all that describes its speaker: name and country count, but not alone.
        """
        shares = [_subject_share(subject, words, names, known, length) for subject in self.subjects]
        likeliest: Shares = np.maximum.reduce(shares)
        return likeliest


def _subject_share(
    subject: dict[str, float], words: TermMasks, names: TermMasks, known: TermMasks, length: int
) -> Shares:
    if not subject:
        return np.ones(length)  # no subject: anything they said is asked for
    is_named = (_sum_shares(subject, words, length) > 0) | (_sum_shares(subject, names, length) >= _WHOLE)
    either = {word: words[word] | known[word] for word in subject}
    return np.where(is_named, _sum_shares(subject, either, length), 0.0)


def _normalize_weights(rarities: dict[str, float]) -> dict[str, float]:
    total = sum(rarities.values())
    return {word: rarity / total for word, rarity in rarities.items()}


def _sum_shares(weights: dict[str, float], masks: TermMasks, length: int) -> Shares:
    shares = np.zeros(length)
    for word, weight in weights.items():
        shares += weight * masks[word]
    return shares
