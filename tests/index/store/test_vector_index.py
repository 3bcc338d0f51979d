from collections.abc import Callable, Sequence
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt
import pytest

from index.store import vector_index
from index.store.engines.protocols import OpenedSearch
from index.store.vector_index import _CLUSTERS, CLUSTERED_FROM, PassageVectors, compute_cosines, quantize

Vectors = npt.NDArray[np.float32]


def unit(count: int, around: int = 0) -> Vectors:
    """Return unit vectors distributed like those of texts: some similar, most not."""
    numbers = np.random.default_rng(1)
    vectors = numbers.standard_normal((count, 384), dtype=np.float32)
    if around:
        vectors += 1.5 * numbers.standard_normal((around, 384), dtype=np.float32)[numbers.integers(around, size=count)]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_a_byte_a_dimension_keeps_the_cosines() -> None:
    vectors = unit(1000)
    codes = quantize(vectors)
    assert codes.dtype == np.uint8
    assert np.abs(compute_cosines(codes, vectors[0]) - vectors @ vectors[0]).max() < 0.005


def test_cosines_do_not_depend_on_how_many_rows_are_compared_at_once() -> None:
    vectors = unit(1100)
    codes = quantize(vectors)
    one_by_one = [compute_cosines(codes[row : row + 1], vectors[0])[0] for row in range(len(codes))]
    assert compute_cosines(codes, vectors[0]).tolist() == one_by_one
    assert compute_cosines(codes[:0], vectors[0]).shape == (0,)


def test_the_same_vector_has_the_same_codes_whatever_it_stands_beside() -> None:
    vectors = unit(10)
    assert (quantize(vectors)[3] == quantize(vectors[3])).all()


def test_the_nearest_come_first_with_their_cosines_also_from_disk(tmp_path: Path) -> None:
    vectors = unit(500)
    PassageVectors.build(quantize(vectors)).write(tmp_path)
    index = PassageVectors.load(tmp_path)
    positions, likeness = index.find_nearest(vectors[7], 5)
    assert (index.codes == quantize(vectors)).all()
    assert positions[0] == 7
    assert (np.diff(likeness) <= 0).all()
    assert likeness == pytest.approx(compute_cosines(index.codes[positions], vectors[7]), abs=1e-5)


def test_among_admits_only_some_and_all_of_them_are_found() -> None:
    vectors = unit(500)
    among = np.zeros(500, dtype=bool)
    among[[3, 8, 411]] = True
    positions, _ = PassageVectors.build(quantize(vectors)).find_nearest(vectors[7], 5, among)
    assert sorted(positions) == [3, 8, 411]


@pytest.mark.parametrize("admitted", [[3, 8, 41], range(60), range(0, 60, 2)])
def test_every_engine_finds_the_nearest_that_are_admitted(
    open_search: Callable[..., OpenedSearch], admitted: Sequence[int]
) -> None:
    vectors = unit(60)
    codes, among = quantize(vectors), np.zeros(60, dtype=bool)
    among[[*admitted]] = True
    search = open_search(["Libya"], [["Ada spoke."] * 60], codes).vectors
    positions, likeness = search.find_nearest(vectors[7], 3, among)
    expected = compute_cosines(codes, vectors[7])
    best = [row for row in np.argsort(-expected) if among[row]][:3]
    assert positions.tolist() == best
    assert likeness == pytest.approx(expected[best], abs=1e-5)
    assert (search.codes == codes).all()


def test_an_empty_index_returns_nothing(tmp_path: Path) -> None:
    PassageVectors.build(quantize(unit(0))).write(tmp_path)
    index = PassageVectors.load(tmp_path)
    assert index.codes.shape == (0, 384)
    assert len(index.find_nearest(unit(1)[0], 5)[0]) == 0


@pytest.mark.parametrize(
    ("count", "clusters"),
    [(20_000, _CLUSTERS // 10), pytest.param(CLUSTERED_FROM, _CLUSTERS, marks=pytest.mark.quality)],
)
def test_a_large_index_searches_the_nearest_clusters_and_still_finds_the_best(
    count: int, clusters: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_index, "CLUSTERED_FROM", count)
    monkeypatch.setattr(vector_index, "_CLUSTERS", clusters)
    vectors = unit(count, around=count // 100)
    PassageVectors.build(quantize(vectors)).write(tmp_path)
    index = PassageVectors.load(tmp_path)
    assert (tmp_path / "neighbourhoods.faiss").exists()
    found = wanted = 0
    for query in vectors[:20]:
        best = np.argsort(-(vectors @ query))[:10]
        found += len(set(index.find_nearest(query, 10)[0]) & set(best))
        wanted += 10
    assert found / wanted > 0.9
    among = np.arange(count) % 1000 == 0
    assert among[index.find_nearest(vectors[5], 100, among)[0]].all()


@pytest.mark.parametrize("threads", [1, 3])
def test_a_search_leaves_the_threads_of_the_process_as_they_were(threads: int) -> None:
    vectors = unit(100)
    former = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(threads)
    try:
        PassageVectors.build(quantize(vectors)).find_nearest(vectors[7], 5)
        assert faiss.omp_get_max_threads() == threads
    finally:
        faiss.omp_set_num_threads(former)
