"""Postings: for each term the rows in which it occurs, once for each time, as three memory-mapped columns."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from index.text.arrays import Mask

_ROW_BITS = 32  # bits of a row, below the number of its term

Keys = npt.NDArray[np.uint64]
RowNumbers = npt.NDArray[np.int32]


def hash_term(term: str) -> int:
    """Return the key of a term: the first eight bytes of its BLAKE2b digest."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")


class Postings(NamedTuple):
    """The rows of all terms, term by term in the order of their keys, ascending within a term.

    `rows[bounds[n] : bounds[n + 1]]` are those of the term with the key `keys[n]`; a row stands there as often as the
    term occurs in it.
    """

    keys: Keys
    bounds: npt.NDArray[np.int64]
    rows: RowNumbers

    @classmethod
    def build(cls, vocabulary: Sequence[str], numbers: RowNumbers, rows: RowNumbers) -> Self:
        """Build the postings of occurrences: `numbers` has the position of each one's term in the vocabulary."""
        keys = np.array([hash_term(term) for term in vocabulary], dtype=np.uint64)
        return cls._from_occurrences(keys, numbers, rows)

    @classmethod
    def _from_occurrences(cls, keys: Keys, numbers: RowNumbers, rows: RowNumbers) -> Self:
        sorted_keys, ranks = np.unique(keys, return_inverse=True)
        combined = (ranks.astype(np.int64)[numbers] << _ROW_BITS) | rows
        combined.sort(kind="stable")  # linear in runs that are sorted already
        counts = np.bincount(combined >> _ROW_BITS, minlength=len(sorted_keys))
        used = counts > 0
        bounds = np.append(0, np.cumsum(counts[used])).astype(np.int64)
        return cls(sorted_keys[used], bounds, (combined & ((1 << _ROW_BITS) - 1)).astype(np.int32))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Open the files that `write` wrote."""
        parts = (np.load(folder / f"{name}_{part}.npy", mmap_mode="r") for part in cls._fields)
        return cls(*map(np.asarray, parts))

    def write(self, folder: Path, name: str) -> None:
        """Write the columns into a folder."""
        for part in self._fields:
            np.save(folder / f"{name}_{part}.npy", getattr(self, part))

    def find(self, term: str) -> RowNumbers:
        """Return the rows of a term, ascending."""
        key = np.uint64(hash_term(term))
        number = int(np.searchsorted(self.keys, key))
        if number == len(self.keys) or self.keys[number] != key:
            return self.rows[:0]
        return self.rows[self.bounds[number] : self.bounds[number + 1]]

    def mask(self, term: str, length: int) -> Mask:
        """Return for each of `length` rows whether a term occurs in it."""
        mask = np.zeros(length, dtype=np.bool_)
        mask[self.find(term)] = True
        return mask

    def count_occurrences(self, term: str, length: int) -> npt.NDArray[np.int64]:
        """Return for each of `length` rows how often a term occurs in it."""
        return np.bincount(self.find(term), minlength=length)

    def move(self, moved: RowNumbers, new: "Postings") -> "Postings":
        """Return the postings after rows have moved, with those of new rows: `moved` has the new row of each, or -1."""
        if len(moved) and moved[0] >= 0 and (np.diff(moved) > 0).all():  # none is gone, and their order is what it was
            return self._insert(moved[self.rows].astype(np.int32), new)
        numbers = np.repeat(np.arange(len(self.keys), dtype=np.int32), np.diff(self.bounds))
        rows = moved[self.rows]
        kept = rows >= 0
        added = np.repeat(np.arange(len(new.keys), dtype=np.int32), np.diff(new.bounds)) + np.int32(len(self.keys))
        return self._from_occurrences(
            np.concatenate([self.keys, new.keys]),
            np.concatenate([numbers[kept], added]),
            np.concatenate([rows[kept], new.rows]),
        )

    def _insert(self, rows: RowNumbers, new: "Postings") -> "Postings":
        """Return the postings with these rows in place of theirs, in the same order, and with those of new rows.

        Nothing is sorted: of a large index with a few new rows, that took longer than all else.
        """
        terms = np.searchsorted(self.keys, new.keys)
        is_known = np.append(self.keys, np.uint64(0))[terms] == new.keys
        is_known &= terms < len(self.keys)
        places = np.empty(len(new.rows), dtype=np.int64)
        spans = zip(self.bounds[terms].tolist(), self.bounds[terms + is_known].tolist(), strict=True)
        for (first, end), start, stop in zip(spans, new.bounds[:-1].tolist(), new.bounds[1:].tolist(), strict=True):
            places[start:stop] = first + np.searchsorted(rows[first:end], new.rows[start:stop])
        keys = np.insert(self.keys, terms[~is_known], new.keys[~is_known])
        counts = np.insert(np.diff(self.bounds), terms[~is_known], 0)
        counts[np.searchsorted(keys, new.keys)] += np.diff(new.bounds)
        bounds = np.append(0, np.cumsum(counts)).astype(np.int64)
        return Postings(keys, bounds, np.insert(rows, places, new.rows))
