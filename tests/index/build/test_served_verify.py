"""Verifying a home whose library and engine are on other machines: what those keep is checked, too."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import index
from index import Parts, use_parts

if TYPE_CHECKING:
    from milvus_server import MilvusServer
    from postgresql import PostgresServer

pytestmark = pytest.mark.cluster


@pytest.fixture
def parts(postgresql: "PostgresServer", milvus: "MilvusServer") -> Iterator[Parts]:
    parts = Parts(library=postgresql.create_database(), engine=milvus.url)
    use_parts(parts)
    yield parts
    use_parts(Parts())


@pytest.fixture
def home(parts: Parts, tmp_path: Path) -> Path:
    lines = [
        {"id": f"a{number}", "title": f"Notice {number}", "text": f"The {place} of Valletta stays closed."}
        for number, place in enumerate(("harbour", "market", "school"))
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "in.jsonl")])
    assert parts.engine
    return tmp_path / "home"


def test_what_was_just_published_is_sound_for_an_empty_home_too(home: Path) -> None:
    assert index.verify_home(home).sound
    found = index.verify_home(home.with_name("another"))
    assert found.sound
    assert [each.generation for each in found.generations] == [1]


def test_rows_of_the_engine_that_have_other_vectors_and_words_are_found(home: Path, parts: Parts) -> None:
    from index.library.postgresql import PostgresDatabase  # noqa: PLC0415 (needs an extra)
    from index.store.engines.milvus import PRESENT, WEIGHTED, MilvusCollections  # noqa: PLC0415

    with closing(PostgresDatabase.open(parts.library)) as database:
        collections = MilvusCollections(parts.engine, database.library_id)
    rows = {WEIGHTED: [{1: 1.0}] * 3, PRESENT: [{1: 1.0}] * 3}
    collections.upsert("passages_1", 0, rows, np.full((3, 384), 120, np.uint8))
    found = [one.what for one in index.verify_home(home).damage]
    assert sum("is not found by its vector" in what for what in found) == 3
    assert sum("is not found by its words" in what for what in found) == 3


def test_a_piece_that_other_homes_could_not_fetch_is_found(home: Path, parts: Parts) -> None:
    from index.library.postgresql import PostgresDatabase  # noqa: PLC0415 (needs an extra)

    with closing(PostgresDatabase.open(parts.library)) as database:
        database.fetch_rows("UPDATE pieces SET content = content || CAST('x' AS bytea)")
    found = index.verify_home(home)
    assert not found.sound
    assert {one.where for one in found.damage} == {"index/1"}
    assert all("a piece of the index in postgresql:" in one.what for one in found.damage)
