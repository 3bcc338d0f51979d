"""Copying a library: every row as it is, with its digests, from one database to another of any kind.

What the target has already is not written again, so that a copy that was interrupted goes on where it was.
"""

from collections.abc import Callable, Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from index.errors import DamagedLibrary, OnrecordError
from index.library.library import Library
from index.library.schema import FIELDS
from index.library.sql import SqlDatabase
from index.text.normalize import fold

_BATCH = 200  # versions that are committed together
_VERSION = ("id", "version", "sha256", "record", "added", "origin", *FIELDS, "seal")
_ACT = ("number", "id", "version", "act", "at", "seal")
_CORRECTION = ("number", "act", "document", "at", "seal")

Count = Callable[[int, int], None]


class CopiedRows(BaseModel):
    """The rows of a library after it was copied: how many there are, of each kind."""

    model_config = ConfigDict(frozen=True)

    versions: int
    acts: int
    corrections: int
    notes: int
    sources: int
    originals: int


def copy_library(source: Library, target: Library, count: Count) -> CopiedRows:
    """Copy all rows that the target lacks, then check that both have the same.

    Raises OnrecordError if the target has an article that the source has not, RejectedArticle if its database does not
    store one, and DamagedLibrary if the two are not the same at the end.
    """
    old, new = source.database, target.database
    _copy_versions(old, new, count)
    for table, columns in (("acts", _ACT), ("corrections", _CORRECTION)):
        _copy_numbered(old, new, table, columns)
    with new.transaction():
        known = {row["source"] for row in new.fetch_rows("SELECT source FROM sources")}
        for row in old.fetch_rows("SELECT source, added FROM sources ORDER BY rowid"):
            if row["source"] not in known:
                new.fetch_rows("INSERT INTO sources (source, added) VALUES (?, ?)", row["source"], row["added"])
    _copy_originals(old, new)
    new.adopt_numbers()
    return _require_same(source, target)


def _copy_versions(old: SqlDatabase, new: SqlDatabase, count: Count) -> None:
    seals = "SELECT id, version, seal FROM versions ORDER BY id, version"
    there = {tuple(row) for row in new.fetch_rows(seals)}
    wanted = [tuple(row) for row in old.fetch_rows(seals)]
    if foreign := there - {*wanted}:
        message = f"{new.name} has article {min(foreign)[0][:80]!r}, which {old.name} has not; name an empty target"
        raise OnrecordError(message)
    missing = [(id_, version) for id_, version, seal in wanted if (id_, version, seal) not in there]
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        with new.transaction():
            for id_, version in batch:
                _copy_version(old, new, id_, version)
        count(start + len(batch), len(missing))


def _copy_version(old: SqlDatabase, new: SqlDatabase, id: str, version: int) -> None:
    (row,) = old.fetch_rows(f"SELECT {', '.join(_VERSION)} FROM versions WHERE id = ? AND version = ?", id, version)
    notes = old.fetch_rows("SELECT note FROM notes WHERE id = ? AND version = ? ORDER BY rowid", id, version)
    new.check_article(id, (row["origin"], *(row[field] for field in FIELDS), *(note["note"] for note in notes)))
    new.fetch_rows(f"INSERT INTO versions ({', '.join(_VERSION)}) VALUES ({_marks(_VERSION)})", *row)
    new.execute_many("INSERT INTO notes (id, version, note) VALUES (?, ?, ?)", [(id, version, *note) for note in notes])
    named = (id, row["title"], row["source"] or "", row["speaker"] or "")
    new.add_names(id, version, fold(" ".join(named)))


def _copy_numbered(old: SqlDatabase, new: SqlDatabase, table: str, columns: Sequence[str]) -> None:
    query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY number"
    there = {row["number"] for row in new.fetch_rows(query)}
    missing = [tuple(row) for row in old.fetch_rows(query) if row["number"] not in there]
    with new.transaction():
        new.execute_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({_marks(columns)})", missing)


def _copy_originals(old: SqlDatabase, new: SqlDatabase) -> None:
    """Copy the files that are missing, each in a transaction of its own: they are large."""
    there = {row["sha256"] for row in new.fetch_rows("SELECT sha256 FROM originals")}
    for row in old.fetch_rows("SELECT sha256 FROM originals ORDER BY sha256"):
        if row["sha256"] not in there:
            (file,) = old.fetch_rows("SELECT content FROM originals WHERE sha256 = ?", row["sha256"])
            new.fetch_rows("INSERT INTO originals VALUES (?, ?)", row["sha256"], bytes(file["content"]))
    query = "SELECT id, version, sha256 FROM originals_of_versions ORDER BY id, version"
    known = {tuple(row) for row in new.fetch_rows(query)}
    with new.transaction():
        new.execute_many(
            "INSERT INTO originals_of_versions (id, version, sha256) VALUES (?, ?, ?)",
            [tuple(row) for row in old.fetch_rows(query) if tuple(row) not in known],
        )


def _require_same(source: Library, target: Library) -> CopiedRows:
    """Compare the digests of all rows, and those of the target with its content."""
    for query in (
        "SELECT id, version, sha256, record, seal FROM versions ORDER BY id, version",
        "SELECT number, seal FROM acts ORDER BY number",
        "SELECT number, seal FROM corrections ORDER BY number",
        "SELECT id, version, count(*) FROM notes GROUP BY id, version ORDER BY id, version",
        "SELECT source FROM sources ORDER BY source",
        "SELECT id, version, sha256 FROM originals_of_versions ORDER BY id, version",
    ):
        if [*_tuples(source, query)] != [*_tuples(target, query)]:
            raise DamagedLibrary(f"{target.database.name} has other rows than {source.database.name}: {query}")
    for line in target.find_damage():
        raise DamagedLibrary(f"{target.database.name}: {line}")
    tables = "versions", "acts", "corrections", "notes", "sources", "originals"
    counts = {table: target.database.fetch_rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}
    return CopiedRows.model_validate(counts)


def _tuples(library: Library, query: str) -> Iterator[tuple[object, ...]]:
    return (tuple(row) for row in library.database.fetch_rows(query))


def _marks(columns: Sequence[str]) -> str:
    return ", ".join("?" * len(columns))
