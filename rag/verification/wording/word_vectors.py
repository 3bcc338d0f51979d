"""Word vectors: how near two words are in meaning, from a table that the encoder made of its own vocabulary.

`tests/quality/training/fit_word_vectors.py` makes the table. A word that is not in it is near to nothing but itself.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from index.text.arrays import Vectors

PATH = Path(__file__).with_name("word_vectors.npz")

_PREFIXES = ("un", "in", "im", "il", "ir", "non")
_MIN_ROOT = 3  # letters
ZERO_LEVEL = 8
"""The level of four bits that stands for 0; two dimensions share a byte, and each has a scale."""

_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "ly")


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The row of each word, and the vectors, half a byte a dimension; a word's rank grows as it gets rarer."""

    rows: dict[str, int]
    vectors: Vectors

    def find(self, word: str) -> int | None:
        """Return the row of a folded word, or of the word without an ending; None if neither is in the table."""
        row = self.rows.get(word)
        if row is not None:
            return row
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            for candidate in (stem, f"{stem}e", stem[:-1] + "y" if stem.endswith("i") else stem):
                if stem != word and candidate in self.rows:
                    return self.rows[candidate]
        return None

    def rarity(self, word: str) -> float:
        """Return how rare a word is, from 0 for the most frequent to 1 for one that is not in the table."""
        row = self.find(word)
        return 1.0 if row is None else min(1.0, float(np.log1p(row) / np.log1p(len(self.rows))))


@cache
def load_word_vectors() -> WordVectors:
    """Return the table, loaded once per process."""
    with np.load(PATH) as table:
        words = bytes(table["words"]).decode().split("\n")
        pairs, scales = table["pairs"], table["scales"]
    levels = np.stack([pairs >> 4, pairs & 15], axis=-1).reshape(len(pairs), -1)
    vectors = (levels.astype(np.float32) - ZERO_LEVEL) * scales
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return WordVectors({word: row for row, word in enumerate(words)}, vectors)


@lru_cache(maxsize=65_536)
def word_similarity(word: str, other: str) -> float:
    """Return the cosine of two folded words; 0 if either is not in the table."""
    table = load_word_vectors()
    row, column = table.find(word), table.find(other)
    return 0.0 if row is None or column is None else float(table.vectors[row] @ table.vectors[column])


@lru_cache(maxsize=16_384)
def has_negative_prefix(word: str) -> bool:
    """Return whether a folded word is another word of the table with a prefix that negates: improper."""
    rows = load_word_vectors().rows
    return any(
        word.startswith(prefix) and len(word) > len(prefix) + _MIN_ROOT and word[len(prefix) :] in rows
        for prefix in _PREFIXES
    )
