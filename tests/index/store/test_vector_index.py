from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from index.store.vector_index import LARGE, PassageVectors, cosines, quantize

Vectors = npt.NDArray[np.float32]


def unit(count: int, around: int = 0) -> Vectors:
    """Give unit vectors like those of texts: some alike, most not."""
    numbers = np.random.default_rng(1)
    vectors = numbers.standard_normal((count, 384), dtype=np.float32)
    if around:
        vectors += 1.5 * numbers.standard_normal((around, 384), dtype=np.float32)[numbers.integers(around, size=count)]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_a_byte_a_dimension_keeps_the_cosines() -> None:
    vectors = unit(1000)
    codes = quantize(vectors)
    assert codes.dtype == np.uint8
    assert np.abs(cosines(codes, vectors[0]) - vectors @ vectors[0]).max() < 0.005


def test_the_same_vector_has_the_same_codes_whatever_it_stands_beside() -> None:
    vectors = unit(10)
    assert (quantize(vectors)[3] == quantize(vectors[3])).all()


def test_the_nearest_come_first_with_their_cosines_also_from_disk(tmp_path: Path) -> None:
    vectors = unit(500)
    PassageVectors.build(quantize(vectors)).write(tmp_path)
    held = PassageVectors.load(tmp_path)
    positions, likeness = held.nearest(vectors[7], 5)
    assert (held.codes == quantize(vectors)).all()
    assert positions[0] == 7
    assert (np.diff(likeness) <= 0).all()
    assert likeness == pytest.approx(cosines(held.codes[positions], vectors[7]), abs=1e-5)


def test_among_admits_only_some_and_all_of_them_are_found() -> None:
    vectors = unit(500)
    among = np.zeros(500, dtype=bool)
    among[[3, 8, 411]] = True
    positions, _ = PassageVectors.build(quantize(vectors)).nearest(vectors[7], 5, among)
    assert sorted(positions) == [3, 8, 411]


def test_nothing_is_near_where_nothing_is_held(tmp_path: Path) -> None:
    PassageVectors.build(quantize(unit(0))).write(tmp_path)
    held = PassageVectors.load(tmp_path)
    assert held.codes.shape == (0, 384)
    assert len(held.nearest(unit(1)[0], 5)[0]) == 0


def test_above_a_size_the_likeliest_part_is_searched_and_still_finds_the_best(tmp_path: Path) -> None:
    vectors = unit(LARGE, around=2000)
    PassageVectors.build(quantize(vectors)).write(tmp_path)
    held = PassageVectors.load(tmp_path)
    assert (tmp_path / "neighbourhoods.faiss").exists()
    found = wanted = 0
    for query in vectors[:20]:
        best = np.argsort(-(vectors @ query))[:10]
        found += len(set(held.nearest(query, 10)[0]) & set(best))
        wanted += 10
    assert found / wanted > 0.9
    among = np.arange(LARGE) % 1000 == 0
    assert among[held.nearest(vectors[5], 100, among)[0]].all()
