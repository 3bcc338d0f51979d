"""Statement listing: all statements of a generation, page by page."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import groupby

import numpy as np

from index.attribution.statements import Statement
from index.library.articles import StoredArticle
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.text.arrays import Mask, Positions
from rag.statements.documents import ListedStatement, StatementList, compute_statement_ids
from rag.statements.facets import Facets, count_facets
from rag.statements.pagination import Cursor, ListOrder
from rag.statements.statement_filters import StatementQuery, StatementSelector

Read = Callable[[ArticleRow], str]

PAGE_SIZE = 50
"""Statements of a page by default."""

_CACHED_QUERIES = 16


class StatementListing:
    """The statements of a generation in listing order; only those of a page are read in full."""

    def __init__(self, index: Generation, read: Read, select_speaker: Callable[[str], Mask]) -> None:
        """Take the index, and functions that read an article's text and select the people of a speaker's id."""
        self._index, self._read = index, read
        self._selector = StatementSelector(index, read, select_speaker)

    def page(
        self, query: StatementQuery, *, limit: int = PAGE_SIZE, cursor: str | None = None, oldest_first: bool = False
    ) -> StatementList:
        """Return the first page, or the page after a cursor; raise InvalidFilter if the cursor is invalid.

        `oldest_first` turns the order round; there is then no cursor.
        """
        positions = self._places(query)
        if oldest_first:
            shown = list(self._list_rows(self._order.statements[positions[::-1][:limit]].tolist()))
            return StatementList(
                statements=tuple(shown), total=len(positions), cursor=None, generation=self._index.number
            )
        start = int(np.searchsorted(positions, self._count_passed(Cursor.decode(cursor)))) if cursor is not None else 0
        rows = self._order.statements[positions[start : start + limit]].tolist()
        shown = list(self._list_rows(rows))
        more = start + limit < len(positions)
        return StatementList(
            statements=tuple(shown),
            total=len(positions),
            cursor=self._make_cursor(shown[-1], rows[-1]).encode() if more else None,
            generation=self._index.number,
        )

    def count_facets(self, query: StatementQuery) -> Facets:
        """Count the statements that a query selects by speaker, country, source, year and kind."""
        return count_facets(self._index, self._selector.select(query))

    def find_statements(self, article: StoredArticle) -> list[Statement] | None:
        """Return the statements of an article, None if the index does not have this version of it."""
        row = self._index.find_row(article.id)
        is_current = row is not None and self._index.articles[row].version == article.version
        return self._index.statements.of_article(row) if row is not None and is_current else None

    @cached_property
    def _order(self) -> ListOrder:
        return ListOrder.from_index(self._index)

    @cached_property
    def _places(self) -> Callable[[StatementQuery], Positions]:
        """The positions, in listing order, of the statements that a query selects; those asked last are kept."""
        return lru_cache(_CACHED_QUERIES)(partial(_select_positions, self._selector, self._order))

    def _list_rows(self, rows: Sequence[int]) -> Iterator[ListedStatement]:
        for article, group in groupby(rows, key=lambda row: int(self._order.owners[row])):
            entry, statements = self._index.articles[article], self._index.statements.of_article(article)
            text = self._read(entry)
            ids = compute_statement_ids(entry.id, text, statements)
            for row in group:
                number = row - int(self._order.firsts[article])
                yield ListedStatement.from_statement(ids[number], statements[number], entry, text)

    def _make_cursor(self, last: ListedStatement, row: int) -> Cursor:
        article = int(self._order.owners[row])
        number = row - int(self._order.firsts[article]) + 1
        return Cursor(int(self._order.days[article]), last.article_id, last.id, number)

    def _count_passed(self, cursor: Cursor) -> int:
        row = self._order.find_row(cursor)
        if row is None:
            return self._order.count_passed(cursor, 0)
        entry, statements = self._index.articles[row], self._index.statements.of_article(row)
        ids = compute_statement_ids(entry.id, self._read(entry), statements)
        same = cursor.statement in ids
        past = ids.index(cursor.statement) + 1 if same else min(max(cursor.number, 0), len(ids))
        return self._order.count_passed(cursor, past)


def _select_positions(selector: StatementSelector, order: ListOrder, query: StatementQuery) -> Positions:
    return np.flatnonzero(selector.select(query)[order.statements])
