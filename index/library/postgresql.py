"""PostgreSQL: the database of a library that several machines share; its failures are raised as errors of one line."""

import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Self

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from index.errors import (
    DamagedLibrary,
    LibraryBusy,
    NewerLibrary,
    OnrecordError,
    RejectedArticle,
    Unwritable,
)
from index.library.postgresql_schema import MIGRATIONS
from index.library.sql import NamedRow, Row
from index.outages import Outage

_LOCK_SECONDS = 30  # for which a writer waits for another
_DEFAULTS: dict[str, Any] = {
    "connect_timeout": 10,
    "tcp_user_timeout": 20_000,  # ms after which a machine that acknowledges nothing is given up
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "client_encoding": "utf8",
    "application_name": "onrecord",
}
_MAX_ID_BYTES = 2000  # of an index entry PostgreSQL takes 2,704
_LOCK_KEY = "hashtextextended('onrecord ' || CAST(? AS text) || ' ' || current_schema(), 0)"
"""The key of an advisory lock: libraries in other schemas of one database have locks of their own."""

_UNWRITABLE = (errors.DiskFull, errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)


class PostgresDatabase:
    """A connection to a database with current tables, which is made again when it has broken between transactions.

    Each commit is durable when it returns. `connections` counts those that were made. Safe to share between threads.
    """

    def __init__(
        self, url: str, lock_seconds: int = _LOCK_SECONDS, on_change: Callable[[], None] = lambda: None
    ) -> None:
        """Connect without looking at the tables; use `PostgresDatabase.open`."""
        self._url, self._lock_seconds, self._on_change = url, lock_seconds, on_change
        self.connections = 0
        self.name = _describe_address(url)
        self._lock = threading.RLock()
        self._in_transaction = False
        self._connection = self._connect()

    @classmethod
    def open(cls, url: str, *, lock_seconds: int = _LOCK_SECONDS, on_change: Callable[[], None] = lambda: None) -> Self:
        """Connect to a database and migrate its tables; a transaction waits `lock_seconds` for another.

        `on_change` is called after each statement that may have changed something, and after each commit. Raises
        Unreachable, LibraryBusy and Unwritable, and NewerLibrary if a newer version wrote the tables.
        """
        database = cls(url, lock_seconds, on_change)
        try:
            database._migrate()
        except BaseException:
            database.close()
            raise
        return database

    @property
    def library_id(self) -> str:
        """The id that this library has had since it was created."""
        return str(self.fetch_rows("SELECT id FROM library")[0]["id"])

    @property
    def names_contain(self) -> str:
        """The SQL condition that what names an article contains a folded text."""
        return (
            "EXISTS (SELECT 1 FROM names WHERE names.id = articles.id AND names.version = articles.version"
            " AND position(? IN folded) > 0)"
        )

    def check_article(self, id: str, values: Iterable[str | None]) -> None:
        """Raise RejectedArticle for what PostgreSQL does not store: the character NUL, and ids of great length."""
        if len(id.encode()) > _MAX_ID_BYTES:
            raise RejectedArticle(f"its id is longer than {_MAX_ID_BYTES:,} bytes; give it a shorter one")
        if any("\0" in value for value in (id, *values) if value):
            raise RejectedArticle("contains the character NUL, which PostgreSQL does not store; remove it")

    def add_names(self, id: str, version: int, folded: str) -> None:
        """Store the folded text that names a version, for searches."""
        self.fetch_rows("INSERT INTO names VALUES (?, ?, ?)", id, version, folded)

    def fetch_rows(self, query: str, *values: object) -> list[Row]:
        """Run a statement and return its rows; one that changes nothing is tried again if the connection has broken."""
        is_repeatable = query.startswith(("BEGIN", "SELECT"))
        rows = self._run(query, values, is_repeatable=is_repeatable)
        if not is_repeatable:
            self._on_change()
        return rows

    def run_again(self, query: str, *values: object) -> list[Row]:
        """Run a statement that may be run twice, and again if the connection has broken; return its rows."""
        return self._run(query, values, is_repeatable=True)

    def execute_many(self, query: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement once for each tuple of values."""
        with self._lock, _translated_errors(self._url), self._connection.cursor() as cursor:
            cursor.executemany(_bind(query), [*values])
            self._on_change()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit the statements inside together and durably, or roll all of them back if the block raises.

        Writers take turns by an advisory lock, which the server frees when a writer's connection ends.
        """
        with self._lock:
            if self._in_transaction:
                raise RuntimeError("a transaction has begun already")
            self.fetch_rows("BEGIN")
            self._in_transaction = True
            try:
                self.fetch_rows(f"SET LOCAL lock_timeout = '{self._lock_seconds}s'")
                self.fetch_rows(f"SELECT pg_advisory_xact_lock({_LOCK_KEY})", "library")
                yield
                self.fetch_rows("COMMIT")
            except BaseException:
                if not self._connection.closed:
                    self.fetch_rows("ROLLBACK")
                raise
            finally:
                self._in_transaction = False

    def require_latest(self) -> None:
        """Do nothing: nothing is newer."""

    def adopt_numbers(self) -> None:
        """Set the sequences of acts and corrections to their highest numbers."""
        for table in ("acts", "corrections"):
            self.fetch_rows(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'number'), greatest(max(number), 1),"
                f" max(number) IS NOT NULL) FROM {table}"
            )

    def find_damage(self) -> Iterator[str]:
        """Yield nothing: PostgreSQL reports a damaged page when it is read, and every row is read for its digest."""
        return iter(())

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    def _run(self, query: str, values: Sequence[object], *, is_repeatable: bool) -> list[Row]:
        with self._lock, _translated_errors(self._url):
            self._reconnect_if_broken()
            try:
                return self._fetch_rows(query, values)
            except psycopg.OperationalError:
                if self._in_transaction or not self._connection.broken or not is_repeatable:
                    raise
            self._reconnect_if_broken()
            return self._fetch_rows(query, values)

    def _fetch_rows(self, query: str, values: Sequence[object]) -> list[Row]:
        if query.startswith("SELECT") and any(isinstance(value, str) and "\0" in value for value in values):
            return []  # no stored text has the character NUL, and the client would not send it
        with self._connection.cursor() as cursor:
            cursor.execute(_bind(query), values)
            _outage_of(self._url).end()
            if cursor.description is None:
                return []
            positions = {column.name: place for place, column in enumerate(cursor.description)}
            return [NamedRow(positions, row) for row in cursor.fetchall()]

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        with _translated_errors(self._url):
            connection = _connect(self._url)
            self.connections += 1
            weakref.finalize(self, connection.close)  # where nobody closes it
            return connection

    def _reconnect_if_broken(self) -> None:
        if self._connection.broken and not self._in_transaction:
            self._connection = self._connect()

    def _migrate(self) -> None:
        if self._count_applied() == len(MIGRATIONS):
            return
        with self.transaction():
            self.fetch_rows("CREATE TABLE IF NOT EXISTS applied_migrations (number integer PRIMARY KEY)")
            applied = self._count_applied()  # counted again: another process may have been first
            if applied > len(MIGRATIONS):
                message = f"{self.name} was written by a newer version of onrecord; use that version"
                raise NewerLibrary(message)
            for number, migration in enumerate(MIGRATIONS[applied:], applied + 1):
                for statement in migration:
                    self.fetch_rows(statement)
                self.fetch_rows("INSERT INTO applied_migrations VALUES (?)", number)

    def _count_applied(self) -> int:
        if self.fetch_rows("SELECT to_regclass('applied_migrations')")[0][0] is None:
            return 0
        return int(self.fetch_rows("SELECT count(*) FROM applied_migrations")[0][0])


@contextmanager
def hold_lock(url: str, purpose: str) -> Iterator[None]:
    """Hold a lock by which processes of all machines take turns; the server frees it when the connection ends.

    Raise LibraryBusy if another process holds it for 30 seconds.
    """
    with _translated_errors(url):
        connection = _connect(url)
    with connection:
        with _translated_errors(url):
            connection.execute(f"SET lock_timeout = '{_LOCK_SECONDS}s'")
            connection.execute(f"SELECT pg_advisory_lock({_bind(_LOCK_KEY)})", [purpose])
        yield


def _connect(url: str) -> psycopg.Connection[tuple[Any, ...]]:
    """Connect; a server or role that would acknowledge a commit before it is on the disk is set to wait for it."""
    _outage_of(url).require_answer()
    conninfo = make_conninfo(**(_DEFAULTS | conninfo_to_dict(url)))
    connection = psycopg.connect(conninfo, autocommit=True)
    encoding, durability = connection.execute(
        "SELECT current_setting('server_encoding'), current_setting('synchronous_commit')"
    ).fetchone() or ("", "")
    if encoding != "UTF8":
        connection.close()
        raise OnrecordError(f"{_describe_address(url)} has the encoding {encoding}; create a database in UTF8")
    if durability == "off":
        connection.execute("SET synchronous_commit = on")
    return connection


def _describe_address(url: str) -> str:
    """Return where a database is, without user and password; raise OnrecordError if it is not an address."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        message = "the address of the library cannot be read; write postgresql://USER:PASSWORD@HOST/DATABASE"
        raise OnrecordError(message) from None
    port = f":{parts['port']}" if "port" in parts else ""
    return f"postgresql://{parts.get('host', '')}{port}/{parts.get('dbname', '')}"


@lru_cache(maxsize=256)
def _bind(query: str) -> Any:  # noqa: ANN401 (psycopg's type for literal queries cannot be made from a text)
    """Return a query with psycopg's marks of values."""
    return query.replace("%", "%%").replace("?", "%s")


@lru_cache(maxsize=64)
def _outage_of(url: str) -> Outage:  # noqa: ARG001 (each address has one)
    """Return what the connections of this process to a database know of its outage."""
    return Outage("the library in PostgreSQL")


@contextmanager
def _translated_errors(url: str) -> Iterator[None]:
    """Raise failures of the server or the connection as errors of one line; programming errors pass unchanged."""
    name = _describe_address(url)
    try:
        yield
    except errors.LockNotAvailable:
        raise LibraryBusy(f"another process is writing to {name}; try again when it has finished") from None
    except _UNWRITABLE as error:
        raise Unwritable(f"{name} cannot be written: {_first_line(error)}") from None
    except (errors.DataCorrupted, errors.IndexCorrupted) as error:
        raise DamagedLibrary(f"{name} is damaged ({_first_line(error)}); restore it from a backup") from None
    except psycopg.OperationalError as error:
        message = f"{name} cannot be reached ({_first_line(error)}); start it or correct ONRECORD_LIBRARY"
        raise _outage_of(url).begin(message) from None


def _first_line(error: psycopg.Error) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
