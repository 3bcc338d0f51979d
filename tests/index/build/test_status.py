import shutil
from pathlib import Path

import pytest

import index
from index.build.checkpoint import FOLDER


@pytest.fixture
def home(indexed_seeds: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(indexed_seeds, tmp_path / "home"))


def test_the_model_of_a_home_is_read_from_the_manifest_alone(home: Path) -> None:
    (home / "index" / "1" / "passages.npy").write_bytes(b"damaged")
    choice = index.model_of(home)
    assert (choice.model, choice.precision) == (index.DEFAULT_MODEL, None)


def test_the_model_is_that_of_an_older_generation_if_the_newest_manifest_is_damaged(home: Path) -> None:
    shutil.copytree(home / "index" / "1", home / "index" / "2")
    (home / "index" / "2" / "MANIFEST").write_bytes(b"{")
    assert index.model_of(home).model == index.DEFAULT_MODEL


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"model": "m"}'])
def test_a_home_without_a_readable_manifest_is_damaged(home: Path, content: bytes) -> None:
    (home / "index" / "1" / "MANIFEST").write_bytes(content)
    with pytest.raises(index.DamagedIndex, match="rebuild the index"):
        index.model_of(home)


def test_a_home_without_an_index_has_no_model(tmp_path: Path) -> None:
    with pytest.raises(index.NotIndexed):
        index.model_of(tmp_path)


def test_damaged_files_and_leftovers_are_listed(home: Path) -> None:
    assert index.find_damage(home) == ()
    assert [*index.find_leftovers(home)] == []
    (home / "index" / "1" / "passages.npy").write_bytes(b"damaged")
    (home / FOLDER).mkdir()
    (home / "index" / "2.tmp").mkdir()
    (home / "index" / "0.damaged").mkdir()
    assert [damage.where for damage in index.find_damage(home)] == ["index/1"]
    assert [line.partition(":")[0] for line in index.find_leftovers(home)] == [FOLDER, "index/2.tmp", "index/0.damaged"]
