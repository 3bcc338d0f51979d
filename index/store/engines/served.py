"""The served engine: vectors and words of a generation are a pair of collections on another machine.

A folder of the home keeps what is read by row: articles, passages, sentences, statements, and the codes of all vectors.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index import files
from index.errors import DamagedIndex
from index.store.engines.bm25 import Documents, SparseVector, Vocabulary
from index.store.engines.catalog import Catalog
from index.store.engines.embedded import SERVED
from index.store.engines.folders import StoredFolders
from index.store.engines.milvus import PRESENT, WEIGHTED, MilvusCollections
from index.store.engines.protocols import OpenedSearch
from index.store.engines.served_terms import ServedTerms
from index.store.engines.served_vectors import ServedVectors
from index.store.tables import GenerationContents
from index.text.arrays import Positions

_CODES = "passage_codes.npy"
_NUMBER = re.compile(r"(?:passages|articles)_(\d+)")


def name_collections(number: int) -> tuple[str, str]:
    """Return the names of the collections of passages and of articles of a generation."""
    return f"passages_{number}", f"articles_{number}"


class ServedEngine:
    """An engine of collections, with a catalog of which generations are complete."""

    def __init__(self, collections: MilvusCollections, catalog: Catalog, folders: StoredFolders) -> None:
        self._collections, self._catalog, self._folders = collections, catalog, folders

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
        """Write the codes of all vectors into the folder, and a pair of collections; check how many rows they have."""
        np.save(folder / _CODES, contents.passage_vectors)
        vocabulary = Vocabulary()
        vocabulary.read(contents.read_texts())
        terms = [*vocabulary.numbers]
        numbers = self._catalog.number_terms(terms)
        documents = vocabulary.passages, vocabulary.articles
        self._catalog.add_counts(number, numbers, *(each.count_documents(len(terms)) for each in documents))
        for name, each, codes in zip(
            name_collections(number), documents, (contents.passage_vectors, None), strict=True
        ):
            is_searched = ~vocabulary.is_form
            sparse = {
                WEIGHTED: _weigh(each, numbers, vocabulary.is_name, is_searched),
                PRESENT: _mark(each, numbers, is_searched),
            }
            if self._collections.create(name, sparse, codes) != len(each):
                raise DamagedIndex(f"{self._collections.name} has other rows of {name} than were written; index again")
        return {SERVED: self._collections.name}

    def open(self, folder: Path, facts: dict[str, Any]) -> OpenedSearch:
        """Load the collections of a generation; raise DamagedIndex if they have other numbers of rows."""
        if SERVED not in facts:
            raise DamagedIndex(f"{folder} was published without an engine; run `onrecord index --full SOURCE`")
        passages, articles = name_collections(facts["number"])
        for name, count in ((passages, facts["passages"]), (articles, facts["articles"])):
            if count and self._collections.load(name) != count:
                message = f"{self._collections.name} has other rows of {name} than were published"
                raise DamagedIndex(f"{message}; run `onrecord index --full SOURCE`")
        terms = ServedTerms(self._collections, self._catalog, facts["number"], facts["passages"], facts["articles"])
        codes = np.asarray(np.load(folder / _CODES, mmap_mode="r"))
        return OpenedSearch(ServedVectors(self._collections, passages, codes), terms)

    def publish(self, number: int, folder: Path) -> None:
        """Store the folder for other homes, then make the generation current, in one transaction of the catalog."""
        self._folders.store(number, folder)
        self._catalog.publish(number)

    def retire(self, kept: Sequence[int]) -> None:
        """Delete the collections of all other generations, and their rows in the catalog."""
        self._catalog.retire(kept)
        self._folders.retire(kept)
        for name in self._collections.list_names():
            if (found := _NUMBER.fullmatch(name)) and int(found[1]) not in kept:
                self._collections.drop(name)


def _weigh(documents: Documents, numbers: Positions, is_name: Any, is_searched: Any) -> Iterator[SparseVector]:  # noqa: ANN401
    """Yield the terms of each document with their weights of BM25."""
    for held, weights in zip(documents.numbers, documents.weigh(is_name), strict=True):
        searched = is_searched[held]
        yield dict(zip(numbers[held[searched]].tolist(), weights[searched].tolist(), strict=True))


def _mark(documents: Documents, numbers: Positions, is_searched: Any) -> Iterator[SparseVector]:  # noqa: ANN401
    """Yield the terms of each document, and for an article its pairs of stems, each with the weight 1."""
    for row, held in enumerate(documents.numbers):
        pairs = documents.pairs[row].tolist() if documents.pairs else []
        yield dict.fromkeys([*numbers[held[is_searched[held]]].tolist(), *pairs], 1.0)
