"""Snapshot: the list of the files of one backup, sealed with a digest of its own."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from index import files
from index.errors import DamagedBackup

FOLDER = "snapshots"


class StoredFile(BaseModel):
    """A file of a home: its path in it, its size in bytes, and the digests of it and of its chunks."""

    model_config = ConfigDict(frozen=True)

    path: str
    bytes: int
    sha256: str
    chunks: tuple[str, ...]


class Snapshot(BaseModel):
    """The files of a home at one time; `generation` is None if nothing was indexed."""

    model_config = ConfigDict(frozen=True)

    name: str
    version: str
    generation: int | None
    files: tuple[StoredFile, ...]

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Read a snapshot of a backup. Raises DamagedBackup if it is not what was written."""
        path = folder / FOLDER / f"{name}.json"
        try:
            document = json.loads(path.read_bytes())
            sealed = document.pop("seal") == _seal(document)
            snapshot = cls.model_validate(document)
        except (OSError, ValueError, KeyError, AttributeError, TypeError, ValidationError):
            sealed = False
        if not sealed:
            message = f"{path} is damaged or missing; restore another snapshot with --at"
            raise DamagedBackup(message)
        return snapshot

    def save(self, folder: Path) -> None:
        """Write it durably; with that the backup is complete."""
        document = self.model_dump(mode="json")
        files.create_folder(folder / FOLDER)
        content = json.dumps(document | {"seal": _seal(document)}).encode()
        files.write_atomically(folder / FOLDER / f"{self.name}.json", content)

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.bytes for file in self.files)


def list_snapshots(folder: Path) -> list[str]:
    """Return the names of the snapshots in a backup, newest first."""
    return sorted((path.stem for path in (folder / FOLDER).glob("*.json")), reverse=True)


def make_name(folder: Path) -> str:
    """Return a name for a new snapshot, by the time in UTC, which sorts after those before."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    newest = next(iter(list_snapshots(folder)), "")
    return now if now > newest else f"{newest}+"


def _seal(document: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
