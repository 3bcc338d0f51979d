"""Folders of generations in the database of the library, so that every home can have what one of them published.

Files are kept in pieces under their digests. A piece ends where four bytes of the file say so, not after a number of
bytes: rows that move within a file are mostly in the pieces that they were in before, which are not written again.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import numpy as np

from index.errors import DamagedIndex
from index.library.sql import ReadDatabase, SqlDatabase
from index.store.engines.batches import split_batches

_WORD = 4
_MULTIPLIER, _SALT = np.uint32(2654435761), np.uint32(0x9E3779B9)
_CUT_BITS = np.uint32(32 - 14)  # one word of 16,384 ends a piece: they have 64 KB on average
_MIN_BYTES, _MAX_BYTES = 16 << 10, 1 << 20
_WINDOW = 16 << 20  # bytes that are looked at together
_BATCH = 32  # pieces that are sent together


def split_pieces(content: bytes) -> Iterator[bytes]:
    """Yield a file in pieces that depend on what is near their ends alone."""
    words = np.frombuffer(content, dtype=np.uint32, count=len(content) // _WORD)
    ends: list[int] = []
    for start in range(0, len(words), _WINDOW // _WORD):
        mixed = (words[start : start + _WINDOW // _WORD] ^ _SALT) * _MULTIPLIER
        ends += ((np.flatnonzero(mixed >> _CUT_BITS == 0) + start + 1) * _WORD).tolist()
    start = 0
    for end in (*ends, len(content)):
        while end - start > _MAX_BYTES:
            yield content[start : start + _MAX_BYTES]
            start += _MAX_BYTES
        if end - start >= _MIN_BYTES or (end == len(content) and end > start):
            yield content[start:end]
            start = end


class StoredFolders:
    """The folders of one library's generations, fetched from `reads`; `written` counts the bytes that were new."""

    def __init__(self, database: SqlDatabase, reads: ReadDatabase) -> None:
        self._database, self._reads = database, reads
        self.written = 0

    def store(self, generation: int, folder: Path) -> None:
        """Store every file of a folder, before its generation is published."""
        self._database.fetch_rows("DELETE FROM generation_files WHERE generation = ?", generation)
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digests = [*self._store_pieces(split_pieces(path.read_bytes()))]
            name = path.relative_to(folder).as_posix()
            self._database.fetch_rows("INSERT INTO generation_files VALUES (?, ?, ?)", generation, name, digests)

    def fetch(self, generation: int, folder: Path) -> None:
        """Write the files of a generation into a new folder; raise DamagedIndex if a piece is not what was stored."""
        query = "SELECT name, pieces FROM generation_files WHERE generation = ? ORDER BY name"
        rows = self._reads.fetch_rows(query, generation)
        if not rows:
            raise DamagedIndex(f"generation {generation} is not in {self._reads.name} any more; try again")
        folder.mkdir(parents=True)
        for row in rows:
            name = PurePosixPath(row["name"])
            if name.is_absolute() or ".." in name.parts:
                raise DamagedIndex(f"generation {generation} in {self._reads.name} names a file outside of it")
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.writelines(self._read_pieces(row["pieces"]))

    def find_damage(self, generation: int) -> Iterator[str]:
        """Yield a line for each file of a generation of which a piece is missing or is not what was stored."""
        query = "SELECT name, pieces FROM generation_files WHERE generation = ? ORDER BY name"
        rows = self._reads.fetch_rows(query, generation)
        if not rows:
            yield f"{self._reads.name} has no copy of its folder"
        for row in rows:
            try:
                for _ in self._read_pieces(row["pieces"]):
                    pass
            except DamagedIndex as error:
                yield f"{row['name']}: {error}"

    def retire(self, kept: Iterable[int]) -> None:
        """Delete the folders of all other generations, and the pieces that no folder has."""
        with self._database.transaction():
            self._database.fetch_rows("DELETE FROM generation_files WHERE NOT generation = ANY(?)", [*kept])
            self._database.fetch_rows(
                "DELETE FROM pieces WHERE digest NOT IN (SELECT unnest(pieces) FROM generation_files)"
            )

    def _store_pieces(self, pieces: Iterable[bytes]) -> Iterator[str]:
        for batch in split_batches(pieces, _BATCH):
            digests = [hashlib.sha256(piece).hexdigest() for piece in batch]
            named = dict(zip(digests, batch, strict=True))
            rows = self._database.fetch_rows("SELECT digest FROM pieces WHERE digest = ANY(?)", [*named])
            new = {digest: named[digest] for digest in named.keys() - {row["digest"] for row in rows}}
            if new:
                self._database.execute_many(
                    "INSERT INTO pieces VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(new.items())
                )
                self.written += sum(map(len, new.values()))
            yield from digests

    def _read_pieces(self, digests: Iterable[str]) -> Iterator[bytes]:
        for batch in split_batches(digests, _BATCH):
            rows = self._reads.fetch_rows("SELECT digest, content FROM pieces WHERE digest = ANY(?)", batch)
            found = {row["digest"]: bytes(row["content"]) for row in rows}
            for digest in batch:
                if hashlib.sha256(found.get(digest, b"")).hexdigest() != digest:
                    message = f"a piece of the index in {self._reads.name} is damaged"
                    raise DamagedIndex(f"{message}; run `onrecord index --full SOURCE`")
                yield found[digest]
