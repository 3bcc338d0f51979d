"""The database: one SQLite file, its tables brought up to date, and what fails told in one line."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from index import files
from index.errors import DamagedLibrary, LibraryBusy, OnrecordError, Unwritable
from index.library.articles import digest
from index.library.schema import STEPS
from index.text.normalize import fold

Row = sqlite3.Row

_PATIENCE_SECONDS = 30
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_REFUSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}


class Database:
    """An open file; each commit is on the disk when it returns. Safe to share between threads."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take over an open connection; `Database.open` is the way in."""
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a file, making it and its folder where they are missing, and bring its tables up to date."""
        if not path.parent.is_dir():
            files.make_folder(path.parent)
        with _telling(path):
            connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=_PATIENCE_SECONDS)
        database = cls(path, connection)
        try:
            database._prepare()
        except BaseException:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """Run a statement and give its rows."""
        with self._lock, _telling(self.path):
            return self._connection.execute(query, values).fetchall()

    def each(self, query: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement once for each of these values."""
        with self._lock, _telling(self.path):
            self._connection.executemany(query, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all that happens inside one durable act, or none of it."""
        with self._lock:
            self.rows("BEGIN IMMEDIATE")
            try:
                yield
                self.rows("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite takes some back by itself, as when the disk is full
                    self.rows("ROLLBACK")
                raise

    def _prepare(self) -> None:
        self._connection.row_factory = Row
        self._connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
        self._connection.create_function("digest", -1, _digest, deterministic=True)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            self.rows(f"PRAGMA {pragma}")
        self._take_steps()

    def _take_steps(self) -> None:
        if self._taken() == len(STEPS):
            return
        with self.transaction():
            taken = self._taken()  # asked again: another process may have been first
            if taken > len(STEPS):
                message = f"{self.path} was written by a newer onrecord; use that one"
                raise OnrecordError(message)
            for statement in (statement for step in STEPS[taken:] for statement in step):
                self.rows(statement)
            self.rows(f"PRAGMA user_version = {len(STEPS)}")

    def _taken(self) -> int:
        return int(self.rows("PRAGMA user_version")[0][0])


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Say in one line what SQLite or the disk refuses; a fault of ours goes by as it is."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in _BUSY:
            message = f"the library cannot be written to at the moment ({error}); try again"
            raise LibraryBusy(message) from None
        if code in _REFUSED:
            message = f"{path} cannot be used: {error}; check the disk's room and the folder's rights, and try again"
            raise Unwritable(message) from None
        message = f"{path} is damaged ({error}); put a copy of it in its place, or index its sources into another home"
        raise DamagedLibrary(message) from None


def _digest(*parts: object) -> str:
    return digest(*(None if part is None else str(part) for part in parts))
