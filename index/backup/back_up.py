"""Backing up a home while it is read and written."""

import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict

from index import files
from index.backup.chunk_store import ChunkStore
from index.backup.snapshot import FOLDER, Snapshot, StoredFile, list_snapshots, make_name
from index.errors import DamagedIndex, LibraryBusy, NotIndexed, Unwritable
from index.library.database import copy_database
from index.parts import require_embedded
from index.store import generations, manifest

CHUNKS = "chunks"
LIBRARY = "library.db"

_SKIPPED = {"index", "encoding", "lock"}  # generations are copied by themselves; the others only matter to a run
_ATTEMPTS = 20  # to copy a generation that a writer does not replace meanwhile


class BackupReport(BaseModel):
    """The result of a backup: what it holds, and how many bytes of it were new."""

    model_config = ConfigDict(frozen=True)

    snapshot: str
    generation: int | None
    files: int
    bytes: int
    added_bytes: int
    seconds: float


def back_up(home: Path, folder: Path, *, keep: int | None = None) -> BackupReport:
    """Copy a home into a folder of backups and check the copy; the home may be in use, also by a writer.

    The copy has one whole generation, and a library that holds at least its articles. Everything that was committed
    before the call is in it. `keep` deletes all but so many of the newest snapshots. Raises NotIndexed if there is no
    library, DamagedIndex if the current generation is not sound, and Unwritable if the folder cannot be written.
    """
    require_embedded("onrecord backup")
    began = time.monotonic()
    if not (home / LIBRARY).is_file():
        message = f"there is no library in {home}; run `onrecord index FOLDER` first, or name another --home"
        raise NotIndexed(message)
    with _translated_errors(folder), _lock(folder):
        store = ChunkStore(folder / CHUNKS)
        number, stored = _save_generation(home, store)
        stored += [*_save_databases(home, folder, store), *_save_others(home, store)]
        snapshot = Snapshot(name=make_name(folder), version=version("onrecord"), generation=number, files=tuple(stored))
        for file in snapshot.files:
            for _ in store.read(file.chunks):  # what is on the disk, not what was sent to it
                pass
        snapshot.save(folder)
        if keep is not None:
            _delete_older(folder, keep, store)
    return BackupReport(
        snapshot=snapshot.name,
        generation=number,
        files=len(snapshot.files),
        bytes=snapshot.size,
        added_bytes=store.added,
        seconds=round(time.monotonic() - began, 3),
    )


def _save_generation(home: Path, store: ChunkStore) -> tuple[int | None, list[StoredFile]]:
    """Store the newest generation, or the next one if a writer deletes it meanwhile.

    It is stored before the library, which only grows, so that every article of it is in the library.
    """
    for _ in range(_ATTEMPTS):
        number = max(generations.list_generations(home), default=None)
        if number is None:
            return None, []
        try:
            return number, _save_files_of(home, number, store)
        except (FileNotFoundError, DamagedIndex):
            if number in generations.list_generations(home):
                raise
    message = f"the index in {home} is replaced faster than it can be copied; back up again later"
    raise LibraryBusy(message)


def _save_files_of(home: Path, number: int, store: ChunkStore) -> list[StoredFile]:
    folder = home / "index" / str(number)
    facts = json.loads((folder / manifest.NAME).read_bytes())
    names = [*facts["files"], manifest.NAME]
    stored = [_save(home, folder / name, store) for name in names]
    for file, name in zip(stored, facts["files"], strict=False):
        if {"bytes": file.bytes, "sha256": file.sha256} != facts["files"][name]:
            message = f"{folder} is damaged and was not backed up; run `onrecord verify`"
            raise DamagedIndex(message)
    return stored


def _save_databases(home: Path, folder: Path, store: ChunkStore) -> Iterator[StoredFile]:
    """Store each database as it is at one moment."""
    with TemporaryDirectory(dir=folder) as temporary:
        for path in sorted(home.glob("*.db")):
            copy = Path(temporary) / path.name
            copy_database(path, copy)
            yield _save(Path(temporary), copy, store)


def _save_others(home: Path, store: ChunkStore) -> Iterator[StoredFile]:
    """Store all other files, such as answers; one that is deleted meanwhile is left out."""
    for top in sorted(home.iterdir()):
        if top.name in _SKIPPED or ".db" in top.name:
            continue
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and not path.is_symlink() and path.suffix != files.TEMPORARY_SUFFIX:
                try:
                    yield _save(home, path, store)
                except FileNotFoundError:
                    continue


def _save(home: Path, path: Path, store: ChunkStore) -> StoredFile:
    chunks, size, digest = store.save(path)
    return StoredFile(path=path.relative_to(home).as_posix(), bytes=size, sha256=digest, chunks=tuple(chunks))


def _delete_older(folder: Path, keep: int, store: ChunkStore) -> None:
    names = list_snapshots(folder)
    for name in names[keep:]:
        (folder / FOLDER / f"{name}.json").unlink()
    kept = [Snapshot.load(folder, name) for name in names[:keep]]
    store.delete_others({chunk for snapshot in kept for file in snapshot.files for chunk in file.chunks})


def _lock(folder: Path) -> AbstractContextManager[None]:
    """Return the lock of a folder of backups, to be held."""
    files.create_folder(folder)
    busy = LibraryBusy(f"another process is backing up to {folder}; try again when it has finished")
    return files.lock(folder / "lock", busy)


@contextmanager
def _translated_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = (
            f"{error.filename or folder} cannot be backed up: {error.strerror or error}; check space and permissions"
        )
        raise Unwritable(message) from error
