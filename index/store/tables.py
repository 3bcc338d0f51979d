"""Tables of a generation: its articles, passages, sentences and statements, row by row."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.library.periods import Period
from index.models.convert import Precision
from index.store.article_table import ArticleRow, ArticleTable
from index.store.near_duplicates import Signatures
from index.store.sentence_columns import SentenceColumns
from index.store.statement_table import StatementTable
from index.store.tag_table import TagTable
from index.store.terms.postings import Postings
from index.text.arrays import Codes, Mask, MergedRows, Positions, Rows

PASSAGE = np.dtype([("article", "<i4"), ("start", "<i4"), ("end", "<i4"), ("sentence", "<i4"), ("digest", "V16")])
SENTENCE = np.dtype([("start", "<i4"), ("end", "<i4")])


@dataclass(frozen=True)
class Tables:
    """The tables that a generation has both before it is written and after it is loaded."""

    model: str
    precision: Precision
    articles: Sequence[ArticleRow]
    passages: Rows
    sentences: Rows
    signatures: Signatures
    first_published: npt.NDArray[np.int32]
    statements: StatementTable

    @cached_property
    def article_of_passage(self) -> npt.NDArray[np.int32]:
        """The row of the article of each passage, ascending."""
        return np.ascontiguousarray(self.passages["article"])

    @property
    def article_of_sentence(self) -> npt.NDArray[np.int32]:
        """The row of the article of each sentence, ascending."""
        return np.repeat(self.article_of_passage, np.diff(self.sentence_bounds))

    @cached_property
    def passage_counts(self) -> Positions:
        """The number of passages of each article."""
        return np.bincount(self.article_of_passage, minlength=len(self.articles))

    @cached_property
    def passage_bounds(self) -> Positions:
        """The row of the first passage of each article, and last the number of passages."""
        return np.append(0, np.cumsum(self.passage_counts))

    @cached_property
    def sentence_bounds(self) -> Positions:
        """The row of the first sentence of each passage, and last the number of sentences."""
        return np.append(self.passages["sentence"], len(self.sentences)).astype(np.int64)

    @cached_property
    def dates(self) -> Sequence[str | None]:
        """The date of each article; None if it has none."""
        return [article.published for article in self.articles]

    @cached_property
    def days(self) -> Positions:
        """The first and last day of each article's date as ordinals, shape (articles, 2); 0 without a date."""
        return parse_days(self.dates)

    @cached_property
    def has_near_duplicates(self) -> Mask:
        """Whether each article has near duplicates."""
        shared: Mask = np.bincount(self.first_published, minlength=len(self.articles)) > 1
        return shared[self.first_published]

    def find_row(self, id: str) -> int | None:
        """Return the row of an article; None if it is not in the index. Articles are in the order of their ids."""
        row = bisect_left(range(len(self.articles)), id, key=lambda row: self.articles[row].id)
        return row if row < len(self.articles) and self.articles[row].id == id else None

    def articles_of(self, passages: Mask) -> Positions:
        """Return the rows of the articles of the selected passages, each once."""
        return np.unique(self.article_of_passage[passages]).astype(np.int64)

    def near_duplicates(self, article: int) -> list[int]:
        """Return the rows of the other articles that are near duplicates of an article."""
        rows = np.flatnonzero(self.first_published == self.first_published[article])
        return [row for row in rows.tolist() if row != article]

    def passage_rows(self, article: int) -> slice:
        """Return the rows of the passages of an article."""
        first, end = self.passage_bounds[article : article + 2].tolist()
        return slice(first, end)

    def sentence_rows(self, passage: int) -> slice:
        """Return the rows of the sentences of a passage."""
        first, end = self.sentence_bounds[passage : passage + 2].tolist()
        return slice(first, end)

    def sentences_of(self, passages: Positions) -> Positions:
        """Return the rows of all sentences of these passages, in the order of the passages."""
        bounds = self.sentence_bounds
        counts = bounds[passages + 1] - bounds[passages]
        skipped = bounds[passages] - np.cumsum([0, *counts])[: len(counts)]
        return np.repeat(skipped, counts) + np.arange(counts.sum())


def parse_days(dates: Sequence[str | None]) -> Positions:
    """Return the first and last day of each date as ordinals, shape (dates, 2); 0 for None."""
    periods = [Period.parse(date) if date else None for date in dates]
    days = [(period.first.toordinal(), period.last.toordinal()) if period else (0, 0) for period in periods]
    return np.array(days, dtype=np.int64).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a generation has beyond the previous one, and what it has no more.

    `terms` are the opened words of the previous one. `read_added` and `read_removed` yield, of each article that only
    the one or the other has, the metadata that is indexed with every passage, and the texts of its passages.
    """

    terms: object
    passages: MergedRows
    articles: MergedRows
    read_added: Callable[[], Iterable[tuple[str, Sequence[str]]]]
    read_removed: Callable[[], Iterable[tuple[str, Sequence[str]]]]


@dataclass(frozen=True)
class GenerationContents(Tables):
    """All tables of a generation before it is written.

    `write_terms` writes the index of all terms into a folder that does not exist yet; `read_texts` yields the metadata
    of each article that is indexed with every passage, and the texts of its passages. `difference` is None if there is
    no previous generation whose terms are those that would be written now.
    `corrections_digest` identifies the corrections by hand, and is empty without any.
    """

    passage_vectors: Codes
    sentence_vectors: Codes
    articles: ArticleTable
    tags: TagTable
    sentence_columns: SentenceColumns
    head_terms: Postings
    write_terms: Callable[[Path], None]
    read_texts: Callable[[], Iterable[tuple[str, Sequence[str]]]]
    corrections_digest: str = ""
    difference: Difference | None = None
