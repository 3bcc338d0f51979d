"""What a generation holds, position by position: articles, their passages and sentences, and what was told of each."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.library.periods import Period
from index.models.convert import Precision
from index.models.tags import Tags
from index.store.article_table import Entry
from index.store.near_duplicates import Signatures
from index.store.statement_table import StatementTable
from index.store.vector_index import Codes

PASSAGE = np.dtype([("article", "<i4"), ("start", "<i4"), ("end", "<i4"), ("sentence", "<i4"), ("digest", "V16")])
SENTENCE = np.dtype([("start", "<i4"), ("end", "<i4")])
Rows = npt.NDArray[np.void]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tables:
    """What a generation holds, before it is written as after; rows are in the order of their positions."""

    model: str
    precision: Precision
    articles: Sequence[Entry]
    passages: Rows
    sentences: Rows
    signatures: Signatures
    originals: npt.NDArray[np.int32]
    spoken: StatementTable

    @cached_property
    def owners(self) -> npt.NDArray[np.int32]:
        """The position of each passage's article, in order."""
        return np.ascontiguousarray(self.passages["article"])

    @cached_property
    def lengths(self) -> Positions:
        """How many passages each article has."""
        return np.bincount(self.owners, minlength=len(self.articles))

    @cached_property
    def sentence_bounds(self) -> Positions:
        """Where the sentences of each passage begin, and last where all end."""
        return np.append(self.passages["sentence"], len(self.sentences)).astype(np.int64)

    @cached_property
    def dates(self) -> Sequence[str | None]:
        """The date of each article, in order, read once."""
        return [entry.published for entry in self.articles]

    @cached_property
    def days(self) -> Positions:
        """The first and the last day of each article's date, by the calendar's ordinals; both 0 where it has none."""
        periods = [Period.parse(one) if one else None for one in self.dates]
        days = [(one.first.toordinal(), one.last.toordinal()) if one else (0, 0) for one in periods]
        return np.array(days, dtype=np.int64).reshape(-1, 2)

    def row_of(self, id: str) -> int | None:
        """Give the position of an article, None where it is not here; articles stand in the order of their ids."""
        row = bisect_left(range(len(self.articles)), id, key=lambda row: self.articles[row].id)
        return row if row < len(self.articles) and self.articles[row].id == id else None

    def articles_of(self, passages: npt.NDArray[np.bool_]) -> Positions:
        """Give the positions of the articles that some passages are of, each once."""
        return np.unique(self.owners[passages]).astype(np.int64)

    def copies(self, article: int) -> list[int]:
        """Give the positions of the other articles that carry the same story."""
        rows = np.flatnonzero(self.originals == self.originals[article])
        return [row for row in rows.tolist() if row != article]

    def sentence_rows(self, passage: int) -> slice:
        """Give the positions of a passage's sentences."""
        first, end = self.sentence_bounds[passage : passage + 2].tolist()
        return slice(first, end)

    def sentences_of(self, passages: Positions) -> Positions:
        """Give the positions of all sentences of these passages, in their order."""
        bounds = self.sentence_bounds
        counts = bounds[passages + 1] - bounds[passages]
        skipped = bounds[passages] - np.cumsum([0, *counts])[: len(counts)]
        return np.repeat(skipped, counts) + np.arange(counts.sum())


@dataclass(frozen=True)
class Contents(Tables):
    """All that a generation holds, before it is written."""

    passage_vectors: Codes
    sentence_vectors: Codes
    tags: list[Tags]
    heads: Sequence[str]
    texts: Sequence[Sequence[str]]
