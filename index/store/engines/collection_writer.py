"""Collection writer: the terms and vectors of a generation become rows, all of them or those that are new."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from index.errors import DamagedIndex
from index.store.engines.bm25 import Documents, SparseVector, Vocabulary
from index.store.engines.catalog import Catalog
from index.store.engines.milvus import PRESENT, WEIGHTED, MilvusCollections
from index.store.engines.shared_rows import Lengths, SharedRows, name_collections
from index.store.tables import Difference, GenerationContents
from index.text.arrays import NEW, Codes, Positions

WriteRows = Callable[[], None]
"""Writes the rows of a generation and raises DamagedIndex if the engine then has another number of them."""


class CollectionWriter:
    """Writes the counts of terms of a generation that is not published yet, and returns what writes its rows."""

    def __init__(self, collections: MilvusCollections, catalog: Catalog) -> None:
        self._collections, self._catalog = collections, catalog

    def plan_all(self, number: int, contents: GenerationContents) -> tuple[SharedRows, WriteRows]:
        """Return the rows of a new pair of collections, and what writes it."""
        vocabulary = Vocabulary()
        vocabulary.read(contents.read_texts())
        numbers = self._catalog.number_terms([*vocabulary.numbers])
        documents = vocabulary.passages, vocabulary.articles
        averages = _pair([[total / max(len(each), 1) for total in each.total_lengths()] for each in documents])
        counts = [each.count_documents(len(numbers)) for each in documents]
        self._catalog.add_counts(number, numbers, counts[0], counts[1])
        self._catalog.note_removed(number, {})
        all_codes: tuple[Codes, None] = (contents.passage_vectors, None)

        def write_rows() -> None:
            for name, each, usual, codes in zip(name_collections(number), documents, averages, all_codes, strict=True):
                sparse = _describe(each, vocabulary, numbers, usual)
                self._require_count(name, self._collections.create(name, sparse, codes), len(each))

        rows = SharedRows(
            number=number,
            base=number,
            keys=(np.arange(len(documents[0]), dtype=np.int64), np.arange(len(documents[1]), dtype=np.int64)),
            extents=(len(documents[0]), len(documents[1])),
            averages=averages,
            lengths=_pair([each.total_lengths() for each in documents]),
        )
        return rows, write_rows

    def plan_difference(
        self, number: int, contents: GenerationContents, difference: Difference, previous: SharedRows
    ) -> tuple[SharedRows, WriteRows] | None:
        """Return the rows in the collections of the previous generation, and what adds those that are new.

        None, and nothing is written, if all have to be.
        """
        added, removed = Vocabulary(), Vocabulary()
        added.read(difference.read_added())
        removed.read(difference.read_removed())
        orders = difference.passages, difference.articles
        new, gone = (added.passages, added.articles), (removed.passages, removed.articles)
        keys = [
            order.combine(known, extent + np.arange(len(documents), dtype=np.int64))
            for order, known, extent, documents in zip(orders, previous.keys, previous.extents, new, strict=True)
        ]
        rows = SharedRows(
            number=number,
            base=previous.base,
            keys=(keys[0], keys[1]),
            extents=(previous.extents[0] + len(new[0]), previous.extents[1] + len(new[1])),
            averages=previous.averages,
            lengths=_pair(np.array(previous.lengths) + _sum_lengths(new) - _sum_lengths(gone)),
        )
        if rows.is_worn or previous.number != self._catalog.find_current():  # a later one has the free keys
            return None
        self._write_counts(number, previous, added, removed)
        self._catalog.note_removed(
            number,
            {
                name: known[order.moved(len(known)) == NEW].tolist()
                for name, known, order in zip(name_collections(rows.base), previous.keys, orders, strict=True)
            },
        )
        numbers = self._catalog.number_terms([*added.numbers])
        all_codes = contents.passage_vectors[orders[0].added], None
        names = name_collections(rows.base)

        def write_rows() -> None:
            places = zip(names, new, rows.averages, all_codes, previous.extents, strict=True)
            for name, each, usual, codes, first in places:
                sparse = _describe(each, added, numbers, usual)
                self._require_count(name, self._collections.upsert(name, first, sparse, codes), len(each))

        return rows, write_rows

    def _write_counts(self, number: int, previous: SharedRows, added: Vocabulary, removed: Vocabulary) -> None:
        """Store the counts of the terms of what was added and removed, which are the only ones that differ."""
        terms = [*dict.fromkeys([*added.numbers, *removed.numbers])]
        places = {term: place for place, term in enumerate(terms)}
        before = self._catalog.read_counts(previous.number, terms, previous.base)
        counts = np.array([[before[term].passages, before[term].articles] for term in terms], dtype=np.int64)
        for vocabulary, sign in ((added, 1), (removed, -1)):
            rows = np.array([places[term] for term in vocabulary.numbers], dtype=np.int64)
            for kind, documents in enumerate((vocabulary.passages, vocabulary.articles)):
                counts[rows, kind] += sign * documents.count_documents(len(rows))
        columns = counts.reshape(-1, 2).T
        self._catalog.add_counts(number, self._catalog.number_terms(terms), columns[0], columns[1])

    def _require_count(self, name: str, found: int, wanted: int) -> None:
        if found != wanted:
            raise DamagedIndex(f"{self._collections.name} has other rows of {name} than were written; index again")


def _pair(values: Any) -> Lengths:  # noqa: ANN401 (an array, or lists)
    (first, second), (third, fourth) = values
    return (float(first), float(second)), (float(third), float(fourth))


def _sum_lengths(documents: tuple[Documents, Documents]) -> Any:  # noqa: ANN401 (an array of two by two)
    return np.array([each.total_lengths() for each in documents], dtype=np.float64)


def _describe(
    documents: Documents, vocabulary: Vocabulary, numbers: Positions, averages: tuple[float, float]
) -> Mapping[str, Iterator[SparseVector]]:
    """Return the sparse fields of the rows of documents."""
    is_searched = ~vocabulary.is_form
    return {
        WEIGHTED: _weigh(documents, numbers, documents.weigh(vocabulary.is_name, averages), is_searched),
        PRESENT: _mark(documents, numbers, is_searched),
    }


def _weigh(documents: Documents, numbers: Positions, weighed: Any, is_searched: Any) -> Iterator[SparseVector]:  # noqa: ANN401
    """Yield the terms of each document with their weights of BM25."""
    for held, weights in zip(documents.numbers, weighed, strict=True):
        searched = is_searched[held]
        yield dict(zip(numbers[held[searched]].tolist(), weights[searched].tolist(), strict=True))


def _mark(documents: Documents, numbers: Positions, is_searched: Any) -> Iterator[SparseVector]:  # noqa: ANN401
    """Yield the terms of each document, and for an article its pairs of stems, each with the weight 1."""
    for row, held in enumerate(documents.numbers):
        pairs = documents.pairs[row].tolist() if documents.pairs else []
        yield dict.fromkeys([*numbers[held[is_searched[held]]].tolist(), *pairs], 1.0)
