"""Documents as rows beside a library that several machines share, so that each server has those of all."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from index.library.sql import SharedDatabase

_FOLDERS = """SELECT folder FROM (WITH RECURSIVE listed (folder) AS (
    SELECT min(folder) FROM documents WHERE folder > ? AND folder < ?
    UNION ALL SELECT (SELECT min(folder) FROM documents WHERE folder > listed.folder AND folder < ?)
    FROM listed WHERE listed.folder IS NOT NULL) SELECT folder FROM listed) AS found WHERE folder IS NOT NULL"""
"""Reads one entry of the index a folder, however many documents there are."""


class DatabaseDocuments:
    """The documents of one library."""

    def __init__(self, database: SharedDatabase, lock: Callable[[str], AbstractContextManager[None]]) -> None:
        """Take the database, and what holds a lock of a name for all machines."""
        self._database, self._lock = database, lock

    @property
    def name(self) -> str:
        """The address of the database."""
        return self._database.name

    def require_answer(self) -> None:
        """Raise Unreachable if the database does not answer."""
        self._database.fetch_rows("SELECT 1")

    def read(self, folder: str, name: str) -> bytes | None:
        """Return a document, None if there is none of that name."""
        query = "SELECT content FROM documents WHERE folder = ? AND name = ?"
        rows = self._database.fetch_rows(query, folder, name)
        return bytes(rows[0]["content"]) if rows else None

    def read_all(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the content of each document in a folder, by name."""
        query = "SELECT name, content FROM documents WHERE folder = ? ORDER BY name"
        for row in self._database.fetch_rows(query, folder):
            yield row["name"], bytes(row["content"])

    def list_folders(self, folder: str) -> list[str]:
        """Return the names of the folders in a folder, in order."""
        below, beyond = f"{folder}/", f"{folder}0"  # the character after the slash
        found = [row["folder"] for row in self._database.fetch_rows(_FOLDERS, below, beyond, beyond)]
        return [*dict.fromkeys(path.removeprefix(below).partition("/")[0] for path in found)]

    def write(self, folder: str, name: str, content: bytes, *, durable: bool = True) -> None:  # noqa: ARG002
        """Write a document in place of the one that has the name; each commit is durable."""
        self._database.run_again(
            "INSERT INTO documents VALUES (?, ?, ?)"
            " ON CONFLICT (folder, name) DO UPDATE SET content = excluded.content",
            folder, name, content,
        )  # fmt: skip

    def delete(self, folder: str, name: str) -> None:
        """Delete a document; a missing one is no error."""
        self._database.run_again("DELETE FROM documents WHERE folder = ? AND name = ?", folder, name)

    def delete_folder(self, folder: str) -> None:
        """Delete a folder with all documents in it; a missing one is no error."""
        self._database.run_again("DELETE FROM documents WHERE folder = ?", folder)

    def exclusive(self, folder: str) -> AbstractContextManager[None]:
        """Return a context that one process on any machine enters at a time; raise LibraryBusy after 30 seconds."""
        return self._lock(f"documents {folder}")
