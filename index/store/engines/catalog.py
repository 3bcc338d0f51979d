"""Catalog: which generations an engine has, and how often each term occurs in them, as rows beside the library.

One row says which generation is current. It is written in one transaction, when everything else of it is complete.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from index.library.sql import ReadDatabase, SqlDatabase
from index.store.engines.batches import split_batches
from index.text.arrays import Positions

_BATCH = 10_000


class TermCounts(NamedTuple):
    """The number of a term, 0 if it was never seen, and how many passages and articles have it."""

    number: int
    passages: int
    articles: int


_NEVER_SEEN = TermCounts(0, 0, 0)


class Catalog:
    """The generations of one library in an engine; counts are read from `reads`, which may be behind the database."""

    def __init__(self, database: SqlDatabase, reads: ReadDatabase) -> None:
        self._database, self._reads = database, reads
        self._current: int | None = None

    def list_published(self) -> list[int]:
        """Return the numbers of the published generations, newest first."""
        rows = self._database.fetch_rows("SELECT number FROM served_generations ORDER BY number DESC")
        return [int(row["number"]) for row in rows]

    def find_current(self) -> int | None:
        """Return the number of the current generation, None before the first is published."""
        rows = self._database.fetch_rows("SELECT number FROM current_generation")
        current = int(rows[0]["number"]) if rows else None
        if current != self._current:
            self._reads.require_latest()
            self._current = current
        return current

    def number_terms(self, terms: Sequence[str]) -> Positions:
        """Return a number for each term that it keeps in all generations; new terms get one."""
        numbers: dict[str, int] = {}
        for batch in split_batches(terms, _BATCH):
            numbers |= self._read_numbers(batch)
            if new := [term for term in batch if term not in numbers]:
                with self._database.transaction():
                    self._database.fetch_rows(
                        "INSERT INTO terms (term) SELECT unnest(CAST(? AS text[])) ON CONFLICT DO NOTHING", new
                    )
                numbers |= self._read_numbers(new)
        return np.array([numbers[term] for term in terms], dtype=np.int64)

    def _read_numbers(self, terms: Sequence[str]) -> dict[str, int]:
        rows = self._database.fetch_rows("SELECT term, number FROM terms WHERE term = ANY(?)", [*terms])
        return {row["term"]: row["number"] for row in rows}

    def add_counts(self, generation: int, numbers: Positions, passages: Positions, articles: Positions) -> None:
        """Store in how many passages and articles of a generation that is not published yet each term occurs.

        A term that is not given has the counts of an earlier generation with the same base.
        """
        columns = zip(numbers.tolist(), passages.tolist(), articles.tolist(), strict=True)
        self._database.fetch_rows("DELETE FROM term_counts WHERE generation = ?", generation)
        for batch in split_batches(columns, _BATCH):
            arrays = [[*column] for column in zip(*batch, strict=True)]
            with self._database.transaction():
                self._database.fetch_rows(
                    "INSERT INTO term_counts SELECT ?, number, passages, articles FROM"
                    " unnest(CAST(? AS integer[]), CAST(? AS integer[]), CAST(? AS integer[]))"
                    " AS counted (number, passages, articles)",
                    generation, *arrays,
                )  # fmt: skip

    def read_counts(self, generation: int, terms: Sequence[str], base: int) -> Mapping[str, TermCounts]:
        """Return the counts of terms in a generation: those stored last since its base."""
        wanted = [term for term in dict.fromkeys(terms) if "\0" not in term]  # which no term has
        rows = self._reads.fetch_rows(
            "SELECT DISTINCT ON (terms.number) term, terms.number, passages, articles FROM terms JOIN term_counts ON"
            " term_counts.number = terms.number AND generation BETWEEN ? AND ? WHERE term = ANY(?)"
            " ORDER BY terms.number, generation DESC",
            base, generation, wanted,
        )  # fmt: skip
        counted = {row["term"]: TermCounts(row["number"], row["passages"], row["articles"]) for row in rows}
        return {term: counted.get(term, _NEVER_SEEN) for term in terms}

    def note_removed(self, generation: int, rows: Mapping[str, Sequence[int]]) -> None:
        """Store which rows of collections a generation that is not published yet has no more."""
        self._database.fetch_rows("DELETE FROM removed_rows WHERE generation = ?", generation)
        self._database.execute_many(
            "INSERT INTO removed_rows VALUES (?, ?, ?)",
            [(generation, collection, [*removed]) for collection, removed in rows.items() if removed],
        )

    def list_removed(self, oldest: int) -> list[tuple[str, list[int]]]:
        """Return the rows of collections that no generation from this one on has."""
        query = "SELECT collection, rows FROM removed_rows WHERE generation <= ?"
        return [(row["collection"], row["rows"]) for row in self._database.fetch_rows(query, oldest)]

    def publish(self, number: int, base: int) -> None:
        """Make a generation the current one; its rows are in the collections that `base` made."""
        with self._database.transaction():
            self._database.fetch_rows("INSERT INTO served_generations VALUES (?, ?)", number, base)
            self._database.fetch_rows("DELETE FROM current_generation")
            self._database.fetch_rows("INSERT INTO current_generation VALUES (?)", number)

    def list_bases(self, kept: Sequence[int]) -> dict[int, int]:
        """Return the base of each of these generations."""
        rows = self._database.fetch_rows("SELECT number, base FROM served_generations WHERE number = ANY(?)", [*kept])
        return {row["number"]: row["base"] for row in rows}

    def retire(self, kept: Sequence[int]) -> None:
        """Delete what is stored of all generations but these, and counts that a kept one has replaced.

        What the kept ones have in common with the base stays.
        """
        bases = self.list_bases(kept)
        oldest = min(bases)
        with self._database.transaction():
            self._database.fetch_rows("DELETE FROM served_generations WHERE NOT number = ANY(?)", [*kept])
            self._database.fetch_rows(
                "DELETE FROM term_counts WHERE generation < ? OR generation > ?", min(bases.values()), max(bases)
            )
            self._database.fetch_rows(
                "DELETE FROM term_counts AS old USING term_counts AS new WHERE new.generation = ?"
                " AND old.number = new.number AND old.generation >= ? AND old.generation < new.generation",
                oldest, bases[oldest],
            )  # fmt: skip
            self._database.fetch_rows(
                "DELETE FROM removed_rows WHERE generation <= ? OR generation > ?", oldest, max(bases)
            )
