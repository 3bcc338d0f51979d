"""Chunk store: pieces of files under the names of their digests, so that equal pieces are stored once."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from index import files
from index.errors import DamagedBackup

CHUNK_BYTES = 1 << 20  # a page of SQLite stays where it is, so that most chunks of a grown library are old ones


@dataclass(slots=True)
class ChunkStore:
    """A folder of chunks; `added` counts the bytes that were new."""

    folder: Path
    added: int = field(default=0, init=False)

    def save(self, path: Path) -> tuple[list[str], int, str]:
        """Store a file; return the digests of its chunks, its size in bytes and the SHA-256 of all of it."""
        digests, size, whole = [], 0, hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                whole.update(chunk)
                size += len(chunk)
                digests.append(self._save_chunk(chunk))
        return digests, size, whole.hexdigest()

    def read(self, digests: Iterable[str]) -> Iterator[bytes]:
        """Yield chunks. Raises DamagedBackup if one is missing or not what was stored."""
        for digest in digests:
            path = self._path(digest)
            try:
                chunk = path.read_bytes()
            except FileNotFoundError:
                message = f"{path} is missing from the backup; use another copy of it"
                raise DamagedBackup(message) from None
            if hashlib.sha256(chunk).hexdigest() != digest:
                message = f"{path} is damaged; delete it, and back up again or use another copy of the backup"
                raise DamagedBackup(message)
            yield chunk

    def delete_others(self, used: set[str]) -> None:
        """Delete every chunk that is not among those used, and what an interrupted run left."""
        for path in self.folder.glob("??/*"):
            if path.name not in used:
                path.unlink()

    def _save_chunk(self, chunk: bytes) -> str:
        digest = hashlib.sha256(chunk).hexdigest()
        path = self._path(digest)
        if not path.exists():
            files.create_folder(path.parent)
            self.added += files.write_atomically(path, chunk)
        return digest

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest
