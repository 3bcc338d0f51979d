import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import index
from index.build.verify import SAMPLE_SIZE, _sample
from index.errors import NotIndexed
from index.store import generations, manifest
from index.store.tables import PASSAGE


@pytest.fixture
def home(indexed_seeds: Path, tmp_path: Path) -> Path:
    """Return a copy of the indexed seeds that the test may damage."""
    return Path(shutil.copytree(indexed_seeds, tmp_path / "home"))


def reseal(folder: Path) -> None:
    """Write a new manifest, so that the content is damaged but not the checksums."""
    written = (folder / "MANIFEST").read_text()
    facts = json.loads(written)
    manifest.seal(folder, {name: fact for name, fact in facts.items() if name not in {"files", "sha256"}})


def test_what_was_just_written_is_sound_down_to_the_last_vector(home: Path) -> None:
    found = index.verify_home(home, full=True)
    assert (found.sound, found.damage, found.leftovers, found.not_indexed) == (True, (), (), ())
    assert found.read_again == len(generations.load(home).passages)


def test_a_sample_is_spread_over_all_where_not_everything_is_wanted(home: Path) -> None:
    held = generations.load(home)
    assert len(_sample(held, full=True)) == len(held.passages) < SAMPLE_SIZE
    large = replace(held, passages=np.zeros(1000, dtype=PASSAGE))
    sample = _sample(large, full=False)
    assert (len(set(sample)), sample[0], sample[-1]) == (SAMPLE_SIZE, 0, 999)


def test_nothing_indexed_is_nothing_to_verify(tmp_path: Path) -> None:
    with pytest.raises(NotIndexed):
        index.verify_home(tmp_path)
    assert not list(tmp_path.iterdir())


def test_articles_that_were_added_or_removed_since_are_named_and_are_no_damage(home: Path) -> None:
    added = index.add_article(home, index.Article(title="Sitting in Tobruk", text="Parliament met in Tobruk."))
    gone = generations.load(home).articles[0].id
    with index.Library.open(home) as library:
        library.remove([gone])
    found = index.verify_home(home)
    assert found.sound
    assert set(found.not_indexed) == {added.id, gone}


def test_leftovers_are_listed_and_are_no_damage(home: Path) -> None:
    (home / "index" / "2.tmp").mkdir()
    (home / "index" / "9.damaged").mkdir()
    (home / "encoding").mkdir()
    found = index.verify_home(home)
    assert found.sound
    assert [left.partition(":")[0] for left in found.leftovers] == ["encoding", "index/2.tmp", "index/9.damaged"]


def test_vectors_that_stand_with_the_wrong_passages_are_found_though_every_byte_is_signed(home: Path) -> None:
    folder = home / "index" / "1"
    vectors = np.load(folder / "sentence_vectors.npy")
    np.save(folder / "sentence_vectors.npy", np.roll(vectors, 1, axis=0))
    reseal(folder)
    assert generations.load(home).number == 1
    found = index.verify_home(home)
    assert not found.sound
    assert "vectors of another text" in found.damage[0].what


def test_a_passage_that_is_not_where_it_says_is_found(home: Path) -> None:
    folder = home / "index" / "1"
    passages = np.load(folder / "passages.npy")
    passages["end"][3] -= 1
    np.save(folder / "passages.npy", passages)
    reseal(folder)
    found = index.verify_home(home)
    assert [(one.where, "passage 3 is not" in one.what) for one in found.damage] == [("index/1", True)]


def test_a_generation_that_holds_less_than_it_says_is_not_opened(home: Path) -> None:
    folder = home / "index" / "1"
    np.save(folder / "sentences.npy", np.load(folder / "sentences.npy")[:-1])
    reseal(folder)
    with pytest.raises(index.DamagedIndex, match="other row counts than its manifest"):
        generations.load(home)


def test_a_library_that_is_gone_or_no_library_is_damage(home: Path) -> None:
    for path in home.glob("library.db*"):
        path.unlink()
    assert [one.where for one in index.verify_home(home).damage] == ["library.db"]
    assert not (home / "library.db").exists()
    (home / "library.db").write_bytes(b"SQLite format 3\0" + bytes(5000))
    assert [one.where for one in index.verify_home(home).damage] == ["library.db"]


@pytest.mark.parametrize("content", [b"", b"one\n", b"7\n", b"\xff"])
def test_a_damaged_pointer_is_reported_and_the_newest_generation_is_opened(home: Path, content: bytes) -> None:
    (home / "index" / "CURRENT").write_bytes(content)
    found = index.verify_home(home)
    assert (found.generation, [one.where for one in found.damage]) == (1, ["index/CURRENT"])
    assert generations.load(home).number == 1
    index.bring_up_to_date(home)
    assert index.verify_home(home).sound


def test_a_sound_generation_that_cannot_be_opened_is_not_taken_for_a_damaged_one(home: Path) -> None:
    lock = home / "index" / "1" / "terms" / "passages" / ".tantivy-meta.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()  # as on a full disk: tantivy cannot make the file that it wants to read under
    with pytest.raises(index.Unwritable, match="is valid and cannot be opened"):
        index.bring_up_to_date(home)
    lock.rmdir()
    assert index.bring_up_to_date(home).encoded == 0
