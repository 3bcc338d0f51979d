"""Keyed rows: a collection that several generations share, asked for the rows of one of them.

A row of a collection has a key that it keeps; a generation knows the key of each of its rows. Rows that it does not
have, because a later generation added them or because it was built without them, are left out of what is found.
"""

from collections.abc import Sequence

import numpy as np

from index.store.engines.bm25 import SparseVector
from index.store.engines.milvus import MilvusCollections, among_rows, between_rows
from index.text.arrays import Positions, Scores, Vectors

_NO_ROW = -1
_NOTHING = np.zeros(0, np.int64), np.zeros(0, np.float32)


class KeyedRows:
    """The rows of one generation in a collection."""

    def __init__(self, collections: MilvusCollections, name: str, keys: Positions) -> None:
        """Take the name of the collection, and the key of each row."""
        self._collections, self._name, self.keys = collections, name, keys
        self._extent = int(keys.max(initial=-1)) + 1
        self._rows = np.full(self._extent, _NO_ROW, dtype=np.int64)
        self._rows[keys] = np.arange(len(keys))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.keys)

    @property
    def max_hits(self) -> int:
        """The number of rows that a search of the collection returns at most."""
        return self._collections.max_hits

    def search(
        self, field: str, query: Vectors | SparseVector, limit: int, rows: Positions | None = None
    ) -> tuple[Positions, Scores]:
        """Return the best rows and their scores, at least so many if there are, best first; among `rows` if given."""
        if not len(self) or (rows is not None and not len(rows)):
            return _NOTHING
        most, reach = self._collections.max_hits, limit
        only = "" if rows is None else among_rows(self.keys[rows])
        while reach <= most:
            found, scores = self._collections.search(self._name, field, query, reach, only)
            own, own_scores = self._select(found, scores)
            if len(found) < reach or len(own) >= limit:
                return own, own_scores
            reach = most if reach < most < 2 * reach else 2 * reach
        if rows is not None:
            return self._select(*self._collections.search(self._name, field, query, most, only))
        return self._search_between(field, query, 0, self._extent)

    def warm(self, field: str, query: Vectors | SparseVector) -> None:
        """Search once by a field, which may take long when the collection was just loaded or written."""
        if len(self):
            self._collections.warm(self._name, field, query)

    def _search_between(
        self, field: str, query: Vectors | SparseVector, first: int, end: int
    ) -> tuple[Positions, Scores]:
        """Return all rows of a range of keys with their scores, in no order: if they are too many, of both halves."""
        most = self._collections.max_hits
        found, scores = self._collections.search(self._name, field, query, most, between_rows(first, end))
        if len(found) < most or end - first <= most:
            return self._select(found, scores)
        middle = (first + end) // 2
        halves = [self._search_between(field, query, *half) for half in ((first, middle), (middle, end))]
        return join_hits(halves)

    def _select(self, keys: Positions, scores: Scores) -> tuple[Positions, Scores]:
        """Return the rows of these keys that the generation has, with their scores."""
        known = keys < self._extent
        rows = self._rows[keys[known]]
        own = rows != _NO_ROW
        return rows[own], scores[known][own]


def join_hits(parts: Sequence[tuple[Positions, Scores]]) -> tuple[Positions, Scores]:
    """Return the hits of several searches together."""
    rows = np.concatenate([_NOTHING[0], *(part[0] for part in parts)])
    return rows, np.concatenate([_NOTHING[1], *(part[1] for part in parts)])
