"""The library: every version of every article ever added, in one SQLite file, and what was done to it.

Nothing is overwritten. A changed article is a new version; a removal is a recorded act that can be undone.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from index.errors import DamagedLibrary, RejectedArticle, UnknownArticle
from index.library.articles import Article, ArticleHead, StoredArticle, VersionHead, digest, identify
from index.library.database import Database, Row
from index.library.schema import ACT_SEAL, FIELDS, RECORD, SEAL
from index.text.normalize import fold

_COLUMNS = ("id", "version", "sha256", "record", "added", "origin", *FIELDS)
_ADD = f"INSERT INTO versions SELECT *, {SEAL} FROM (SELECT {', '.join(f'? AS {column}' for column in _COLUMNS)})"
_RECORD_ACT = (
    f"INSERT INTO acts (id, version, act, at, seal) SELECT *, {ACT_SEAL}"
    " FROM (SELECT ? AS id, ? AS version, ? AS act, ? AS at)"
)
_SOUND = f"(record = {RECORD} AND seal = {SEAL})"
_UNSOUND_ACTS = f"SELECT number, id FROM acts WHERE seal IS NOT {ACT_SEAL}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What adding an article did."""

    id: str
    version: int
    status: Literal["added", "updated", "unchanged"]


class Library:
    """The source of truth, open for reading and writing; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        """Take over an open database; `Library.open` is the way in."""
        self._database = database

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the library of a home, making both where they are missing.

        One of an earlier release is brought up to date. Raises DamagedLibrary and Unwritable.
        """
        return cls(Database.open(home / "library.db"))

    def __enter__(self) -> Self:
        """Give the library itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Make all that happens inside one durable act, or none of it; LibraryBusy while another process writes."""
        return self._database.transaction()

    def add(self, article: Article, *, origin: str | None = None, place: str | None = None) -> Outcome:
        """Store an article: new, as a new version of itself, or not at all where nothing changed.

        `origin` is where it was read, `place` its path below the folder given. An origin that says again what it said
        last brings nothing new, also when a correction has come from another since. RejectedArticle where the id
        already stands for another article.
        """
        id_ = identify(article, place or digest(article.title, article.text)[:16])
        record = digest(*(getattr(article, field) for field in FIELDS))
        latest = self._row(f"SELECT *, {_SOUND} AS sound FROM versions WHERE id = ? ORDER BY version DESC LIMIT 1", id_)
        said = self._row(
            "SELECT record FROM versions WHERE id = ? AND origin IS ? ORDER BY version DESC LIMIT 1", id_, origin
        )
        if latest and latest["sound"] and record in (latest["record"], said and said["record"]):
            return Outcome(id_, latest["version"], "unchanged")
        if latest:
            _refuse_a_stranger(article, origin, latest)
        version = latest["version"] + 1 if latest else 1
        values = (id_, version, digest(article.text), record, _now(), origin, *(getattr(article, f) for f in FIELDS))
        self._rows(_ADD, *values)
        self._database.each("INSERT INTO notes VALUES (?, ?, ?)", [(id_, version, note) for note in article.notes])
        return Outcome(id_, version, "updated" if latest else "added")

    def get(self, id: str, version: int | None = None) -> StoredArticle:
        """Give one article, its latest version unless another is named; UnknownArticle where there is none."""
        head = self._head(id)
        wanted = head["version"] if version is None else version
        row = self._row(f"SELECT *, {_SOUND} AS sound FROM versions WHERE id = ? AND version = ?", id, wanted)
        if not row:
            message = f"article {id[:80]!r} has no version {version}; its latest is {head['version']}"
            raise UnknownArticle(message)
        sound = _checked(row, id, wanted)
        known = {key: sound[key] for key in ("id", "version", "sha256", "added", *FIELDS)}
        return StoredArticle.model_construct(**known, notes=self._notes(id, wanted), removed=bool(head["removed"]))

    def text(self, id: str, version: int) -> str:
        """Give the text of one version, which never changes."""
        query = "SELECT text, sha256 = digest(text) AS sound FROM versions WHERE id = ? AND version = ?"
        return str(_checked(self._row(query, id, version), id, version)["text"])

    def versions(self, id: str) -> tuple[VersionHead, ...]:
        """Give the history of an article, oldest version first."""
        rows = self._rows("SELECT version, title, sha256, added FROM versions WHERE id = ? ORDER BY version", id)
        return tuple(VersionHead.model_validate(dict(row)) for row in rows)

    def current(self) -> Iterator[StoredArticle]:
        """Give the latest version of every article that has not been removed, in the order of their ids."""
        return (self.get(id_, version) for id_, version in self.latest())

    def latest(self) -> list[tuple[str, int]]:
        """Give (id, latest version) of every article that has not been removed, in the order of their ids."""
        if damaged := self._row(_UNSOUND_ACTS):
            message = f"what was removed is not certain: act {damaged['number']} is damaged in {self._database.path}"
            raise DamagedLibrary(f"{message}; put a copy of that file in its place")
        return [tuple(row) for row in self._rows("SELECT id, version FROM articles WHERE NOT removed ORDER BY id")]

    def heads(
        self, *, limit: int, offset: int = 0, q: str = "", removed: bool = False
    ) -> tuple[tuple[ArticleHead, ...], int]:
        """Give a page of the articles, newest first, and how many there are; `q` is looked for in what names them.

        `removed` gives those that were taken out and can be restored.
        """
        named = "id || ' ' || title || ' ' || coalesce(source, '') || ' ' || coalesce(speaker, '')"
        where = f"removed = ? AND instr(fold({named}), ?) > 0"
        wanted = int(removed), fold(q)
        total = self._rows(f"SELECT count(*) AS total FROM articles WHERE {where}", *wanted)[0]["total"]
        page = self._rows(
            f"SELECT * FROM articles WHERE {where} ORDER BY published DESC NULLS LAST, id LIMIT ? OFFSET ?",
            *wanted, limit, offset,
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
        self._rows("INSERT OR IGNORE INTO sources VALUES (?, ?)", source, _now())

    def sources(self) -> tuple[str, ...]:
        """Give the sources that were indexed before, the first one first."""
        return tuple(row["source"] for row in self._rows("SELECT source FROM sources ORDER BY rowid"))

    def damage(self) -> Iterator[str]:
        """Say what is not as it was written, after reading every byte; nothing is changed."""
        for problem in (*self._rows("PRAGMA integrity_check"), *self._rows("PRAGMA foreign_key_check")):
            if problem[0] != "ok":
                yield " ".join(str(part) for part in tuple(problem))
        for row in self._rows(f"SELECT id, version FROM versions WHERE NOT ({_SOUND} AND sha256 = digest(text))"):
            yield f"version {row['version']} of article {row['id'][:80]!r} is not what was added"
        for row in self._rows(_UNSOUND_ACTS):
            yield f"act {row['number']}, on article {row['id'][:80]!r}, is not what was recorded"

    def _notes(self, id: str, version: int) -> tuple[str, ...]:
        rows = self._rows("SELECT note FROM notes WHERE id = ? AND version = ? ORDER BY rowid", id, version)
        return tuple(row["note"] for row in rows)

    def _head(self, id: str) -> Row:
        head = self._row("SELECT version, removed FROM articles WHERE id = ?", id)
        if not head:
            message = f"there is no article {id[:80]!r} in the library; `onrecord articles` lists those there are"
            raise UnknownArticle(message)
        return head

    def _act(self, act: str, ids: Iterable[str]) -> None:
        known = [(id_, self._head(id_)["version"], act, _now()) for id_ in ids]
        with self.transaction():
            self._database.each(_RECORD_ACT, known)

    def _rows(self, query: str, *values: object) -> list[Row]:
        return self._database.rows(query, *values)

    def _row(self, query: str, *values: object) -> Row | None:
        rows = self._database.rows(query, *values)
        return rows[0] if rows else None


def _refuse_a_stranger(article: Article, origin: str | None, known: Row) -> None:
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


def _checked(row: Row | None, id: str, version: int) -> Row:
    """Let a version through that is what was added."""
    if not (row and row["sound"]):
        message = (
            f"version {version} of article {id[:80]!r} is damaged in the library; index its source again, or remove it"
        )
        raise DamagedLibrary(message)
    return row


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
