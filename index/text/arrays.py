"""NumPy array types that several layers share, and the rows of two tables in one order."""

from typing import NamedTuple, Self, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Positions: TypeAlias = npt.NDArray[np.int64]
"""Row numbers, or positions in a text."""

Mask: TypeAlias = npt.NDArray[np.bool_]
"""Whether each row is selected."""

Rows: TypeAlias = npt.NDArray[np.void]
"""Rows of a table: an array of a structured dtype."""

Scores: TypeAlias = npt.NDArray[np.float32]
"""Scores or logits; higher is better."""

Vectors: TypeAlias = npt.NDArray[np.float32]
"""Embeddings, one per row; of unit length unless stated otherwise."""

Codes: TypeAlias = npt.NDArray[np.uint8]
"""Embeddings quantized to one byte per dimension, one per row."""


_Value = TypeVar("_Value", bound=np.generic)

NEW = -1
"""Row of what a former table does not have."""


class MergedRows(NamedTuple):
    """The rows of a former table that are kept and those of an added one, in one order.

    `former` has for each row its row in the former table, or NEW; the added ones come in their own order.
    """

    former: Positions

    @property
    def is_new(self) -> Mask:
        """Whether each row comes from the added table."""
        is_new: Mask = self.former == NEW
        return is_new

    @property
    def added(self) -> Positions:
        """The row of each row of the added table."""
        return np.flatnonzero(self.is_new)

    def moved(self, length: int) -> npt.NDArray[np.int32]:
        """Return the row of each of the `length` rows of the former table, or NEW if it is not kept."""
        moved = np.full(length, NEW, dtype=np.int32)
        kept = np.flatnonzero(~self.is_new)
        moved[self.former[kept]] = kept
        return moved

    def combine(self, former: npt.NDArray[_Value], added: npt.NDArray[_Value]) -> npt.NDArray[_Value]:
        """Return a column of the merged table, of a column of each."""
        is_new = self.is_new
        merged = np.empty((len(self.former), *former.shape[1:]), dtype=former.dtype)
        merged[~is_new], merged[is_new] = former[self.former[~is_new]], added
        return merged

    def expand(self, former_counts: Positions, added_counts: Positions) -> tuple[Self, Positions]:
        """Return the merged rows of another pair of tables, of which each row here has so many, and their bounds."""
        counts = self.combine(former_counts.astype(np.int64), added_counts).astype(np.int64)
        bounds = np.append(0, np.cumsum(counts)).astype(np.int64)
        starts = np.append(0, np.cumsum(former_counts))[self.former]  # that of a new one is not looked at
        rows = np.arange(bounds[-1], dtype=np.int64) + np.repeat(starts - bounds[:-1], counts)
        rows[np.repeat(self.is_new, counts)] = NEW
        return type(self)(rows), bounds


def find_groups(first: Positions, second: Positions, count: int) -> Positions:
    """Return for each of `count` rows the least row of its group: all that are linked, pair by pair, make one.

    Labels spread along the links, and are followed to their own labels until none changes (Shiloach and Vishkin, An
    O(log n) Parallel Connectivity Algorithm, 1982).
    """
    labels = np.arange(count, dtype=np.int64)
    while True:
        least = np.minimum(labels[first], labels[second])
        spread = labels.copy()
        for rows in (first, second):
            np.minimum.at(spread, labels[rows], least)
        while (followed := spread[spread] != spread).any():
            spread[followed] = spread[spread[followed]]
        if (spread == labels).all():
            return labels
        labels = spread
