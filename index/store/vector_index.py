"""Dense retrieval: the nearest passages by the meaning of their words; a byte a dimension, read where they lie."""

from pathlib import Path
from typing import Self

import faiss
import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

LARGE = 200_000
"""Passages from which on only the likeliest part is searched; below, a search of all takes a few milliseconds."""

_LISTS = 1024
_LISTS_AT_ONCE = 1  # FAISS's name for one query searched by all cores
_PROBED = 64  # of 79,000 real vectors it finds .982 of the best 10 and .927 of the best 200
_CORES = faiss.omp_get_max_threads()  # for the lists; a scan of all is one task, and idle threads get in its way
_SAMPLE = 64  # vectors a list that places the lists


def quantize(vectors: Vectors) -> Codes:
    """Give unit vectors a byte a dimension; the same vector always has the same codes, whatever it is indexed with.

    Cosines keep to within .004, and the vectors to .9999 of theirs (all-MiniLM-L6-v2, 79,000 real ones).
    """
    reach = _reach(vectors.shape[-1])
    codes: Codes = np.clip((vectors + reach) * (255 / (2 * reach)), 0, 255).astype(np.uint8)
    return codes


def cosines(codes: Codes, query: Vectors) -> Vectors:
    """Give the cosine of each row of codes, shape (rows, dimensions), and a unit query, shape (dimensions,)."""
    reach = _reach(len(query))
    step = 2 * reach / 255
    products = np.einsum("ij,j->i", codes.astype(np.float32), query)  # @ wakes every core for it, which takes longer
    likeness: Vectors = products * step + (step / 2 - reach) * query.sum()
    return likeness


def _reach(dimensions: int) -> float:
    """Give the largest component that is told apart: six times what an even unit vector has."""
    return float(6 / np.sqrt(dimensions))


class PassageVectors:
    """The codes of all passages, and above a size their neighbourhoods; inner products are cosines."""

    def __init__(self, flat: faiss.Index, lists: faiss.Index | None) -> None:
        self._flat = flat
        self._lists = lists
        if lists is not None:
            lists.parallel_mode = _LISTS_AT_ONCE  # type: ignore[attr-defined]

    @classmethod
    def build(cls, codes: Codes) -> Self:
        """Hold codes of shape (passages, dimensions)."""
        flat = faiss.IndexScalarQuantizer(
            codes.shape[1], faiss.ScalarQuantizer.QT_8bit_uniform, faiss.METRIC_INNER_PRODUCT
        )
        _train(flat)
        flat.add_sa_codes(codes)
        return cls(flat, _neighbourhoods(codes) if len(codes) >= LARGE else None)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open what `write` wrote, memory-mapped."""
        flat = faiss.read_index(str(folder / "passages.faiss"), faiss.IO_FLAG_MMAP_IFC)
        lists = folder / "neighbourhoods.faiss"
        return cls(flat, faiss.read_index(str(lists), faiss.IO_FLAG_MMAP) if lists.exists() else None)

    def write(self, folder: Path) -> None:
        """Write it into a folder; FAISS's own writer says nothing when a disk is full."""
        (folder / "passages.faiss").write_bytes(faiss.serialize_index(self._flat).tobytes())
        if self._lists is not None:
            (folder / "neighbourhoods.faiss").write_bytes(faiss.serialize_index(self._lists).tobytes())

    @property
    def codes(self) -> Codes:
        """The codes of all passages, shape (passages, dimensions), where they lie."""
        if not self._flat.ntotal:
            return np.zeros((0, self._flat.d), dtype=np.uint8)
        return np.asarray(_Lent(self._flat))

    def nearest(self, query: Vectors, limit: int, among: Mask | None = None) -> tuple[Positions, Vectors]:
        """Give the positions and cosines of the passages nearest to a query, best first; `among` admits only some."""
        if among is None:
            index, parameters = self._lists or self._flat, None
        else:
            index = self._flat
            admitted = faiss.IDSelectorBitmap(np.packbits(among, bitorder="little"))  # type: ignore[arg-type, call-arg]
            parameters = faiss.SearchParameters(sel=admitted)  # type: ignore[call-arg]  # FAISS wraps both at import
        faiss.omp_set_num_threads(_CORES if index is self._lists else 1)
        likeness, positions = index.search(query[np.newaxis], limit, params=parameters)
        found = positions[0] >= 0
        return positions[0][found], likeness[0][found]


class _Lent:
    """Memory of an index, lent to numpy; the arrays made of it keep the index alive."""

    def __init__(self, index: faiss.Index) -> None:
        shape = (index.ntotal, index.d)
        raw = faiss.rev_swig_ptr(index.codes.data(), index.ntotal * index.d)  # type: ignore[attr-defined]
        self._index = index
        self.__array_interface__ = raw.__array_interface__ | {"shape": shape}


def _train(index: faiss.IndexScalarQuantizer | faiss.IndexIVFScalarQuantizer) -> None:
    """Fix the range of the codes, which FAISS would otherwise take from the vectors."""
    reach = _reach(index.d)
    faiss.copy_array_to_vector(np.array([-reach, 2 * reach], dtype=np.float32), index.sq.trained)
    index.is_trained = True


def _neighbourhoods(codes: Codes) -> faiss.IndexIVF:
    """Sort the passages into lists of like ones (inverted file: Sivic and Zisserman, Video Google, 2003)."""
    dimensions = codes.shape[1]
    centres = faiss.IndexFlatIP(dimensions)
    kind = faiss.ScalarQuantizer.QT_8bit_uniform
    lists = faiss.IndexIVFScalarQuantizer(centres, dimensions, _LISTS, kind, faiss.METRIC_INNER_PRODUCT, False)
    sample = codes[:: max(1, len(codes) // (_LISTS * _SAMPLE))]
    means = faiss.Kmeans(dimensions, _LISTS, niter=10, spherical=True, max_points_per_centroid=_SAMPLE, seed=1)
    means.train(_decoded(sample))
    centres.add(np.asarray(means.centroids))
    _train(lists)
    for start in range(0, len(codes), LARGE):
        lists.add(_decoded(codes[start : start + LARGE]))
    lists.nprobe = _PROBED
    return lists


def _decoded(codes: Codes) -> Vectors:
    reach = _reach(codes.shape[1])
    return (codes.astype(np.float32) + np.float32(0.5)) * np.float32(2 * reach / 255) - np.float32(reach)
