"""Words of passages and articles in collections: terms are dimensions, and an inner product of weights is BM25."""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import pairwise

import numpy as np

from index.errors import Unsupported
from index.store.engines.bm25 import SparseVector, form_term, pair_dimension
from index.store.engines.catalog import Catalog, TermCounts
from index.store.engines.keyed_rows import KeyedRows, join_hits
from index.store.engines.milvus import PRESENT, WEIGHTED
from index.store.engines.served_vectors import MAX_NAMED_ROWS
from index.store.engines.shared_rows import SharedRows
from index.store.term_index import ArticleMatches, compute_rarities, skip_common, stem_words
from index.store.terms.search_expression import All, AnyOf, Expression, Near, Not, Phrase
from index.text.arrays import Mask, Positions, Scores

_TIES = 32  # hits read beyond the limit, so that equal scores at the limit are seen
_GROWTH = 10  # factor by which a search is extended if a selection leaves too few hits
_MAX_REMEMBERED = 100_000  # terms whose counts are kept
_PAIR = 2


class ServedTerms:
    """The terms of one generation; answers are those of `TermIndex` up to the rounding of scores.

    Counts of terms come from the catalog. What Milvus does not return at once is read in ranges of rows.
    """

    def __init__(self, passages: KeyedRows, articles: KeyedRows, catalog: Catalog, shared: SharedRows) -> None:
        self._passages, self._articles, self._catalog = passages, articles, catalog
        self.shared = shared
        self._remembered: dict[str, TermCounts] = {}

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self._passages)

    def rarities(self, words: Sequence[str]) -> Scores:
        """Return the inverse document frequency of each term; a term of no passage has the highest."""
        counts = self._count(words)
        return compute_rarities(len(self), [counts[word].passages for word in words])

    def has_form(self, form: str) -> bool:
        """Return whether any passage has a form of a name."""
        return self._count([form_term(form)])[form_term(form)].passages > 0

    def search_passages(self, words: Sequence[str], limit: int, among: Mask | None = None) -> tuple[Positions, Scores]:
        """Return the rows and scores of the best passages for any of these terms; `among` selects what is searched."""
        query = self._weigh(skip_common(words, self.rarities(words)))
        if among is None:
            return self._search(self._passages, WEIGHTED, query, limit)
        if among.sum() <= MAX_NAMED_ROWS:
            return self._search(self._passages, WEIGHTED, query, limit, np.flatnonzero(among))
        reach = limit
        while True:
            rows, scores = self._search(self._passages, WEIGHTED, query, reach)
            selected = among[rows]
            if len(rows) < reach or selected.sum() >= limit:
                return rows[selected][:limit], scores[selected][:limit]
            reach *= _GROWTH

    def search_articles(self, words: Sequence[str], limit: int) -> ArticleMatches:
        """Return the articles that score best as a whole for these terms, and those that cover most of them."""
        rare = skip_common(words, self.rarities(words))
        best = self._search(self._articles, WEIGHTED, self._weigh(rare, of_articles=True), limit)
        covering = self._search(self._articles, PRESENT, self._weigh(rare), limit)
        return ArticleMatches(*best, *covering)

    def search_phrases(self, runs: Sequence[Sequence[str]], limit: int) -> tuple[Positions, Scores]:
        """Return the articles with most of these runs of stems, in descending order, and how many each has.

        Of a run of three and more, each two neighbours are looked for.
        """
        if all(len(run) <= _PAIR for run in runs):
            query: SparseVector = {}
            for dimension in (dimension for run in runs for dimension in self._locate(run)):
                query[dimension] = query.get(dimension, 0.0) + 1.0
            return self._search(self._articles, PRESENT, query, limit)
        held = [self._find_all(self._articles, self._locate(run)) for run in runs]
        rows, counts = np.unique(np.concatenate(held), return_counts=True)
        order = np.lexsort((rows, -counts))[:limit]
        return rows[order], counts[order].astype(np.float32)

    def find_articles(self, expression: Expression) -> Positions:
        """Return the articles that match a search expression, those with the highest scores for its words first.

        Raise Unsupported for phrases of three and more words and for NEAR, which need the places of words.
        """
        rows = self._match(expression)
        words = [stem for phrase in _list_phrases(expression) for stem in stem_words(phrase.text)]
        query = self._weigh(words, of_articles=True)
        best, _ = self._search(self._articles, WEIGHTED, query, len(self._articles))
        ranked = best[np.isin(best, rows)]
        return np.concatenate([ranked, np.setdiff1d(rows, ranked)])

    def count_all_words(self, words: Sequence[str]) -> int:
        """Return in how many passages all of these terms occur; 0 for no terms."""
        if len(words) == 1:
            return self._count(words)[words[0]].passages
        return len(self._find_all(self._passages, self._list_dimensions(words)))

    def find_all_words(self, words: Sequence[str], others: Sequence[str] = ()) -> tuple[Positions, Scores]:
        """Return every passage that has all of these terms, with its score; `others` add to the score."""
        rows = self._find_all(self._passages, self._list_dimensions(words))
        query = self._weigh([*words, *(word for word in others if word not in words)])
        found, scores = self._search_rows(self._passages, WEIGHTED, query, rows)
        order = np.lexsort((found, -scores))
        return found[order], scores[order]

    def warm(self) -> None:
        """Search once by each field, so that no question waits for what a first search takes."""
        for rows in (self._passages, self._articles):
            for field in (WEIGHTED, PRESENT):
                rows.warm(field, {1: 1.0})

    def _count(self, terms: Sequence[str]) -> Mapping[str, TermCounts]:
        """Return the counts of terms, which never change in a generation and are read once."""
        remembered = self._remembered
        if any(term not in remembered for term in terms):
            kept = remembered if len(remembered) < _MAX_REMEMBERED else {}
            remembered = {**kept, **self._catalog.read_counts(self.shared.number, terms, self.shared.base)}
            self._remembered = remembered  # replaced as a whole: other threads read it meanwhile
        return {term: remembered[term] for term in terms}

    def _weigh(self, words: Sequence[str], *, of_articles: bool = False) -> SparseVector:
        """Return terms with their rarity among passages or articles; one that is repeated counts as often."""
        counts = self._count(words)
        total = len(self._articles if of_articles else self._passages)
        having = [counts[word].articles if of_articles else counts[word].passages for word in words]
        query: SparseVector = {}
        for word, rarity in zip(words, compute_rarities(total, having).tolist(), strict=True):
            if number := counts[word].number:
                query[number] = query.get(number, 0.0) + rarity
        return query

    def _list_dimensions(self, words: Sequence[str]) -> list[int]:
        """Return the dimension of each term, the rarest first."""
        counts = self._count(words)
        return [counts[word].number for word in sorted(set(words), key=lambda word: (counts[word].passages, word))]

    def _locate(self, run: Sequence[str]) -> list[int]:
        """Return the dimensions of a run of stems in articles: a word's, or those of its pairs."""
        if len(run) == 1:
            return self._list_dimensions(run)
        return [pair_dimension(*pair) for pair in pairwise(run)]

    def _match(self, expression: Expression) -> Positions:
        match expression:
            case Phrase(text):
                stems = stem_words(text)
                if not stems or len(stems) > _PAIR:
                    raise Unsupported("with an engine, a phrase to search for has one or two words so far; use AND")
                return self._find_all(self._articles, self._locate(stems))
            case Near():
                raise Unsupported("NEAR is not supported with an engine yet; use AND")
            case AnyOf(parts):
                return reduce(np.union1d, map(self._match, parts))
            case Not(part):
                return np.setdiff1d(np.arange(len(self._articles)), self._match(part))
            case All(parts):
                return reduce(np.intersect1d, map(self._match, parts))

    def _find_all(self, among: KeyedRows, dimensions: Sequence[int]) -> Positions:
        """Return the rows that have all of these dimensions, ascending; none for none, or for one never seen.

        Those of the first are found, and the others looked for among them.
        """
        if not dimensions or 0 in dimensions:
            return np.zeros(0, dtype=np.int64)
        first, *others = dict.fromkeys(dimensions, 1.0).items()
        rows = np.sort(self._search(among, PRESENT, dict([first]), len(among))[0])
        return self._filter(among, rows, dict(others)) if others else rows

    def _filter(self, among: KeyedRows, rows: Positions, wanted: SparseVector) -> Positions:
        """Return those rows that have all of these dimensions, ascending."""
        found, counts = self._search_rows(among, PRESENT, wanted, rows)
        return np.sort(found[counts >= len(wanted) - 0.5])

    def _search_rows(
        self, among: KeyedRows, field: str, query: SparseVector, rows: Positions
    ) -> tuple[Positions, Scores]:
        """Return the scores of these rows, in no order, without those that have no dimension of the query."""
        size = min(MAX_NAMED_ROWS, among.max_hits)
        starts = range(0, len(rows), size)
        return join_hits([self._search(among, field, query, size, rows[start : start + size]) for start in starts])

    def _search(
        self, among: KeyedRows, field: str, query: SparseVector, limit: int, rows: Positions | None = None
    ) -> tuple[Positions, Scores]:
        """Return the best rows and their scores; of equal ones the first rows, as far as one search sees them."""
        query = {dimension: weight for dimension, weight in query.items() if dimension}
        most = among.max_hits
        found, scores = among.search(field, query, limit + _TIES if rows is None else min(limit + _TIES, most), rows)
        if limit + _TIES <= most and len(found) > limit and scores[limit - 1] == scores[-1]:  # cut within equal scores
            found, scores = among.search(field, query, most, rows)
        best = np.lexsort((found, -scores))[:limit]
        return found[best], scores[best]


def _list_phrases(expression: Expression) -> list[Phrase]:
    match expression:
        case Phrase():
            return [expression]
        case All(parts) | AnyOf(parts):
            return [phrase for part in parts for phrase in _list_phrases(part)]
        case _:
            return []
