"""Vectors of passages in a collection: the nearest are found there, their codes are read from a file of the home."""

import numpy as np

from index.store.engines.keyed_rows import KeyedRows, join_hits
from index.store.engines.milvus import DENSE
from index.text.arrays import Codes, Mask, Positions, Vectors

MAX_NAMED_ROWS = 10_000
"""Rows that a filter names at most; of more, what is found among all is selected."""

_GROWTH = 10  # factor by which a search is extended if a selection leaves too few hits


class ServedVectors:
    """The vectors of a generation's passages; inner products are cosines."""

    def __init__(self, passages: KeyedRows, codes: Codes) -> None:
        self._passages = passages
        self.codes = codes

    def find_nearest(self, query: Vectors, limit: int, among: Mask | None = None) -> tuple[Positions, Vectors]:
        """Return the rows and cosines of the passages nearest to a query, best first, among those selected."""
        if among is None:
            return self._search(query, limit)
        selected = np.flatnonzero(among)
        reach = limit * _GROWTH
        while len(selected) > MAX_NAMED_ROWS and reach <= self._passages.max_hits:
            rows, cosines = self._search(query, reach)
            admitted = among[rows]
            if admitted.sum() >= limit:
                return rows[admitted][:limit], cosines[admitted][:limit]
            reach *= _GROWTH
        starts = range(0, len(selected), MAX_NAMED_ROWS)
        rows, cosines = join_hits(
            [self._search(query, limit, selected[start : start + MAX_NAMED_ROWS]) for start in starts]
        )
        best = np.lexsort((rows, -cosines))[:limit]
        return rows[best], cosines[best]

    def warm(self) -> None:
        """Search once, so that no question waits for what a first search takes."""
        dimensions = self.codes.shape[1]
        self._passages.warm(DENSE, np.full(dimensions, dimensions**-0.5))

    def _search(self, query: Vectors, limit: int, rows: Positions | None = None) -> tuple[Positions, Vectors]:
        found, cosines = self._passages.search(DENSE, query, limit, rows)
        best = np.lexsort((found, -cosines))[:limit]
        return found[best], cosines[best]
