"""Pagination: the listing order of the statements of a generation, and cursors into it.

Newest first by the first day of their article's date, undated ones last; those of a day by their article's id, and
those of an article in the order of its text.
"""

import base64
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from pydantic import TypeAdapter

from index.errors import InvalidFilter
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.text.arrays import Positions


class Cursor(NamedTuple):
    """The last statement of a page: its article's day and id, its own id, and its number within its article.

    It names a statement, not an offset, and so continues in another generation where it stopped: after the same
    statement; if the article has changed, after as many of its statements; if the article is gone, with the next
    article.
    """

    day: int
    article: str
    statement: str
    number: int

    @classmethod
    def decode(cls, text: str) -> Self:
        """Decode what `encode` returned; raise InvalidFilter for anything else."""
        try:
            return cls(*_CURSOR.validate_json(base64.b64decode(text, b"-_", validate=True), strict=True))
        except ValueError:
            raise InvalidFilter("cursor: not a cursor of this listing; start without one") from None

    def encode(self) -> str:
        """Return the cursor as one URL-safe word."""
        return base64.urlsafe_b64encode(json.dumps(self).encode()).decode()


_CURSOR = TypeAdapter(tuple[int, str, str, int])


@dataclass(frozen=True)
class ListOrder:
    """The articles and the statements of a generation, by their rows, in listing order.

    `owners` holds the article's row of each statement, `days` the day of each article. `starts` says for each listed
    article how many statements come before its own, `firsts` the row of the first statement of each article; both have
    one entry more at the end.
    """

    entries: Sequence[ArticleRow]
    owners: Positions
    days: Positions
    articles: Positions
    statements: Positions
    starts: Positions
    firsts: Positions

    @classmethod
    def from_index(cls, index: Generation) -> Self:
        """Put a generation in listing order."""
        owners, days = index.statements.article_of_statement, index.days[:, 0]
        articles = np.argsort(-days, kind="stable")  # stable: the rows of articles are in the order of their ids
        places = np.argsort(articles)
        statements = np.argsort(places[owners], kind="stable")
        firsts = np.searchsorted(owners, np.arange(len(days) + 1))
        starts = np.concatenate([[0], np.cumsum(np.diff(firsts)[articles])])
        return cls(index.articles, owners, days, articles, statements, starts, firsts)

    def find_row(self, cursor: Cursor) -> int | None:
        """Return the row of a cursor's article, None if it is gone or has another date now."""
        position = self._find_position(cursor)
        is_listed = (
            self._sort_key(position) == (-cursor.day, cursor.article) if position < len(self.articles) else False
        )
        return int(self.articles[position]) if is_listed else None

    def count_passed(self, cursor: Cursor, number: int) -> int:
        """Count the statements up to and including the first `number` of a cursor's article."""
        return int(self.starts[self._find_position(cursor)]) + number

    def _find_position(self, cursor: Cursor) -> int:
        return bisect_left(range(len(self.articles)), (-cursor.day, cursor.article), key=self._sort_key)

    def _sort_key(self, place: int) -> tuple[int, str]:
        row = int(self.articles[place])
        return -int(self.days[row]), self.entries[row].id
