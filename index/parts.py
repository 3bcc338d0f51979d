"""Parts: what keeps the library, as the settings of the process say; this module alone chooses.

Without settings all is in the home. A library in PostgreSQL is shared by every home whose process names it; its client
is imported only then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from index import files
from index.errors import LibraryBusy, MissingPackage, OnrecordError, Unsupported
from index.library.library import Library

_LOCK_SECONDS = 30.0  # for which a run waits for another
_LIBRARY_FILE, _LIBRARY_ID = "library.db", "library.id"
_POSTGRESQL = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Parts:
    """The address of the library, which may hold a password; empty for the one in the home.

    Raises OnrecordError if it is not an address.
    """

    library: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Check the address."""
        if self.library and not self.library.startswith(_POSTGRESQL):
            raise OnrecordError(
                "ONRECORD_LIBRARY is not an address of PostgreSQL; write postgresql://USER@HOST/DATABASE"
            )


EMBEDDED = Parts()
"""All parts in the home."""

_chosen = [EMBEDDED]


def use_parts(parts: Parts) -> None:
    """Choose the parts of this process, once, before it opens a home."""
    _chosen[0] = parts


def open_library(home: Path) -> Library:
    """Open the library that belongs to a home, creating it if it is missing; the home is bound to it from then on.

    Raises OnrecordError if the home belongs to another library than the settings name, DamagedLibrary and
    Unwritable, and Unreachable if it is on another machine that does not answer.
    """
    url, bound = _chosen[0].library, home / _LIBRARY_ID
    if not url:
        if bound.exists():
            raise OnrecordError(f"the library of {home} is in PostgreSQL; set ONRECORD_LIBRARY to its address")
        return Library.open(home)
    if (home / _LIBRARY_FILE).exists():
        raise OnrecordError(f"{home} has a library of its own; unset ONRECORD_LIBRARY, or name another --home")
    with _requiring_extra():
        from index.library.postgresql import PostgresDatabase
    database = PostgresDatabase.open(url)
    if not bound.exists():
        home.mkdir(parents=True, exist_ok=True)
        files.write_atomically(bound, database.library_id.encode())
    elif bound.read_text() != database.library_id:
        database.close()
        raise OnrecordError(f"{database.name} is not the library that {home} was indexed from; name another --home")
    return Library(database)


def has_library(home: Path) -> bool:
    """Return whether the library that belongs to a home exists; one on another machine does."""
    return bool(_chosen[0].library) or (home / _LIBRARY_FILE).exists()


def name_library() -> str:
    """Return the name of the library among the parts of a home."""
    return "the library in PostgreSQL" if _chosen[0].library else _LIBRARY_FILE


@contextmanager
def lock_for_writing(home: Path) -> Iterator[None]:
    """Hold the writer's lock of a home, and of a library that several homes share; raise LibraryBusy after 30 s."""
    home.mkdir(parents=True, exist_ok=True)
    busy = LibraryBusy(f"another process is writing to {home}; try again when it has finished")
    with files.lock(home / "lock", busy, timeout=_LOCK_SECONDS):
        if not (url := _chosen[0].library):
            yield
            return
        with _requiring_extra():
            from index.library.postgresql import hold_writer_lock
        with hold_writer_lock(url):
            yield


def require_embedded(command: str) -> None:
    """Raise Unsupported for a command that so far works on a home that has all parts itself."""
    if _chosen[0].library:
        raise Unsupported(f"{command} does not cover a library in PostgreSQL yet; use PostgreSQL's own tools for it")


@contextmanager
def _requiring_extra() -> Iterator[None]:
    try:
        yield
    except ImportError:
        message = "a library in PostgreSQL needs packages that are not installed; run `pip install 'onrecord[cluster]'`"
        raise MissingPackage(message) from None
