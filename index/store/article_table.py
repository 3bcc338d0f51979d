"""Entries: what an index knows of its articles, a line each, read when it is asked for."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Self, overload

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from index.library.articles import Kind, StoredArticle
from index.names.gazetteer import aliases

Positions = npt.NDArray[np.int64]


HELD = 1 << 13
"""Entries that are kept once read, about a kilobyte each: filters by date and source look at all of them."""


class Entry(BaseModel):
    """What a generation knows of one article: all that filters, citations and lists need but its text."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    sha256: str
    title: str
    source: str | None
    url: str | None
    published: str | None
    kind: Kind
    speaker: str | None
    speaker_role: str | None
    country: str | None

    @classmethod
    def of(cls, article: StoredArticle) -> Self:
        """Take from an article what the index keeps of it, its speaker's country under the one name of it."""
        kept = article.model_dump(include=set(cls.model_fields))
        return cls.model_validate(kept | {"country": aliases().country(article.country)})


class Entries(Sequence[Entry]):
    """The entries of a published generation, read when they are asked for: of a million, few take memory."""

    def __init__(self, lines: npt.NDArray[np.uint8], ends: Positions) -> None:
        """Take the lines of a file and where each ends."""
        self._ends = np.asarray(ends)  # a view of a memory map, which is quick to cut
        self._held = lru_cache(maxsize=HELD)(partial(_entry, np.asarray(lines), self._ends))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open what `write_entries` wrote."""
        ends = np.load(folder / "articles.npy", mmap_mode="r")
        empty = np.zeros(0, dtype=np.uint8)
        return cls(np.memmap(folder / "articles.jsonl", dtype=np.uint8, mode="r") if len(ends) else empty, ends)

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._ends)

    @overload
    def __getitem__(self, row: int) -> Entry: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Entry]: ...
    def __getitem__(self, row: int | slice) -> Entry | Sequence[Entry]:
        """Give the entry of an article by its position."""
        if isinstance(row, slice):
            return [self[each] for each in range(len(self))[row]]
        return self._held(row)


def _entry(lines: npt.NDArray[np.uint8], ends: Positions, row: int) -> Entry:
    start = ends[row - 1] if row else 0
    return Entry.model_validate_json(lines[start : ends[row]].tobytes())


def write_entries(folder: Path, entries: Iterable[Entry]) -> None:
    """Write a line an article, and where each line ends."""
    lines = [f"{entry.model_dump_json()}\n".encode() for entry in entries]
    (folder / "articles.jsonl").write_bytes(b"".join(lines))
    np.save(folder / "articles.npy", np.cumsum([len(line) for line in lines], dtype=np.int64))
