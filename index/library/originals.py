"""Originals: the PDF files that versions were read from, kept so that their pages can be shown as they were printed.

A file is stored once, however many versions were read from it.
"""

import hashlib
from collections.abc import Iterator

from index.errors import DamagedLibrary
from index.library.sql import SqlDatabase

_OF_VERSION = """FROM originals_of_versions AS kept JOIN versions AS read USING (id, version)
    WHERE kept.id = ? AND read.sha256 = (SELECT sha256 FROM versions WHERE id = ? AND version = ?)
    ORDER BY (version = ?) DESC, version DESC LIMIT 1"""
"""The original of a version, or of another one with the same text: an edit by hand has no file of its own."""


class OriginalFiles:
    """The original files of a library."""

    def __init__(self, database: SqlDatabase) -> None:
        """Wrap an open database."""
        self._database = database

    def add(self, id: str, version: int, content: bytes) -> None:
        """Store the file that a version was read from, unless its file is stored already."""
        if self._database.fetch_rows("SELECT 1 FROM originals_of_versions WHERE id = ? AND version = ?", id, version):
            return
        digest = _sha256_of(content)
        self._database.fetch_rows("INSERT INTO originals VALUES (?, ?) ON CONFLICT DO NOTHING", digest, content)
        self._database.fetch_rows("INSERT INTO originals_of_versions VALUES (?, ?, ?)", id, version, digest)

    def has(self, id: str, version: int) -> bool:
        """Return whether the file of a version is stored."""
        return bool(self._database.fetch_rows(f"SELECT 1 {_OF_VERSION}", id, id, version, version))

    def read(self, id: str, version: int) -> bytes | None:
        """Return the file that a version was read from, None if none is stored; raises DamagedLibrary."""
        query = f"SELECT sha256, content FROM originals WHERE sha256 = (SELECT kept.sha256 {_OF_VERSION})"
        rows = self._database.fetch_rows(query, id, id, version, version)
        if not rows:
            return None
        content = bytes(rows[0]["content"])
        if _sha256_of(content) != rows[0]["sha256"]:
            message = f"the file of article {id[:80]!r} is damaged in the library; restore that from a backup"
            raise DamagedLibrary(message)
        return content

    def find_damage(self) -> Iterator[str]:
        """Read every file and yield a line for each that is not as it was stored."""
        for (digest,) in self._database.fetch_rows("SELECT sha256 FROM originals"):
            (row,) = self._database.fetch_rows("SELECT content FROM originals WHERE sha256 = ?", digest)
            if _sha256_of(row["content"]) != digest:
                yield f"the original file {digest[:12]}… is not as it was stored"


def _sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
