"""The database: one SQLite file with current tables, whose failures are raised as errors of one line."""

import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from index import files
from index.errors import DamagedLibrary, LibraryBusy, NewerLibrary, Unwritable
from index.library.articles import sha256_of
from index.library.schema import MIGRATIONS
from index.library.sql import Row
from index.text.normalize import fold

_TIMEOUT_SECONDS = 30
_NAMES = "id || ' ' || title || ' ' || coalesce(source, '') || ' ' || coalesce(speaker, '')"
_BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNWRITABLE_CODES = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}


class Database:
    """An open database file; each commit is durable when it returns. Safe to share between threads."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Wrap an open connection; use `Database.open`."""
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        weakref.finalize(self, connection.close)  # where nobody closes it; SQLite warns of that from Python 3.13 on

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a file, creating it and its folder if they are missing, and migrate its tables.

        Raises LibraryBusy, Unwritable and DamagedLibrary, and NewerLibrary if a newer version wrote the file.
        """
        if not path.parent.is_dir():
            files.create_folder(path.parent)
        with _translated_errors(path):
            connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=_TIMEOUT_SECONDS)
        database = cls(path, connection)
        try:
            database._prepare()
        except BaseException:
            database.close()
            raise
        return database

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self.path)

    @property
    def names_contain(self) -> str:
        """The SQL condition that what names an article contains a folded text."""
        return f"instr(fold({_NAMES}), ?) > 0"

    def check_article(self, id: str, values: Iterable[str | None]) -> None:
        """Accept every article."""

    def add_names(self, id: str, version: int, folded: str) -> None:
        """Store nothing: names are folded when they are searched."""

    def adopt_numbers(self) -> None:
        """Do nothing: SQLite takes the next number."""

    def find_damage(self) -> Iterator[str]:
        """Yield a line for each fault that SQLite finds in the file."""
        for problem in (*self.fetch_rows("PRAGMA integrity_check"), *self.fetch_rows("PRAGMA foreign_key_check")):
            if problem[0] != "ok":
                yield " ".join(str(part) for part in tuple(problem))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def fetch_rows(self, query: str, *values: object) -> list[Row]:
        """Run a statement and return its rows."""
        with self._lock, _translated_errors(self.path):
            return self._connection.execute(query, values).fetchall()

    def execute_many(self, query: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement once for each tuple of values."""
        with self._lock, _translated_errors(self.path):
            self._connection.executemany(query, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit the statements inside together and durably, or roll all of them back if the block raises."""
        with self._lock:
            self.fetch_rows("BEGIN IMMEDIATE")
            try:
                yield
                self.fetch_rows("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite rolls some back by itself, as when the disk is full
                    self.fetch_rows("ROLLBACK")
                raise

    def _prepare(self) -> None:
        self._connection.row_factory = sqlite3.Row
        self._connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
        self._connection.create_function("digest", -1, _sha256_of, deterministic=True)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            self.fetch_rows(f"PRAGMA {pragma}")
        self._migrate()

    def _migrate(self) -> None:
        if self._count_applied() == len(MIGRATIONS):
            return
        with self.transaction():
            applied = self._count_applied()  # counted again: another process may have been first
            if applied > len(MIGRATIONS):
                message = f"{self.path} was written by a newer version of onrecord; use that version"
                raise NewerLibrary(message)
            for statement in (statement for migration in MIGRATIONS[applied:] for statement in migration):
                self.fetch_rows(statement)
            self.fetch_rows(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _count_applied(self) -> int:
        return int(self.fetch_rows("PRAGMA user_version")[0][0])


def fetch_unmigrated(path: Path, query: str) -> list[tuple[object, ...]]:
    """Run a query on a file that no one else uses, as an earlier release may have left it, and change nothing."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with _translated_errors(path), closing(sqlite3.connect(address, uri=True)) as opened:
        return opened.execute(query).fetchall()


def copy_database(path: Path, target: Path) -> None:
    """Write a database as it is at one moment to a new file, while others read and write it.

    Pages keep their places, so that two copies share most of their bytes.
    """
    with (
        _translated_errors(path),
        closing(sqlite3.connect(path, timeout=_TIMEOUT_SECONDS)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


@contextmanager
def _translated_errors(path: Path) -> Iterator[None]:
    """Raise failures of SQLite or the disk as errors of one line; programming errors pass unchanged."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in _BUSY_CODES:
            message = f"the library cannot be written at the moment ({error}); try again"
            raise LibraryBusy(message) from None
        if code in _UNWRITABLE_CODES:
            message = (
                f"{path} cannot be used: {error}; check the free disk space and the folder's permissions, and try again"
            )
            raise Unwritable(message) from None
        message = f"{path} is damaged ({error}); restore it from a backup, or index its sources into another home"
        raise DamagedLibrary(message) from None


def _sha256_of(*parts: object) -> str:
    return sha256_of(*(None if part is None else str(part) for part in parts))
