"""SQL: what the library asks of the database that holds its rows, whichever it is.

Queries are written in the SQL that SQLite and PostgreSQL share, with `?` for each value. A database also has the
function `digest(...)`, the SHA-256 of texts in order, and the view `articles` of latest versions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol


class Row(Protocol):
    """A row of a result, read by the name or the position of a column."""

    def keys(self) -> Iterable[str]:
        """Return the names of the columns."""

    def __getitem__(self, key: int | str, /) -> Any: ...  # noqa: ANN401 (a column has any type)
    def __iter__(self) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row whose columns have names."""

    positions: Mapping[str, int]
    values: Sequence[Any]

    def keys(self) -> Iterable[str]:
        """Return the names of the columns."""
        return self.positions

    def __getitem__(self, key: int | str, /) -> Any:  # noqa: ANN401 (a column has any type)
        return self.values[self.positions[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)


class SqlDatabase(Protocol):
    """An open database with current tables; each commit is durable when it returns. Safe to share between threads.

    Its failures are raised as errors of one line: LibraryBusy, Unwritable or DamagedLibrary.
    """

    @property
    def name(self) -> str:
        """The file or address, for messages, without a password."""

    @property
    def names_contain(self) -> str:
        """The SQL condition that what names an article contains a folded text, which is its one value."""

    def check_article(self, id: str, values: Iterable[str | None]) -> None:
        """Raise RejectedArticle if an article with these values cannot be stored here."""

    def add_names(self, id: str, version: int, folded: str) -> None:
        """Store the folded text that names a version, where it is not folded when it is searched."""

    def fetch_rows(self, query: str, *values: object) -> list[Row]:
        """Run a statement and return its rows."""

    def execute_many(self, query: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement once for each tuple of values."""

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context whose statements are committed together and durably, or rolled back if it raises.

        Writers take turns; raise LibraryBusy if another does not finish within 30 seconds.
        """

    def adopt_numbers(self) -> None:
        """Go on after the highest numbers of acts and corrections that were copied with their numbers."""

    def find_damage(self) -> Iterator[str]:
        """Yield a line for each fault that the database finds in itself; changes nothing."""

    def close(self) -> None:
        """Close the connection."""


class ReadDatabase(Protocol):
    """A database that is read, perhaps from a copy that is behind."""

    @property
    def name(self) -> str:
        """The address of what is copied, for messages, without a password."""

    def fetch_rows(self, query: str, *values: object) -> list[Row]:
        """Run a query and return its rows."""

    def require_latest(self) -> None:
        """Read nothing from now on that is older than what has been committed up to now."""


class SharedDatabase(SqlDatabase, Protocol):
    """A database on another machine, whose connection may break."""

    def run_again(self, query: str, *values: object) -> list[Row]:
        """Run a statement that may be run twice, and again if the connection has broken; return its rows."""
