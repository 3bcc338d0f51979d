"""Vectors in collections: of milvus-lite, or of Milvus itself with ENGINE=milvus in the environment."""

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import Unreachable
from index.store.vector_index import dequantize
from index.text.arrays import Codes, Positions, Vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milvus_server import MilvusServer

    from index.store.engines.milvus import MilvusCollections

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]

COUNT, DIMENSIONS, LIMIT = 3000, 384, 50
BACK_SECONDS = 60
NAME = "passages_1"


@pytest.fixture(scope="module")
def server() -> "Iterator[MilvusServer]":
    from milvus_server import MilvusServer, StandaloneMilvus  # noqa: PLC0415 (as its fixture in conftest.py)

    with StandaloneMilvus() if os.environ.get("ENGINE") == "milvus" else MilvusServer() as server:
        yield server


@pytest.fixture(scope="module")
def codes() -> Codes:
    """Return codes of vectors that lie around a few centres, as those of texts on few subjects do."""
    chance = np.random.default_rng(7)
    centres = chance.integers(60, 196, (20, DIMENSIONS))
    near = chance.normal(centres[chance.integers(0, len(centres), COUNT)], 25).round()
    return near.clip(0, 255).astype(np.uint8)


@pytest.fixture
def collections(server: "MilvusServer", codes: Codes) -> "Iterator[MilvusCollections]":
    from index.store.engines.milvus import MilvusCollections  # noqa: PLC0415 (it needs an extra)

    collections = MilvusCollections(server.url, "trial")
    assert collections.create(NAME, {}, codes) == COUNT
    yield collections
    collections.close()


def find_nearest(codes: Codes, query: Vectors) -> Positions:
    """Return the nearest rows, best first, by comparing all."""
    return np.argsort(-(dequantize(codes) @ query), kind="stable")[:LIMIT]


def search(collections: "MilvusCollections", query: Vectors, only: str = "") -> Positions:
    return collections.search(NAME, "vector", query, LIMIT, only)[0]


def test_the_nearest_vectors_are_those_of_an_exact_search(collections: "MilvusCollections", codes: Codes) -> None:
    for row in range(0, COUNT, 150):
        query = dequantize(codes[row : row + 1])[0]
        rows, scores = collections.search(NAME, "vector", query, LIMIT)
        exact = find_nearest(codes, query)
        assert {*rows.tolist()} == {*exact.tolist()}
        assert np.allclose(np.sort(scores)[::-1], np.sort(dequantize(codes[exact]) @ query)[::-1], rtol=1e-4)


def test_a_filter_of_rows_leaves_the_nearest_of_these(collections: "MilvusCollections", codes: Codes) -> None:
    from index.store.engines.milvus import among_rows, between_rows  # noqa: PLC0415 (it needs an extra)

    query = dequantize(codes[:1])[0]
    named = np.arange(100, 300)
    nearest = named[find_nearest(codes[100:300], query)]
    assert {*search(collections, query, among_rows(named)).tolist()} == {*nearest.tolist()}
    assert {*search(collections, query, between_rows(100, 300)).tolist()} == {*nearest.tolist()}


def test_rows_are_added_replaced_and_deleted(collections: "MilvusCollections", codes: Codes) -> None:
    query = dequantize(codes[:1])[0]
    assert collections.upsert(NAME, COUNT, {}, codes[:1]) == 1
    assert {0, COUNT} <= {*search(collections, query).tolist()}
    collections.delete(NAME, [0])
    assert collections.upsert(NAME, COUNT, {}, codes[1:2]) == 1
    assert not {0, COUNT} & {*search(collections, query).tolist()[:1]}
    assert collections.load(NAME) == COUNT


def test_a_server_that_was_killed_has_all_rows_when_it_is_back(
    server: "MilvusServer", collections: "MilvusCollections", codes: Codes
) -> None:
    query = dequantize(codes[42:43])[0]
    server.kill()
    with pytest.raises(Unreachable, match="does not answer"):
        collections.require_answer()
    server.start()
    began, rows = time.monotonic(), np.zeros(0, np.int64)
    while not len(rows):
        assert time.monotonic() - began < BACK_SECONDS
        time.sleep(0.5)
        with suppress(Unreachable):
            rows = search(collections, query)
    assert {*rows.tolist()} == {*find_nearest(codes, query).tolist()}
