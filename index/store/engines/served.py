"""The served engine: vectors and words of a generation are a pair of collections on another machine.

A folder of the home keeps what is read by row: articles, passages, sentences, statements, and the codes of all vectors.
"""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import numpy as np

from index import files
from index.errors import DamagedIndex
from index.store.engines.catalog import Catalog
from index.store.engines.collection_writer import CollectionWriter
from index.store.engines.embedded import SERVED
from index.store.engines.folders import StoredFolders
from index.store.engines.keyed_rows import KeyedRows
from index.store.engines.milvus import MilvusCollections
from index.store.engines.protocols import OpenedSearch
from index.store.engines.served_terms import ServedTerms
from index.store.engines.served_vectors import ServedVectors
from index.store.engines.shared_rows import SharedRows, name_collections
from index.store.tables import GenerationContents

_CODES = "passage_codes.npy"
_NUMBER = re.compile(r"(?:passages|articles)_(\d+)")


class ServedEngine:
    """An engine of collections, with a catalog of which generations are complete."""

    def __init__(self, collections: MilvusCollections, catalog: Catalog, folders: StoredFolders) -> None:
        self._collections, self._catalog, self._folders = collections, catalog, folders
        self._writer = CollectionWriter(collections, catalog)
        self._bases: dict[int, int] = {}  # of the generations that this process has written
        self._writing = ThreadPoolExecutor(1, "engine")
        self._written: Future[None] | None = None  # what is being written, or was

    def require_answer(self) -> None:
        """Raise Unreachable if Milvus or the database of the catalog does not answer."""
        self._collections.require_answer()
        self._catalog.find_current()

    def list_published(self, numbers: Sequence[int]) -> list[int]:  # noqa: ARG002
        """Return those up to the current one that are in the catalog; what this home lacks of them is fetched."""
        current = self._catalog.find_current()
        return [] if current is None else [each for each in self._catalog.list_published() if each <= current]

    def fetch(self, number: int, folder: Path) -> None:
        """Write a folder that another home has published, and delete those that were retired since."""
        files.create_folder(folder.parent)
        with files.lock(folder.with_name("fetching.lock")):
            if folder.exists():  # another process has fetched it meanwhile
                return
            files.delete(folder.with_name(f"{number}{files.TEMPORARY_SUFFIX}"))
            with files.replace_atomically(folder) as new:
                self._folders.fetch(number, new)
            published = self._catalog.list_published()
            for other in folder.parent.glob("*"):
                if other.is_dir() and other.name.isdecimal() and int(other.name) not in published:
                    files.delete(other)

    def find_highest_number(self) -> int:
        """Return the highest number of a published generation."""
        return max(self._catalog.list_published(), default=0)

    def write(self, folder: Path, number: int, contents: GenerationContents) -> dict[str, Any]:
        """Write the codes of all vectors into the folder, and rows into collections: those that are new where possible.

        Rows go on being written when this returns, while the caller writes the rest of the folder.
        """
        self._await_leftover()
        np.save(folder / _CODES, contents.passage_vectors)
        difference, planned = contents.difference, None
        if difference is not None and isinstance(difference.terms, ServedTerms):
            planned = self._writer.plan_difference(number, contents, difference, difference.terms.shared)
        if planned is None:
            planned = self._writer.plan_all(number, contents)
        rows, write_rows = planned
        self._written = self._writing.submit(write_rows)
        self._bases[number] = rows.base
        return {SERVED: self._collections.name} | rows.save(folder)

    def _await_leftover(self) -> None:
        """Wait until nothing is written any more of a run that failed."""
        if self._written:
            wait([self._written])

    def _finish_writing(self) -> None:
        """Wait until all rows are written and counted; raise what that has raised."""
        if self._written:
            written, self._written = self._written, None
            written.result()

    def open(self, folder: Path, facts: dict[str, Any]) -> OpenedSearch:
        """Load the collections of a generation; raise DamagedIndex if they have fewer rows."""
        self._finish_writing()
        if SERVED not in facts:
            raise DamagedIndex(f"{folder} was published without an engine; run `onrecord index --full SOURCE`")
        shared = SharedRows.load(folder, facts)
        names = name_collections(shared.base)
        for name, count in zip(names, (facts["passages"], facts["articles"]), strict=True):
            if count and self._collections.load(name) < count:
                message = f"{self._collections.name} has fewer rows of {name} than were published"
                raise DamagedIndex(f"{message}; run `onrecord index --full SOURCE`")
        passages, articles = (
            KeyedRows(self._collections, name, keys) for name, keys in zip(names, shared.keys, strict=True)
        )
        codes = np.asarray(np.load(folder / _CODES, mmap_mode="r"))
        return OpenedSearch(ServedVectors(passages, codes), ServedTerms(passages, articles, self._catalog, shared))

    def publish(self, number: int, folder: Path) -> None:
        """Store the folder for other homes, then make the generation current, in one transaction of the catalog.

        The engine has all rows by then: how many it has was counted.
        """
        self._folders.store(number, folder)
        self._finish_writing()
        self._catalog.publish(number, self._bases[number])

    def retire(self, kept: Sequence[int]) -> None:
        """Delete the collections and rows that these generations do not have, and what the catalog has of others."""
        self._await_leftover()
        bases = self._catalog.list_bases(kept)
        for name in self._collections.list_names():
            if (found := _NUMBER.fullmatch(name)) and int(found[1]) not in bases.values():
                self._collections.drop(name)
        left = {*self._collections.list_names()}
        for name, rows in self._catalog.list_removed(min(bases)):
            if name in left:
                self._collections.delete(name, rows)
        self._catalog.retire(kept)
        self._folders.retire(kept)

    def find_damage(self, number: int) -> Iterator[str]:
        """Yield a line for each file of a generation that other homes could not fetch."""
        return self._folders.find_damage(number)
