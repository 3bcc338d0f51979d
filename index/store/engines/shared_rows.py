"""Shared rows: which rows of a pair of collections a generation has, and what their weights were computed with.

A generation that differs little from the previous one adds its rows to the collections of that one. The weights of
terms go on to use the average lengths of the generation that made the collections, its base, as long as they hold.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.text.arrays import Positions

KINDS = "passages", "articles"
_FACTS = "rows"
_MAX_DRIFT = 0.01  # of an average length, from which on all weights are computed again
_MAX_DEAD = 0.5  # rows that no generation has, as a share of those that one has, from which on all are written again

Lengths = tuple[tuple[float, float], tuple[float, float]]
"""Of passages and of articles: stems and names."""


def name_collections(base: int) -> tuple[str, str]:
    """Return the names of the collections of passages and of articles that a generation made."""
    return f"passages_{base}", f"articles_{base}"


@dataclass(frozen=True, slots=True)
class SharedRows:
    """The rows of one generation: the key of each passage and of each article, and the keys that are free.

    `lengths` are the stems and names of all its documents, `averages` those of a document of the base.
    """

    number: int
    base: int
    keys: tuple[Positions, Positions]
    extents: tuple[int, int]
    averages: Lengths
    lengths: Lengths

    @classmethod
    def load(cls, folder: Path, facts: dict[str, Any]) -> Self:
        """Read the keys from a folder, and the other facts from those of its manifest."""
        stored = facts[_FACTS]
        passages, articles = (np.asarray(np.load(folder / f"{kind}_keys.npy", mmap_mode="r")) for kind in KINDS)
        extents, averages, lengths = stored["extents"], stored["averages"], stored["lengths"]
        return cls(
            number=facts["number"],
            base=stored["base"],
            keys=(passages, articles),
            extents=(extents[0], extents[1]),
            averages=((averages[0][0], averages[0][1]), (averages[1][0], averages[1][1])),
            lengths=((lengths[0][0], lengths[0][1]), (lengths[1][0], lengths[1][1])),
        )

    def save(self, folder: Path) -> dict[str, Any]:
        """Write the keys into a folder, and return the other facts."""
        for kind, keys in zip(KINDS, self.keys, strict=True):
            np.save(folder / f"{kind}_keys.npy", keys)
        facts = {"base": self.base, "extents": self.extents, "averages": self.averages, "lengths": self.lengths}
        return {_FACTS: facts}

    @property
    def is_worn(self) -> bool:
        """Whether the weights or the rows are so far from those of this generation that all should be written again."""
        for keys, extent, averages, lengths in zip(self.keys, self.extents, self.averages, self.lengths, strict=True):
            if not len(keys) or extent - len(keys) > _MAX_DEAD * len(keys):
                return True
            for average, length in zip(averages, lengths, strict=True):
                if abs(length / len(keys) - average) > _MAX_DRIFT * average:
                    return True
        return False
