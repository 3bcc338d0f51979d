import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from backing_up import back_up_while_written, ids_in

import index
import rag
from index import Article, DamagedBackup, DamagedIndex, NotIndexed, OnrecordError, UnreadableSource, Unwritable
from index.backup import chunk_store
from index.backup.snapshot import Snapshot, list_snapshots


@pytest.fixture
def home(indexed_seeds: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(indexed_seeds, tmp_path / "home"))


def article(number: int) -> Article:
    return Article(id=f"day-{number}", title=f"Day {number}", text=f"On day {number} the envoys met in Tripoli.")


def restored(folder: Path, home: Path, at: str | None = None) -> Path:
    index.restore_backup(folder, home, at=at)
    return home


def test_a_restored_home_answers_as_the_one_that_was_backed_up(home: Path, tmp_path: Path) -> None:
    before = rag.open(home)
    answer = before.ask("what was said on Libya?", asked="2026-01-01")
    report = index.back_up(home, tmp_path / "backups")
    before.close()
    again = rag.open(restored(tmp_path / "backups", tmp_path / "new" / "home"))
    assert again.reopen(answer.id).citations == answer.citations
    assert again.ask("what was said on Libya?", asked="2026-01-01").answer == answer.answer
    again.close()
    assert index.verify_home(tmp_path / "new" / "home").sound
    assert report.generation == 1
    assert report.added_bytes <= report.bytes


def test_a_second_backup_copies_only_what_is_new(home: Path, tmp_path: Path) -> None:
    first = index.back_up(home, tmp_path / "backups")
    again = index.back_up(home, tmp_path / "backups")
    assert (again.added_bytes, again.bytes) == (0, first.bytes)
    index.add_article(home, article(1))
    third = index.back_up(home, tmp_path / "backups")
    assert 0 < third.added_bytes < third.bytes / 2
    assert ids_in(restored(tmp_path / "backups", tmp_path / "old", first.snapshot)) == ids_in(home) - {"day-1"}
    assert ids_in(restored(tmp_path / "backups", tmp_path / "latest")) == ids_in(home)


def test_older_snapshots_are_deleted_with_what_only_they_had(home: Path, tmp_path: Path) -> None:
    index.back_up(home, tmp_path / "backups")
    index.remove(home, ["6a6d6a74d7b6bc4c"])
    last = index.back_up(home, tmp_path / "backups", keep=1)
    assert list_snapshots(tmp_path / "backups") == [last.snapshot]
    used = {c for file in Snapshot.load(tmp_path / "backups", last.snapshot).files for c in file.chunks}
    assert {path.name for path in (tmp_path / "backups").glob("chunks/*/*")} == used
    assert index.verify_home(restored(tmp_path / "backups", tmp_path / "new")).sound


def test_a_library_without_an_index_is_backed_up(tmp_path: Path) -> None:
    index.add_article(tmp_path / "home", article(1))
    assert index.back_up(tmp_path / "home", tmp_path / "backups").generation is None
    assert ids_in(restored(tmp_path / "backups", tmp_path / "new")) == {"day-1"}


def test_a_damaged_chunk_is_noticed_and_nothing_is_restored(home: Path, tmp_path: Path) -> None:
    index.back_up(home, tmp_path / "backups")
    path = max((tmp_path / "backups").glob("chunks/*/*"), key=lambda path: path.stat().st_size)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(DamagedBackup, match="damaged"):
        index.restore_backup(tmp_path / "backups", tmp_path / "new")
    path.unlink()
    with pytest.raises(DamagedBackup, match="missing"):
        index.restore_backup(tmp_path / "backups", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert index.back_up(home, tmp_path / "backups").added_bytes == len(content)
    assert index.verify_home(restored(tmp_path / "backups", tmp_path / "new")).sound


def test_a_damaged_snapshot_or_one_with_foreign_paths_is_refused(home: Path, tmp_path: Path) -> None:
    report = index.back_up(home, tmp_path / "backups")
    snapshot = Snapshot.load(tmp_path / "backups", report.snapshot)
    evil = snapshot.files[0].model_copy(update={"path": "../evil"})
    snapshot.model_copy(update={"files": (evil,)}).save(tmp_path / "backups")
    with pytest.raises(DamagedBackup, match="outside"):
        index.restore_backup(tmp_path / "backups", tmp_path / "new")
    assert not (tmp_path / "evil").exists()
    path = tmp_path / "backups" / "snapshots" / f"{report.snapshot}.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": "9"}))
    with pytest.raises(DamagedBackup, match="damaged or missing"):
        index.restore_backup(tmp_path / "backups", tmp_path / "new")


def test_a_damaged_index_is_not_backed_up(home: Path, tmp_path: Path) -> None:
    (home / "index" / "1" / "passages.npy").write_bytes(b"?")
    with pytest.raises(DamagedIndex, match="onrecord verify"):
        index.back_up(home, tmp_path / "backups")
    assert list_snapshots(tmp_path / "backups") == []


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        (lambda tmp, _: index.back_up(tmp / "nowhere", tmp / "backups"), NotIndexed),
        (lambda tmp, _: index.restore_backup(tmp / "nowhere", tmp / "new"), UnreadableSource),
        (lambda tmp, home: index.restore_backup(tmp / "one", home), Unwritable),
        (lambda tmp, _: index.restore_backup(tmp / "one", tmp / "new", at="never"), UnreadableSource),
        (lambda tmp, home: index.back_up(home, tmp / "one" / "lock" / "below"), Unwritable),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    home: Path, tmp_path: Path, attempt: Callable[[Path, Path], object], error: type[OnrecordError]
) -> None:
    index.back_up(home, tmp_path / "one")
    with pytest.raises(error) as raised:
        attempt(tmp_path, home)
    assert "\n" not in str(raised.value)


def test_a_file_is_split_into_chunks_and_joined_again(tmp_path: Path) -> None:
    store = chunk_store.ChunkStore(tmp_path / "chunks")
    content = os.urandom(chunk_store.CHUNK_BYTES) * 2 + b"end"
    (tmp_path / "file").write_bytes(content)
    digests, size, _ = store.save(tmp_path / "file")
    assert (len(digests), len(set(digests)), size) == (3, 2, len(content))
    assert b"".join(store.read(digests)) == content


def test_nothing_that_was_committed_is_lost_while_a_writer_goes_on(home: Path, tmp_path: Path) -> None:
    back_up_while_written(home, tmp_path, rounds=3)
