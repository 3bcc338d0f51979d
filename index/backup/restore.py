"""Restoring a home from a backup."""

import hashlib
import os
import time
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict

from index import files
from index.backup.back_up import CHUNKS, LIBRARY
from index.backup.chunk_store import ChunkStore
from index.backup.snapshot import Snapshot, StoredFile, list_snapshots
from index.errors import DamagedBackup, UnreadableSource, Unwritable
from index.library.database import fetch_unmigrated
from index.parts import require_embedded
from index.store import manifest


class RestoreReport(BaseModel):
    """What was restored: the snapshot, the onrecord that wrote it, and what the home holds now."""

    model_config = ConfigDict(frozen=True)

    snapshot: str
    version: str
    generation: int | None
    articles: int
    files: int
    bytes: int
    seconds: float


def is_backup(folder: Path) -> bool:
    """Return whether a folder holds backups."""
    return bool(list_snapshots(folder))


def restore_backup(folder: Path, home: Path, *, at: str | None = None) -> RestoreReport:
    """Write a snapshot, the newest one by default, as a new home; it appears whole and checked, or not at all.

    Raises Unwritable if the home is not empty, UnreadableSource if there is no such snapshot, and DamagedBackup.
    """
    require_embedded("onrecord restore")
    began = time.monotonic()
    names = list_snapshots(folder)
    if not names or (at is not None and at not in names):
        message = f"there is no snapshot {at or ''} in {folder}; it has: {', '.join(names) or 'none'}"
        raise UnreadableSource(" ".join(message.split()))
    if home.is_dir() and any(home.iterdir()):
        message = f"{home} is not empty; restore into a new folder with --home, then use that one"
        raise Unwritable(message)
    snapshot = Snapshot.load(folder, at or names[0])
    home = home.absolute()
    files.create_folder(home.parent)
    with files.replace_atomically(home) as target:
        files.delete(target)  # the leftover of a killed run
        target.mkdir()
        for file in snapshot.files:
            _write(file, target, ChunkStore(folder / CHUNKS))
        if snapshot.generation is not None:
            files.write_durably(target / "index" / "CURRENT", f"{snapshot.generation}\n".encode())
        articles = _check(target, snapshot)
        _sync_folders(target)
        if home.is_dir():
            home.rmdir()
    return RestoreReport(
        snapshot=snapshot.name,
        version=snapshot.version,
        generation=snapshot.generation,
        articles=articles,
        files=len(snapshot.files),
        bytes=snapshot.size,
        seconds=round(time.monotonic() - began, 3),
    )


def _write(file: StoredFile, target: Path, store: ChunkStore) -> None:
    parts = PurePosixPath(file.path).parts
    if not parts or PurePosixPath(file.path).is_absolute() or ".." in parts:
        message = f"the backup names a file outside of its home: {file.path[:80]!r}; it was not made by onrecord"
        raise DamagedBackup(message)
    path, digest = target.joinpath(*parts), hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as opened:
        for chunk in store.read(file.chunks):
            digest.update(chunk)
            opened.write(chunk)
        opened.flush()
        os.fsync(opened.fileno())
    if digest.hexdigest() != file.sha256:
        message = f"{file.path} in the backup is not what was stored; restore another snapshot with --at"
        raise DamagedBackup(message)


def _check(home: Path, snapshot: Snapshot) -> int:
    """Check every byte of what was restored; return the number of articles in the library.

    Nothing is changed: what an earlier release wrote can be used with that release.
    """
    if snapshot.generation is not None:
        manifest.check(home / "index" / str(snapshot.generation))
    library = home / LIBRARY
    found = fetch_unmigrated(library, "PRAGMA integrity_check")
    if found != [("ok",)]:
        message = f"the library in {snapshot.name} is damaged ({found[0][0]}); restore another snapshot with --at"
        raise DamagedBackup(message)
    ((articles,),) = fetch_unmigrated(library, "SELECT count(*) FROM articles WHERE NOT removed")
    return int(str(articles))


def _sync_folders(home: Path) -> None:
    for path in (home, *(path for path in home.rglob("*") if path.is_dir())):
        files.sync(path)
