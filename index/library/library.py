"""The library: every version of every article ever added, in one SQLite file or in PostgreSQL.

Nothing is overwritten. A changed article is a new version; a removal is a recorded act that can be undone.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, Self

from index.errors import DamagedLibrary, RejectedArticle, UnknownArticle
from index.library.articles import Article, ArticleHead, StoredArticle, VersionHead, derive_id, sha256_of
from index.library.corrections import CorrectionLog
from index.library.database import Database
from index.library.originals import OriginalFiles
from index.library.schema import ACT_SEAL, CONTENT_DIGEST, FIELDS, SEAL
from index.library.sql import Row, SqlDatabase
from index.text.normalize import fold

_COLUMNS = ("id", "version", "sha256", "record", "added", "origin", *FIELDS)
_INSERT_VERSION = (
    f"INSERT INTO versions SELECT *, {SEAL} FROM (SELECT {', '.join(f'? AS {column}' for column in _COLUMNS)}) AS new"
)
_INSERT_ACT = (
    f"INSERT INTO acts (id, version, act, at, seal) SELECT *, {ACT_SEAL}"
    " FROM (SELECT ? AS id, ? AS version, ? AS act, ? AS at) AS new"
)
_SOUND = f"(record = {CONTENT_DIGEST} AND seal = {SEAL})"
_BY_HAND, _ORIGIN_BY_HAND = "Edited by hand: ", "by hand"
_UNSOUND_ACTS = f"SELECT number, id FROM acts WHERE seal <> {ACT_SEAL}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of adding an article."""

    id: str
    version: int
    status: Literal["added", "updated", "unchanged"]


class Library:
    """The articles of a home, open for reading and writing; safe to share between threads."""

    def __init__(self, database: SqlDatabase) -> None:
        """Wrap an open database; use `Library.open`."""
        self._database = database
        self.corrections = CorrectionLog(database)
        self.originals = OriginalFiles(database)

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the library in a home's own file, creating both if they are missing.

        A library of an earlier release is migrated. Raises DamagedLibrary and Unwritable.
        """
        return cls(Database.open(home / "library.db"))

    def __enter__(self) -> Self:
        """Return the library itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the library."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def database(self) -> SqlDatabase:
        """The database, for those who copy all of it."""
        return self._database

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context whose changes are committed all together; LibraryBusy if another process is writing."""
        return self._database.transaction()

    def add(
        self, article: Article, *, origin: str | None = None, place: str | None = None, original: bytes | None = None
    ) -> Outcome:
        """Store an article as a new one or a new version, or not at all if nothing changed.

        `origin` is the file or address it was read from, `place` its path below the folder that was indexed. An origin
        that repeats what it said last adds nothing, even if another origin has corrected the article since. `original`
        is the PDF that it was read from. Raises RejectedArticle if the id already belongs to another article.
        """
        id_ = derive_id(article, place or sha256_of(article.title, article.text)[:16])
        record = sha256_of(*(getattr(article, field) for field in FIELDS))
        latest = self._row(f"SELECT *, {_SOUND} AS sound FROM versions WHERE id = ? ORDER BY version DESC LIMIT 1", id_)
        repeated = self._row(
            "SELECT record FROM versions WHERE id = ? AND coalesce(origin, '') = ? ORDER BY version DESC LIMIT 1",
            id_,
            origin or "",
        )
        if latest and latest["sound"] and record in (latest["record"], repeated and repeated["record"]):
            if original and record == latest["record"]:
                self.originals.add(id_, latest["version"], original)
            return Outcome(id_, latest["version"], "unchanged")
        if latest:
            _require_same_article(article, origin, latest)
        version = latest["version"] + 1 if latest else 1
        self._insert(article, id_, version, origin)
        if original:
            self.originals.add(id_, version, original)
        return Outcome(id_, version, "updated" if latest else "added")

    def revise(self, id: str, changes: Mapping[str, str | None]) -> Outcome:
        """Store a new version of an article with some of its fields changed by hand, and a note that says which.

        Raises UnknownArticle, and RejectedArticle if a value is invalid. The source that the article was read from adds
        it again only when that changes.
        """
        latest = self.get(id)
        kept = latest.model_dump(include={*FIELDS, "id"})
        changed = [name for name in FIELDS if name in changes and changes[name] != kept[name]]
        if not changed:
            return Outcome(id, latest.version, "unchanged")
        notes = [note for note in latest.notes if not note.startswith(_BY_HAND)]
        record = (
            kept | {name: changes[name] for name in changed} | {"notes": (*notes, f"{_BY_HAND}{', '.join(changed)}.")}
        )
        self._insert(Article.from_record(record), id, latest.version + 1, _ORIGIN_BY_HAND)
        return Outcome(id, latest.version + 1, "updated")

    def get(self, id: str, version: int | None = None) -> StoredArticle:
        """Return one article, its latest version unless another is given; raises UnknownArticle if there is none."""
        head = self._head(id)
        wanted = head["version"] if version is None else version
        row = self._row(f"SELECT *, {_SOUND} AS sound FROM versions WHERE id = ? AND version = ?", id, wanted)
        if not row:
            message = f"article {id[:80]!r} has no version {version}; its latest version is {head['version']}"
            raise UnknownArticle(message)
        sound = _require_sound(row, id, wanted)
        fields = {key: sound[key] for key in ("id", "version", "sha256", "added", *FIELDS)}
        return StoredArticle.model_construct(**fields, notes=self._notes(id, wanted), removed=bool(head["removed"]))

    def read_text(self, id: str, version: int) -> str:
        """Return the text of one version, which never changes."""
        query = "SELECT text, sha256 = digest(text) AS sound FROM versions WHERE id = ? AND version = ?"
        return str(_require_sound(self._row(query, id, version), id, version)["text"])

    def list_versions(self, id: str) -> tuple[VersionHead, ...]:
        """Return the versions of an article, oldest first."""
        rows = self._rows("SELECT version, title, sha256, added FROM versions WHERE id = ? ORDER BY version", id)
        return tuple(VersionHead.model_validate(dict(row)) for row in rows)

    def load_current(self) -> Iterator[StoredArticle]:
        """Yield the latest version of every article that has not been removed, ordered by id."""
        return (self.get(id_, version) for id_, version in self.latest_versions())

    def latest_versions(self) -> list[tuple[str, int]]:
        """Return (id, latest version) of every article that has not been removed, ordered by id."""
        if damaged := self._row(_UNSOUND_ACTS):
            act = f"act {damaged['number']} in {self._database.name} is damaged"
            message = f"{act}, so it is uncertain which articles are removed; restore that file from a backup"
            raise DamagedLibrary(message)
        return [tuple(row) for row in self._rows("SELECT id, version FROM articles WHERE removed = 0 ORDER BY id")]

    def list_heads(
        self, *, limit: int, offset: int = 0, q: str = "", removed: bool = False, by_arrival: bool = False
    ) -> tuple[tuple[ArticleHead, ...], int]:
        """Return a page of the articles, newest first, and the number of all; with `removed` of the removed ones.

        `q` is a part of their id, title, source or speaker; `by_arrival` begins with what came into the library last.
        """
        order = "added DESC" if by_arrival else "published DESC NULLS LAST"
        where = f"removed = ? AND {self._database.names_contain}"
        wanted = int(removed), fold(q)
        total = self._rows(f"SELECT count(*) AS total FROM articles WHERE {where}", *wanted)[0]["total"]
        page = self._rows(
            f"SELECT * FROM articles WHERE {where} ORDER BY {order}, id LIMIT ? OFFSET ?",
            *wanted, limit, offset,
        )  # fmt: skip
        return tuple(ArticleHead.model_validate(dict(row)) for row in page), total

    def remove(self, ids: Iterable[str]) -> None:
        """Exclude articles from the index; all versions are retained, and `restore` undoes it."""
        self._act("remove", ids)

    def restore(self, ids: Iterable[str]) -> None:
        """Undo `remove`."""
        self._act("restore", ids)

    def days_added(self) -> dict[tuple[str, int], int]:
        """Return the day on which each version came into the library, as an ordinal, by id and version."""
        rows = self._rows("SELECT id, version, added FROM versions")
        return {(row["id"], row["version"]): date.fromisoformat(row["added"][:10]).toordinal() for row in rows}

    def count_changed_since(self, day: str) -> int:
        """Return how many articles that were there on a day, as ISO 8601, have been corrected or removed since."""
        query = """SELECT count(*) AS total FROM versions WHERE version = 1 AND substr(added, 1, 10) <= ? AND (
            EXISTS (SELECT 1 FROM versions AS later WHERE later.id = versions.id AND substr(later.added, 1, 10) > ?)
            OR EXISTS (SELECT 1 FROM acts WHERE acts.id = versions.id AND act = 'remove' AND substr(at, 1, 10) > ?))"""
        return int(self._rows(query, day, day, day)[0]["total"])

    def count_removed(self) -> int:
        """Return the number of articles that are currently removed."""
        return int(self._rows("SELECT count(*) AS total FROM articles WHERE removed = 1")[0]["total"])

    def remember_source(self, source: str) -> None:
        """Store a source, so that a later run can read it again without being given it."""
        self._rows("INSERT INTO sources VALUES (?, ?) ON CONFLICT DO NOTHING", source, _now())

    def list_sources(self) -> tuple[str, ...]:
        """Return the sources of earlier runs, oldest first."""
        return tuple(row["source"] for row in self._rows("SELECT source FROM sources ORDER BY rowid"))

    def find_damage(self) -> Iterator[str]:
        """Read every byte and yield a line for each version or act that is not as it was written; changes nothing."""
        yield from self._database.find_damage()
        for row in self._rows(f"SELECT id, version FROM versions WHERE NOT ({_SOUND} AND sha256 = digest(text))"):
            yield f"version {row['version']} of article {row['id'][:80]!r} is not what was added"
        for row in self._rows(_UNSOUND_ACTS):
            yield f"act {row['number']}, on article {row['id'][:80]!r}, is not as it was recorded"
        yield from self.corrections.find_damage()
        yield from self.originals.find_damage()

    def _insert(self, article: Article, id: str, version: int, origin: str | None) -> None:
        fields = [getattr(article, field) for field in FIELDS]
        self._database.check_article(id, (origin, *fields, *article.notes))
        self._rows(_INSERT_VERSION, id, version, sha256_of(article.text), sha256_of(*fields), _now(), origin, *fields)
        self._database.execute_many(
            "INSERT INTO notes VALUES (?, ?, ?)", [(id, version, note) for note in article.notes]
        )
        names = (id, article.title, article.source or "", article.speaker or "")
        self._database.add_names(id, version, fold(" ".join(names)))

    def _notes(self, id: str, version: int) -> tuple[str, ...]:
        rows = self._rows("SELECT note FROM notes WHERE id = ? AND version = ? ORDER BY rowid", id, version)
        return tuple(row["note"] for row in rows)

    def _head(self, id: str) -> Row:
        head = self._row("SELECT version, removed FROM articles WHERE id = ?", id)
        if not head:
            message = f"no article {id[:80]!r} in the library; `onrecord articles` lists all"
            raise UnknownArticle(message)
        return head

    def _act(self, act: str, ids: Iterable[str]) -> None:
        acts = [(id_, self._head(id_)["version"], act, _now()) for id_ in ids]
        with self.transaction():
            self._database.execute_many(_INSERT_ACT, acts)

    def _rows(self, query: str, *values: object) -> list[Row]:
        return self._database.fetch_rows(query, *values)

    def _row(self, query: str, *values: object) -> Row | None:
        rows = self._database.fetch_rows(query, *values)
        return rows[0] if rows else None


def _require_same_article(article: Article, origin: str | None, existing: Row) -> None:
    """Reject another article with an existing id: a correction has the same source or origin."""
    other_source = article.source and existing["source"] and article.source != existing["source"]
    same_url = article.url and article.url == existing["url"]
    other_file = (
        not (article.id or article.source or article.url) and origin and existing["origin"] not in (None, origin)
    )
    if other_source and not same_url:
        message = f"the id {existing['id']!r} already belongs to an article of {existing['source']}; give it another id"
        raise RejectedArticle(message, detail="the id already belongs to another article; give it another id")
    if other_file and Path(existing["origin"]).exists():
        message = f"the id {existing['id']!r} already belongs to {existing['origin']}; give it an id of its own"
        raise RejectedArticle(message, detail="the id already belongs to another file; give it an id of its own")


def _require_sound(row: Row | None, id: str, version: int) -> Row:
    """Return a version; raises DamagedLibrary if it is not what was added."""
    if not (row and row["sound"]):
        message = (
            f"version {version} of article {id[:80]!r} is damaged in the library; index its source again, or remove it"
        )
        raise DamagedLibrary(message)
    return row


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
