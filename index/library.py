"""The library: every version of every article ever added, in one SQLite file, and what was done to it.

Nothing is overwritten. A changed article is a new version; a removal is a recorded act that can be undone.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from index.articles import Article, ArticleHead, StoredArticle, VersionHead, digest, identify
from index.errors import LibraryBusy, OnrecordError, RejectedArticle, UnknownArticle
from index.names import fold

FIELDS = ("title", "text", "source", "url", "published", "language", "kind", "speaker", "speaker_role", "country")

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS versions (
    id TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, record TEXT NOT NULL,
    added TEXT NOT NULL, origin TEXT, {", ".join(f"{field} TEXT" for field in FIELDS)},
    PRIMARY KEY (id, version)) STRICT;
CREATE TABLE IF NOT EXISTS acts (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, act TEXT NOT NULL CHECK (act IN ('remove', 'restore')),
    at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sources (source TEXT PRIMARY KEY, added TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS notes (id TEXT NOT NULL, version INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS notes_of_a_version ON notes (id, version);
CREATE INDEX IF NOT EXISTS acts_of_an_article ON acts (id, number);
CREATE VIEW IF NOT EXISTS articles AS
    SELECT *, max(version) AS latest, coalesce(
        (SELECT act = 'remove' FROM acts WHERE acts.id = versions.id ORDER BY number DESC LIMIT 1), 0) AS removed
    FROM versions GROUP BY id;
"""  # noqa: S608 (built from the names above); SQLite takes the other columns from the row that holds the maximum: the latest version.


@dataclass(frozen=True, slots=True)
class Outcome:
    """What adding an article did."""

    id: str
    version: int
    status: Literal["added", "updated", "unchanged"]


class Library:
    """The source of truth, open for reading and writing; safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take over an open connection; `Library.open` is the way in."""
        self._connection = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the library of a home, making both where they are missing."""
        path = home / "library.db"
        try:
            home.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
            connection.row_factory = sqlite3.Row
            connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {pragma}")
            connection.executescript(SCHEMA)
        except (sqlite3.Error, OSError) as error:
            message = f"{path} cannot be opened: {error}; check the folder's rights, or name another with --home"
            raise OnrecordError(message) from None
        return cls(connection)

    def __enter__(self) -> Self:
        """Give the library itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all that happens inside one durable act, or none of it."""
        with self._lock:
            self._begin()
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def add(self, article: Article, *, origin: str | None = None, place: str | None = None) -> Outcome:
        """Store an article: new, as a new version of itself, or not at all where nothing changed.

        `origin` is where it was read, `place` its path below the folder given. An origin that says again what it said
        last brings nothing new, also when a correction has come from another since. RejectedArticle where the id
        already stands for another article.
        """
        id_ = identify(article, place or digest(article.title, article.text)[:16])
        record = digest(*(getattr(article, field) for field in FIELDS))
        rows = self._rows("SELECT * FROM versions WHERE id = ? ORDER BY version DESC LIMIT 1", id_)
        said = self._rows(
            "SELECT record FROM versions WHERE id = ? AND origin IS ? ORDER BY version DESC LIMIT 1", id_, origin
        )
        if rows and record in (rows[0]["record"], *(row["record"] for row in said)):
            return Outcome(id_, rows[0]["version"], "unchanged")
        if rows:
            _refuse_a_stranger(article, origin, rows[0])
        version = rows[0]["version"] + 1 if rows else 1
        values = (id_, version, digest(article.text), record, _now(), origin, *(getattr(article, f) for f in FIELDS))
        with self._lock:
            self._connection.execute(f"INSERT INTO versions VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 (only question marks)
            self._connection.executemany(
                "INSERT INTO notes VALUES (?, ?, ?)", [(id_, version, n) for n in article.notes]
            )
        return Outcome(id_, version, "updated" if rows else "added")

    def get(self, id: str, version: int | None = None) -> StoredArticle:
        """Give one article, its latest version unless another is named; UnknownArticle where there is none."""
        head = self._rows("SELECT * FROM articles WHERE id = ?", id)
        if not head:
            message = f"there is no article {id[:80]!r} in the library; `onrecord articles` lists those there are"
            raise UnknownArticle(message)
        if version is None:
            return self._stored(head[0], removed=head[0]["removed"])
        rows = self._rows("SELECT * FROM versions WHERE id = ? AND version = ?", id, version)
        if not rows:
            message = f"article {id[:80]!r} has no version {version}; its latest is {head[0]['version']}"
            raise UnknownArticle(message)
        return self._stored(rows[0], removed=head[0]["removed"])

    def text(self, id: str, version: int) -> str:
        """Give the text of one version, which never changes."""
        return str(self._rows("SELECT text FROM versions WHERE id = ? AND version = ?", id, version)[0]["text"])

    def versions(self, id: str) -> tuple[VersionHead, ...]:
        """Give the history of an article, oldest version first."""
        rows = self._rows("SELECT version, title, sha256, added FROM versions WHERE id = ? ORDER BY version", id)
        return tuple(VersionHead.model_validate(dict(row)) for row in rows)

    def current(self) -> Iterator[StoredArticle]:
        """Give the latest version of every article that has not been removed, in the order of their ids."""
        ids = self._rows("SELECT id FROM articles WHERE NOT removed ORDER BY id")
        return (self.get(row["id"]) for row in ids)

    def heads(self, *, limit: int, offset: int = 0, q: str = "") -> tuple[tuple[ArticleHead, ...], int]:
        """Give a page of the articles, newest first, and how many there are; `q` is looked for in what names them."""
        named = "id || ' ' || title || ' ' || coalesce(source, '') || ' ' || coalesce(speaker, '')"
        where = f"NOT removed AND instr(fold({named}), ?) > 0"
        total = self._rows(f"SELECT count(*) AS total FROM articles WHERE {where}", fold(q))[0]["total"]  # noqa: S608
        page = self._rows(
            f"SELECT * FROM articles WHERE {where} ORDER BY published DESC NULLS LAST, id LIMIT ? OFFSET ?",  # noqa: S608
            fold(q), limit, offset,
        )  # fmt: skip
        return tuple(ArticleHead.model_validate(dict(row)) for row in page), total

    def remove(self, ids: Iterable[str]) -> None:
        """Take articles out of what is searched; every version stays, and `restore` brings them back."""
        self._act("remove", ids)

    def restore(self, ids: Iterable[str]) -> None:
        """Undo `remove`."""
        self._act("restore", ids)

    def removed(self) -> int:
        """Count the articles that are removed at present."""
        return int(self._rows("SELECT count(*) AS total FROM articles WHERE removed")[0]["total"])

    def remember(self, source: str) -> None:
        """Keep a source, so that it can be read again later without being named."""
        with self._lock:
            self._connection.execute("INSERT OR IGNORE INTO sources VALUES (?, ?)", (source, _now()))

    def sources(self) -> tuple[str, ...]:
        """Give the sources that were indexed before, the first one first."""
        return tuple(row["source"] for row in self._rows("SELECT source FROM sources ORDER BY rowid"))

    def _stored(self, row: sqlite3.Row, *, removed: object) -> StoredArticle:
        known = {key: row[key] for key in ("id", "version", "sha256", "added", *FIELDS)}
        notes = self._rows(
            "SELECT note FROM notes WHERE id = ? AND version = ? ORDER BY rowid", row["id"], row["version"]
        )
        return StoredArticle.model_construct(
            **known, notes=tuple(each["note"] for each in notes), removed=bool(removed)
        )

    def _begin(self) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            message = f"the library cannot be written to at the moment ({error}); try again"
            raise LibraryBusy(message) from None

    def _act(self, act: str, ids: Iterable[str]) -> None:
        known = [self.get(id_).id for id_ in ids]
        with self.transaction():
            self._connection.executemany(
                "INSERT INTO acts (id, act, at) VALUES (?, ?, ?)", [(id_, act, _now()) for id_ in known]
            )

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()


def _refuse_a_stranger(article: Article, origin: str | None, known: sqlite3.Row) -> None:
    """Refuse another article under a known id: a correction comes from the same source, or from the same place."""
    other_source = article.source and known["source"] and article.source != known["source"]
    same_url = article.url and article.url == known["url"]
    other_file = not (article.id or article.source or article.url) and origin and known["origin"] not in (None, origin)
    if other_source and not same_url:
        message = f"its id {known['id']!r} already stands for an article of {known['source']}; give it another id"
        raise RejectedArticle(message)
    if other_file and Path(known["origin"]).exists():
        message = f"its id {known['id']!r} already stands for {known['origin']}; give it an id of its own"
        raise RejectedArticle(message)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
