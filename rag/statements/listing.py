"""All statements of a generation, listed page by page: what `GET /statements` gives."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import groupby

import numpy as np
import numpy.typing as npt

from index.attribution.statements import Statement
from index.library.articles import StoredArticle
from index.store.article_table import Entry
from index.store.generation import Generation
from rag.statements.documents import Listed, StatementList, identify
from rag.statements.pagination import Cursor, Order
from rag.statements.statement_filters import Choice, Chooser

Positions = npt.NDArray[np.int64]
Read = Callable[[Entry], str]

PAGE = 50
"""Statements of a page where no other number is asked for."""

_REMEMBERED = 16  # choices whose next page comes at once


class Catalogue:
    """The statements of a generation in the order of lists; only those of a page are read as a whole."""

    def __init__(self, index: Generation, read: Read) -> None:
        self._index, self._read = index, read
        self._chooser = Chooser(index, read)
        self._places = lru_cache(_REMEMBERED)(self._chosen)

    def page(self, choice: Choice, *, limit: int = PAGE, cursor: str | None = None) -> StatementList:
        """Give the first statements, or those that come after a cursor; InvalidFilter where it is none."""
        places = self._places(choice)
        start = int(np.searchsorted(places, self._reached(Cursor.read(cursor)))) if cursor is not None else 0
        rows = self._order.statements[places[start : start + limit]].tolist()
        shown = list(self._listed(rows))
        more = start + limit < len(places)
        return StatementList(
            statements=tuple(shown),
            total=len(places),
            cursor=self._cursor(shown[-1], rows[-1]).write() if more else None,
            generation=self._index.number,
        )

    def said_in(self, article: StoredArticle) -> list[Statement] | None:
        """Give the statements of an article, None where the index does not hold this version of it."""
        row = self._index.row_of(article.id)
        held = row is not None and self._index.articles[row].version == article.version
        return self._index.spoken.of(row) if row is not None and held else None

    @cached_property
    def _order(self) -> Order:
        return Order.of(self._index)

    def _chosen(self, choice: Choice) -> Positions:
        """Give the places, in the order of lists, of the statements that are wanted."""
        return np.flatnonzero(self._chooser.choose(choice)[self._order.statements])

    def _listed(self, rows: Sequence[int]) -> Iterator[Listed]:
        for article, group in groupby(rows, key=lambda row: int(self._order.owners[row])):
            entry, said = self._index.articles[article], self._index.spoken.of(article)
            text = self._read(entry)
            ids = identify(entry.id, text, said)
            for row in group:
                number = row - int(self._order.firsts[article])
                yield Listed.of(ids[number], said[number], entry, text)

    def _cursor(self, last: Listed, row: int) -> Cursor:
        article = int(self._order.owners[row])
        number = row - int(self._order.firsts[article]) + 1
        return Cursor(int(self._order.days[article]), last.article_id, last.id, number)

    def _reached(self, cursor: Cursor) -> int:
        row = self._order.row(cursor)
        if row is None:
            return self._order.reached(cursor, 0)
        entry, said = self._index.articles[row], self._index.spoken.of(row)
        ids = identify(entry.id, self._read(entry), said)
        same = cursor.statement in ids
        past = ids.index(cursor.statement) + 1 if same else min(max(cursor.number, 0), len(ids))
        return self._order.reached(cursor, past)
