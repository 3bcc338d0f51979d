"""Vectors of passages in a collection: the nearest are found there, their codes are read from a file of the home."""

import numpy as np

from index.store.engines.milvus import DENSE, MilvusCollections, among_rows
from index.text.arrays import Codes, Mask, Positions, Vectors

MAX_NAMED_ROWS = 10_000
"""Rows that a filter names at most; of more, what is found among all is selected."""

_GROWTH = 10  # factor by which a search is extended if a selection leaves too few hits


class ServedVectors:
    """The vectors of a generation's passages; inner products are cosines."""

    def __init__(self, collections: MilvusCollections, name: str, codes: Codes) -> None:
        self._collections, self._name = collections, name
        self.codes = codes

    def find_nearest(self, query: Vectors, limit: int, among: Mask | None = None) -> tuple[Positions, Vectors]:
        """Return the rows and cosines of the passages nearest to a query, best first, among those selected."""
        if not len(self.codes):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if among is None:
            return self._search(query, limit)
        selected = np.flatnonzero(among)
        reach = limit * _GROWTH
        while len(selected) > MAX_NAMED_ROWS and reach <= self._collections.max_hits:
            rows, cosines = self._search(query, reach)
            admitted = among[rows]
            if admitted.sum() >= limit:
                return rows[admitted][:limit], cosines[admitted][:limit]
            reach *= _GROWTH
        parts = [
            self._search(query, limit, among_rows(selected[start : start + MAX_NAMED_ROWS]))
            for start in range(0, len(selected), MAX_NAMED_ROWS)
        ]
        rows = np.concatenate([np.zeros(0, np.int64), *(part[0] for part in parts)])
        cosines = np.concatenate([np.zeros(0, np.float32), *(part[1] for part in parts)])
        best = np.lexsort((rows, -cosines))[:limit]
        return rows[best], cosines[best]

    def _search(self, query: Vectors, limit: int, only: str = "") -> tuple[Positions, Vectors]:
        return self._collections.search(self._name, DENSE, query, limit, only)
