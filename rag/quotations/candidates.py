"""Sources: the articles that a quotation may be from, and where in them it stands or nearly does."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.store.article_table import Entry
from index.store.generation import Generation
from index.store.term_index import Scores, stems
from rag.query.filters import Mask
from rag.quotations.alignment import Alignment, as_it_stands, most_nearly
from rag.quotations.tokens import Wording

LIKE = 0.75
"""The part of its words that an altered quotation has from the record; with less in common it is another."""

_PAIRS = 32  # of neighbouring words by which a quotation is looked for
_ARTICLES = 50  # that carry most of these pairs
_KEPT = 0.45  # the part of all but one of its pairs that a quotation keeps which has LIKE of its words
_ABOUT_ALL = 0.8  # of what the best carries: an article of less does not hold it word for word where that one does
_HALF = 0.5  # and one of still less is not the likeliest to hold it altered

Positions = npt.NDArray[np.int64]
Read = Callable[[Entry], str]


class Source(NamedTuple):
    """An article that may hold a quotation, read."""

    row: int
    entry: Entry
    wording: Wording


Found = tuple[Source, Alignment]


def found(index: Generation, read: Read, quote: Sequence[Wording], among: Mask | None) -> list[Found]:
    """Find where a quotation stands word for word, or else with a few words altered."""
    articles, carried = _candidates(index, _pairs(quote), among)

    @cache
    def source(row: int) -> Source:
        entry = index.articles[row]
        return Source(row, entry, Wording.of_source(read(entry)))

    likely = articles[carried >= _ABOUT_ALL * carried.max(initial=0) - 1].tolist()
    exact = [(source(row), aligned) for row in likely for aligned in as_it_stands(quote, source(row).wording)]
    if exact:
        return exact
    nearly = [(source(row), most_nearly(quote, source(row).wording)) for row in articles.tolist()]
    altered = [(one, aligned) for one, aligned in nearly if aligned and aligned.likeness >= LIKE]
    return [one for one in altered if one[1].exact] or altered


def _candidates(index: Generation, pairs: list[list[str]], among: Mask | None) -> tuple[Positions, Scores]:
    """Give the admitted articles that carry enough of a quotation's pairs of words, and how many of them."""
    limit = _ARTICLES if among is None else len(index.articles)
    articles, carried = index.terms.carrying(pairs, limit)
    if among is not None:
        admitted = np.isin(articles, index.owners[among])
        articles, carried = articles[admitted][:_ARTICLES], carried[admitted][:_ARTICLES]
    enough = carried >= max(_HALF * carried.max(initial=0), _KEPT * len(pairs) - 1)
    return articles[enough], carried[enough]


def _pairs(quote: Iterable[Wording]) -> list[list[str]]:
    """Give pairs of neighbouring words, from all of a quotation; a part of one word is looked for by itself."""
    held = [stems(part.whole.slice(part.text)) for part in quote]
    pairs = [part[place : place + 2] for part in held if part for place in range(max(1, len(part) - 1))]
    return pairs[:: 1 + len(pairs) // _PAIRS]
