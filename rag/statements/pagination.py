"""Pages: the statements of a generation in the order of lists, and where the next page of one begins.

Newest first by the first day that their article's date stands for, the undated last; those of a day by their article's
id, and those of an article in the order of its text.
"""

import base64
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter

from index.errors import InvalidFilter
from index.store.article_table import Entry
from index.store.generation import Generation

Positions = npt.NDArray[np.int64]


class Cursor(NamedTuple):
    """The statement that a page ends with: its article's day and id, its own id, and how many came in it so far.

    It names a statement, not a number of them, and so goes on in another generation where it left off: after the same
    statement, after as many of its article where that has changed, and where that is gone with the next article.
    """

    day: int
    article: str
    statement: str
    number: int

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `write` gave; InvalidFilter where the text is something else."""
        try:
            return cls(*_CURSOR.validate_json(base64.b64decode(text, b"-_", validate=True), strict=True))
        except ValueError:
            raise InvalidFilter("cursor: is not one that a list has given; begin without one") from None

    def write(self) -> str:
        """Give it as one word that can stand in an address."""
        return base64.urlsafe_b64encode(json.dumps(self).encode()).decode()


_CURSOR = TypeAdapter(tuple[int, str, str, int])


@dataclass(frozen=True)
class Order:
    """The articles and the statements of a generation, by their rows, as they are listed.

    `owners` holds the row of the article of each statement, `days` the day of each article, by its row. `starts` tells
    for each article listed how many statements come before its own, `firsts` the row of the first statement of each
    article, by its row; both have one more at the end.
    """

    entries: Sequence[Entry]
    owners: Positions
    days: Positions
    articles: Positions
    statements: Positions
    starts: Positions
    firsts: Positions

    @classmethod
    def of(cls, index: Generation) -> Self:
        """Put a generation in order."""
        owners, days = index.spoken.owners, index.days[:, 0]
        articles = np.argsort(-days, kind="stable")  # the rows of articles are in the order of their ids
        places = np.argsort(articles)
        statements = np.argsort(places[owners], kind="stable")
        firsts = np.searchsorted(owners, np.arange(len(days) + 1))
        starts = np.concatenate([[0], np.cumsum(np.diff(firsts)[articles])])
        return cls(index.articles, owners, days, articles, statements, starts, firsts)

    def row(self, cursor: Cursor) -> int | None:
        """Give the row of a cursor's article, None where it is gone or has another date now."""
        place = self._place(cursor)
        found = self._key(place) == (-cursor.day, cursor.article) if place < len(self.articles) else False
        return int(self.articles[place]) if found else None

    def reached(self, cursor: Cursor, number: int) -> int:
        """Give how many of all statements are past when `number` of those of a cursor's article are."""
        return int(self.starts[self._place(cursor)]) + number

    def _place(self, cursor: Cursor) -> int:
        return bisect_left(range(len(self.articles)), (-cursor.day, cursor.article), key=self._key)

    def _key(self, place: int) -> tuple[int, str]:
        row = int(self.articles[place])
        return -int(self.days[row]), self.entries[row].id
