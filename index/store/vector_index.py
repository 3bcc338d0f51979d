"""Vector index: dense retrieval of passages by FAISS, with one byte per dimension, memory-mapped."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import faiss
import numpy as np

from index.text.arrays import Codes, Mask, Positions, Vectors

CLUSTERED_FROM = 200_000
"""Passages from which on only the nearest clusters are searched; below, an exhaustive search takes milliseconds."""

_CLUSTERS = 1024
_PARALLEL_CLUSTERS = 1  # FAISS's code for sharing the clusters of one query among all threads
_PROBED = 64  # clusters searched; of 79,000 real vectors they hold .982 of the best 10 and .927 of the best 200
_ALL_THREADS = faiss.omp_get_max_threads()
_BLOCK = 512  # rows of codes that are decoded at a time: they stay in the processor's cache
_SAMPLE = 64  # vectors per cluster that the clusters are trained on


def quantize(vectors: Vectors) -> Codes:
    """Quantize unit vectors to one byte per dimension; the codes of a vector do not depend on the other vectors.

    On 79,000 real vectors of all-MiniLM-L6-v2, cosines change by less than .004, and the cosine of a vector and its
    quantized form is .9999.
    """
    reach = _reach(vectors.shape[-1])
    codes: Codes = np.clip((vectors + reach) * (255 / (2 * reach)), 0, 255).astype(np.uint8)
    return codes


def compute_cosines(codes: Codes, query: Vectors) -> Vectors:
    """Return the cosine of each row of codes, shape (rows, dimensions), and a unit query, shape (dimensions,)."""
    reach = _reach(len(query))
    step = 2 * reach / 255
    products = np.empty(len(codes), dtype=np.float32)
    for start in range(0, len(codes), _BLOCK):
        block = slice(start, start + _BLOCK)
        # faster than @, which starts a thread on every core
        np.einsum("ij,j->i", codes[block].astype(np.float32), query, out=products[block])
    cosines: Vectors = products * step + (step / 2 - reach) * query.sum()
    return cosines


def decode_vectors(codes: Codes) -> Vectors:
    """Return the unit vectors of codes, shape (rows, dimensions)."""
    reach = _reach(codes.shape[1])
    raw = codes.astype(np.float32) * (2 * reach / 255) + (reach / 255 - reach)
    vectors: Vectors = raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-9)
    return vectors


def _reach(dimensions: int) -> float:
    """Return the largest component that is not clipped: six times that of a unit vector of equal components."""
    return float(6 / np.sqrt(dimensions))


class PassageVectors:
    """The codes of all passages, and from `CLUSTERED_FROM` passages on their clusters; inner products are cosines."""

    def __init__(self, flat: faiss.Index, clusters: faiss.Index | None) -> None:
        self._flat = flat
        self._clusters = clusters
        if clusters is not None:
            clusters.parallel_mode = _PARALLEL_CLUSTERS  # type: ignore[attr-defined]

    @classmethod
    def build(cls, codes: Codes) -> Self:
        """Build the index of codes of shape (passages, dimensions)."""
        flat = faiss.IndexScalarQuantizer(
            codes.shape[1], faiss.ScalarQuantizer.QT_8bit_uniform, faiss.METRIC_INNER_PRODUCT
        )
        _train(flat)
        flat.add_sa_codes(codes)
        return cls(flat, _build_clusters(codes) if len(codes) >= CLUSTERED_FROM else None)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the files that `write` wrote, memory-mapped."""
        flat = faiss.read_index(str(folder / "passages.faiss"), faiss.IO_FLAG_MMAP_IFC)
        clusters = folder / "neighbourhoods.faiss"
        return cls(flat, faiss.read_index(str(clusters), faiss.IO_FLAG_MMAP) if clusters.exists() else None)

    def write(self, folder: Path) -> None:
        """Write the index into a folder; not with the writer of FAISS, which reports no error when the disk is full."""
        (folder / "passages.faiss").write_bytes(faiss.serialize_index(self._flat).tobytes())
        if self._clusters is not None:
            (folder / "neighbourhoods.faiss").write_bytes(faiss.serialize_index(self._clusters).tobytes())

    @property
    def codes(self) -> Codes:
        """The codes of all passages, shape (passages, dimensions), as a view of the index."""
        if not self._flat.ntotal:
            return np.zeros((0, self._flat.d), dtype=np.uint8)
        return np.asarray(_CodesView(self._flat))

    def find_nearest(self, query: Vectors, limit: int, among: Mask | None = None) -> tuple[Positions, Vectors]:
        """Return the rows and cosines of the passages nearest to a query, best first.

        `among` selects the passages that are searched. The clusters are searched on all threads; an exhaustive search
        is one task for FAISS, which further threads would only delay.
        """
        if among is None:
            index, parameters = self._clusters or self._flat, None
        else:
            index = self._flat
            admitted = faiss.IDSelectorBitmap(np.packbits(among, bitorder="little"))  # type: ignore[arg-type, call-arg]
            parameters = faiss.SearchParameters(sel=admitted)  # type: ignore[call-arg]  # FAISS wraps both at import
        with openmp_threads(_ALL_THREADS if index is self._clusters else 1):
            cosines, positions = index.search(query[np.newaxis], limit, params=parameters)
        is_hit = positions[0] >= 0
        return positions[0][is_hit], cosines[0][is_hit]

    def warm(self) -> None:
        """Do nothing: a first search is as good as others."""


@contextmanager
def openmp_threads(count: int) -> Iterator[None]:
    """Run FAISS on `count` OpenMP threads within the block, and restore the former number after it.

    OpenMP keeps the number for each calling thread, so it cannot be set once when an index is opened.
    """
    former = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(count)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(former)


class _CodesView:
    """The memory of an index as a NumPy array interface; arrays made of it keep the index alive."""

    def __init__(self, index: faiss.Index) -> None:
        shape = (index.ntotal, index.d)
        raw = faiss.rev_swig_ptr(index.codes.data(), index.ntotal * index.d)  # type: ignore[attr-defined]
        self._index = index
        self.__array_interface__ = raw.__array_interface__ | {"shape": shape}


def _train(index: faiss.IndexScalarQuantizer | faiss.IndexIVFScalarQuantizer) -> None:
    """Set the range of the codes, which FAISS would otherwise estimate from the vectors."""
    reach = _reach(index.d)
    faiss.copy_array_to_vector(np.array([-reach, 2 * reach], dtype=np.float32), index.sq.trained)
    index.is_trained = True


def _build_clusters(codes: Codes) -> faiss.IndexIVF:
    """Cluster the passages into inverted lists (Sivic and Zisserman, Video Google, 2003)."""
    dimensions = codes.shape[1]
    centres = faiss.IndexFlatIP(dimensions)
    kind = faiss.ScalarQuantizer.QT_8bit_uniform
    clusters = faiss.IndexIVFScalarQuantizer(centres, dimensions, _CLUSTERS, kind, faiss.METRIC_INNER_PRODUCT, False)
    sample = codes[:: max(1, len(codes) // (_CLUSTERS * _SAMPLE))]
    means = faiss.Kmeans(dimensions, _CLUSTERS, niter=10, spherical=True, max_points_per_centroid=_SAMPLE, seed=1)
    means.train(dequantize(sample))
    centres.add(np.asarray(means.centroids))
    _train(clusters)
    for start in range(0, len(codes), CLUSTERED_FROM):
        clusters.add(dequantize(codes[start : start + CLUSTERED_FROM]))
    clusters.nprobe = _PROBED
    return clusters


def dequantize(codes: Codes) -> Vectors:
    """Return the vectors that codes stand for, as FAISS reads them: their inner products are cosines."""
    reach = _reach(codes.shape[1])
    return (codes.astype(np.float32) + np.float32(0.5)) * np.float32(2 * reach / 255) - np.float32(reach)
