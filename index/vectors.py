"""Dense retrieval: the nearest passages by the meaning of their words."""

from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]


class PassageVectors:
    """The unit vectors of all passages, kept at half precision; inner products are cosines."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> "PassageVectors":
        """Hold vectors of shape (passages, dimensions)."""
        index = faiss.IndexScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index.is_trained = True
        index.add(vectors)
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "PassageVectors":
        """Read what `to_bytes` gave, memory-mapped."""
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))

    def to_bytes(self) -> bytes:
        """Give the file's content; FAISS's own writer says nothing when a disk is full."""
        return faiss.serialize_index(self._index).tobytes()

    def rows(self, positions: Positions) -> Vectors:
        """Give back the vectors at these positions, to be carried into the next generation unchanged."""
        return self._index.reconstruct_batch(positions)

    def nearest(self, query: Vectors, limit: int, among: Positions | None = None) -> tuple[Positions, Vectors]:
        """Give the positions and cosines of the passages nearest to a query, best first; `among` admits only some."""
        selector = None if among is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(among))  # type: ignore[call-arg]  # FAISS wraps it at import
        cosines, positions = self._index.search(query[np.newaxis], limit, params=selector)
        found = positions[0] >= 0
        return positions[0][found], cosines[0][found]
