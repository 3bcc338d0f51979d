"""Parts: what keeps the library and what searches the index, as the settings of the process say; this module chooses.

Without settings all is in the home. A library in PostgreSQL is shared by every home whose process names it, Milvus
searches vectors and words, and the nodes of a Ray cluster encode; their clients are imported only then.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from index import files
from index.documents.in_database import DatabaseDocuments
from index.documents.in_folders import FolderDocuments
from index.documents.protocols import Documents
from index.documents.rates import MemoryRates, Rates, SharedRates
from index.documents.tokens import MemoryTokens, SharedTokens, Tokens
from index.encoding.one_process import OneProcess
from index.encoding.protocols import BatchEncoder
from index.errors import LibraryBusy, MissingPackage, OnrecordError, Unsupported
from index.library.library import Library
from index.models.encoder import Encoder
from index.store import generations
from index.store.engines.embedded import EMBEDDED as EMBEDDED_ENGINE
from index.store.engines.protocols import Engine

if TYPE_CHECKING:
    from index.library.postgresql import PostgresDatabase
    from index.library.replica import Replica

_LOCK_SECONDS = 30.0  # for which a run waits for another
_LIBRARY_FILE, _LIBRARY_ID = "library.db", "library.id"
_POSTGRESQL, _MILVUS = ("postgresql://", "postgres://"), ("milvus://", "milvus+tls://")


@dataclass(frozen=True, slots=True)
class Parts:
    """The addresses of library, engine and a replica of the library, with passwords, and of the cluster that encodes.

    An address is empty for what is in the home, and in this process. Raises OnrecordError if one is not an address, or
    an engine is named without a library that it can be listed in.
    """

    library: str = field(default="", repr=False)
    engine: str = field(default="", repr=False)
    replica: str = field(default="", repr=False)
    cluster: str = ""

    def __post_init__(self) -> None:
        """Check the addresses."""
        if self.engine and not self.engine.startswith(_MILVUS):
            raise OnrecordError("ONRECORD_ENGINE is not an address of Milvus; write milvus://HOST:PORT")
        if self.engine and not self.library:
            raise OnrecordError("ONRECORD_ENGINE needs the library in PostgreSQL; set ONRECORD_LIBRARY, too")
        if self.library and not self.library.startswith(_POSTGRESQL):
            raise OnrecordError(
                "ONRECORD_LIBRARY is not an address of PostgreSQL; write postgresql://USER@HOST/DATABASE"
            )
        if self.replica and not (self.library and self.replica.startswith(_POSTGRESQL)):
            raise OnrecordError(
                "ONRECORD_LIBRARY_READ is the address of a replica, postgresql://USER@HOST/DATABASE; it needs that of"
                " the primary, too: ONRECORD_LIBRARY"
            )
        if self.cluster and not re.fullmatch(r"[^/]+:\d{1,5}", self.cluster):
            raise OnrecordError(f"“{self.cluster}” is not the address of a Ray cluster; write --ray HOST:PORT")


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
    database = _connect_library(_chosen[0])
    if not bound.exists():
        home.mkdir(parents=True, exist_ok=True)
        files.write_atomically(bound, database.library_id.encode())
    elif bound.read_text() != database.library_id:
        database.close()
        raise OnrecordError(f"{database.name} is not the library that {home} was indexed from; name another --home")
    return Library(database)


def open_library_to_read(home: Path) -> Library:
    """Open the library that belongs to a home where nothing older than what is committed now is to be read.

    Rows come from the replica that the settings name, where it is new enough. Raises what `open_library` does.
    """
    library = open_library(home)
    if not (parts := _chosen[0]).replica:
        return library
    from index.library.replica import ReplicatedDatabase

    return Library(ReplicatedDatabase(library.database, _connect_replica(parts)))


def _connect_library(parts: Parts) -> "PostgresDatabase":
    """Connect to the library in PostgreSQL; a replica must have what is changed over this connection."""
    with _requiring_extra():
        from index.library.postgresql import PostgresDatabase
    if not parts.replica:
        return PostgresDatabase.open(parts.library)
    return PostgresDatabase.open(parts.library, on_change=_connect_replica(parts).require_latest)


@lru_cache(maxsize=1)
def _connect_replica(parts: Parts) -> "Replica":
    """Return the replica of a library, to which a process keeps one connection."""
    with _requiring_extra():
        from index.library.postgresql import PostgresDatabase
        from index.library.replica import Replica
    primary = PostgresDatabase.open(parts.library)
    try:
        return Replica(parts.replica, primary.library_id)
    finally:
        primary.close()


def open_engine() -> Engine:
    """Open the engine of vectors and words; raises Unreachable if it is on another machine that does not answer."""
    parts = _chosen[0]
    return _connect_engine(parts) if parts.engine else EMBEDDED_ENGINE


@lru_cache(maxsize=1)
def _connect_engine(parts: Parts) -> Engine:
    """Return the engine of these parts, to which a process keeps one connection."""
    with _requiring_extra():
        from index.store.engines.milvus import MilvusCollections
        from index.store.engines.served import ServedEngine
    from index.library.replica import ReplicatedDatabase
    from index.store.engines.catalog import Catalog
    from index.store.engines.folders import StoredFolders

    database = _connect_library(parts)
    reads = ReplicatedDatabase(database, _connect_replica(parts)) if parts.replica else database
    collections = MilvusCollections(parts.engine, database.library_id)
    return ServedEngine(collections, Catalog(database, reads), StoredFolders(database, reads))


def open_batch_encoder(encoder: Encoder) -> BatchEncoder:
    """Return what encodes batches of passages with the model and precision of an encoder."""
    if not (address := _chosen[0].cluster):
        return OneProcess(encoder)
    with _requiring_extra():
        from index.encoding.ray_nodes import RayNodes
    return RayNodes(address, encoder)


def require_cluster() -> None:
    """Raise Unreachable, before a run begins, if the settings name a cluster that does not answer."""
    if address := _chosen[0].cluster:
        with _requiring_extra():
            from index.encoding.ray_nodes import require_answer
        require_answer(address)


def open_documents(home: Path) -> Documents:
    """Return what keeps answers, briefs, conversations and followed questions: beside the library, wherever that is."""
    url = _chosen[0].library
    return _connect_documents(url) if url else FolderDocuments(home)


def open_tokens(kind: str, seconds: float, most: int) -> Tokens:
    """Return what keeps tokens of a kind for so many seconds: in this process, or for all servers of a library.

    At most so many are in memory; one more ends the least recently used.
    """
    if not (url := _chosen[0].library):
        return MemoryTokens(seconds, most)
    return SharedTokens(partial(_connect_documents, url), kind, seconds, most)


def open_rates() -> Rates:
    """Return what counts requests: in this process, or for all servers of a library."""
    url = _chosen[0].library
    return SharedRates(partial(_connect_shared, url)) if url else MemoryRates()


def _connect_documents(url: str) -> Documents:
    with _requiring_extra():
        from index.library.postgresql import hold_lock
    return DatabaseDocuments(_connect_shared(url), partial(hold_lock, url))


@lru_cache(maxsize=1)
def _connect_shared(url: str) -> "PostgresDatabase":
    """Connect to what servers share beside a library, to which a process keeps one connection."""
    with _requiring_extra():
        from index.library.postgresql import PostgresDatabase
    return PostgresDatabase.open(url)


def require_parts(home: Path) -> None:
    """Raise Unreachable if a part on another machine does not answer; it says which and since when."""
    open_documents(home).require_answer()
    open_engine().require_answer()


def list_published(home: Path) -> list[int]:
    """Return the numbers of the generations of a home that may be read, newest first."""
    return open_engine().list_published(generations.list_generations(home))


def has_library(home: Path) -> bool:
    """Return whether the library that belongs to a home exists; one on another machine does."""
    return bool(_chosen[0].library) or (home / _LIBRARY_FILE).exists()


def require_published(home: Path) -> None:
    """Raise NotIndexed if nothing was published from a home that has its library itself; DamagedIndex if unreadable."""
    if not _chosen[0].library:
        generations.read_current(home)


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
            from index.library.postgresql import hold_lock
        with hold_lock(url, "run"):
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
        message = "other machines need packages that are not installed; run `pip install 'onrecord[cluster]'`"
        raise MissingPackage(message) from None
