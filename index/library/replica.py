"""A replica of the library's database, which is read where it is as new as what this process knows of.

PostgreSQL replays changes in the order in which they were committed. A replica that has replayed as far as the primary
had come when a generation was found to be current, or when something was written here, has all that was committed then.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from index.errors import Unreachable
from index.library.postgresql import PostgresDatabase
from index.library.sql import Row, SqlDatabase

_LOG = logging.getLogger(__name__)
_PAUSE = 0.1  # seconds after which a replica that lags is asked again


class Replica:
    """The replica of a library that a process reads; safe to share between threads."""

    def __init__(self, url: str, library_id: str) -> None:
        """Take its address, and the id of the library that it must be a replica of; it is not connected to yet."""
        self._url, self._library_id = url, library_id
        self._lock = threading.Lock()
        self._database: PostgresDatabase | None = None
        self._connections = 0  # that were made when it was found to be new enough
        self._changes = 0
        self._required: str | None = None
        self._is_new_enough = False
        self._asked_again = 0.0
        self._reason: str | None = None

    def require_latest(self) -> None:
        """Read nothing from now on that is older than what has been committed up to now."""
        with self._lock:
            self._changes += 1
            self._required, self._is_new_enough, self._asked_again = None, False, 0.0

    def fetch_rows(self, primary: SqlDatabase, query: str, values: Iterable[object]) -> list[Row] | None:
        """Return the rows of a query; None, with the reason in the log, if the replica lags or does not answer."""
        try:
            if (database := self._find_database(primary)) is None:
                return None
            rows = database.fetch_rows(query, *values)
        except Unreachable as error:
            self._pass_over(str(error))
            return None
        return rows if database.connections == self._connections else None  # else it is another, perhaps older one

    def close(self) -> None:
        """Close the connection."""
        if self._database:
            self._database.close()

    def _find_database(self, primary: SqlDatabase) -> PostgresDatabase | None:
        """Return the replica if it is new enough."""
        database = self._database
        if self._is_new_enough and database and database.connections == self._connections:
            return database
        with self._lock:
            if time.monotonic() < self._asked_again:
                return None
            self._asked_again, changes = time.monotonic() + _PAUSE, self._changes
        required = self._required or str(primary.fetch_rows("SELECT pg_current_wal_flush_lsn()")[0][0])
        database = self._database = self._database or PostgresDatabase(self._url)
        connections = database.connections
        if reason := self._find_reason(database, required):
            with self._lock:
                self._required = required if changes == self._changes else None
            self._pass_over(reason)
            return None
        with self._lock:
            self._connections = connections
            self._is_new_enough = changes == self._changes
        if self._reason:
            self._reason = None
            _LOG.info("%s is new enough and is read again", database.name)
        return database

    def _find_reason(self, database: PostgresDatabase, required: str) -> str | None:
        """Return why a replica cannot be read, None if it can."""
        query = (
            "SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() >= CAST(? AS pg_lsn),"
            " to_regclass('library') IS NOT NULL"
        )
        is_replica, is_replayed, has_library = database.fetch_rows(query, required)[0]
        if not is_replica:
            return f"{database.name} is not a replica"
        if not is_replayed:
            return f"{database.name} lags behind"
        if not has_library or database.library_id != self._library_id:
            return f"{database.name} is a replica of another library"
        return None

    def _pass_over(self, reason: str) -> None:
        """Note why the primary is read, in the log if it was another reason before."""
        self._is_new_enough = False
        if reason.partition(" (")[0] != (self._reason or "").partition(" (")[0]:
            _LOG.warning("the primary is read: %s", reason)
        self._reason = reason


class ReplicatedDatabase:
    """The database of a library whose rows are read from a replica if that is new enough, else from the primary."""

    def __init__(self, primary: SqlDatabase, replica: Replica) -> None:
        """Read nothing older than what has been committed up to now."""
        self._primary, self._replica = primary, replica
        self._own = threading.local()
        replica.require_latest()

    @property
    def name(self) -> str:
        """The address of the primary."""
        return self._primary.name

    @property
    def names_contain(self) -> str:
        """The SQL condition that what names an article contains a folded text."""
        return self._primary.names_contain

    def require_latest(self) -> None:
        """Read nothing from now on that is older than what has been committed up to now."""
        self._replica.require_latest()

    def fetch_rows(self, query: str, *values: object) -> list[Row]:
        """Run a statement and return its rows; in a transaction, and if it changes something, in the primary."""
        if query.startswith("SELECT") and not getattr(self._own, "is_writing", False):
            rows = self._replica.fetch_rows(self._primary, query, values)
            if rows is not None:
                return rows
        return self._primary.fetch_rows(query, *values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit the statements inside together in the primary."""
        with self._primary.transaction():
            self._own.is_writing = True
            try:
                yield
            finally:
                self._own.is_writing = False

    def check_article(self, id: str, values: Iterable[str | None]) -> None:
        """Raise RejectedArticle for what PostgreSQL does not store."""
        self._primary.check_article(id, values)

    def add_names(self, id: str, version: int, folded: str) -> None:
        """Store the folded text that names a version, for searches."""
        self._primary.add_names(id, version, folded)

    def execute_many(self, query: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement once for each tuple of values, in the primary."""
        self._primary.execute_many(query, values)

    def adopt_numbers(self) -> None:
        """Set the sequences of acts and corrections to their highest numbers."""
        self._primary.adopt_numbers()

    def find_damage(self) -> Iterator[str]:
        """Yield a line for each fault that the primary finds by itself."""
        return self._primary.find_damage()

    def close(self) -> None:
        """Close the connection to the primary; that to the replica is the process's."""
        self._primary.close()
