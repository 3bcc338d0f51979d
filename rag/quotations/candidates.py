"""Candidate articles: those that may contain a quotation, and where it stands in them, exactly or nearly."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.term_index import stem_words
from index.text.arrays import Mask, Positions, Scores
from rag.quotations.alignment import Alignment, align_approximately, align_exactly
from rag.quotations.tokens import TokenizedText

MIN_LIKENESS = 0.75
"""Share of words that an altered quotation has in common with the article; with less it is another sentence."""

_MAX_PAIRS = 32  # maximum number of word pairs to search for
_MAX_ARTICLES = 50  # maximum number of articles to compare, those with most of the pairs
_MIN_PAIR_SHARE = 0.45  # share of its pairs (less one) that a quotation with MIN_LIKENESS of its words keeps
_EXACT_SHARE = 0.8  # share of the best article's pairs below which no exact match is expected
_ALTERED_SHARE = 0.5  # share of the best article's pairs below which no altered match is expected

Tokenize = Callable[[ArticleRow], TokenizedText]
"""Returns the tokenized text of an article."""


class CandidateSource(NamedTuple):
    """An article that may contain a quotation, tokenized."""

    row: int
    entry: ArticleRow
    tokens: TokenizedText


SourceAlignment = tuple[CandidateSource, Alignment]


def find_sources(
    index: Generation, tokenize: Tokenize, quote: Sequence[TokenizedText], among: Mask | None
) -> list[SourceAlignment]:
    """Return where a quotation stands word for word; if nowhere, where it stands with a few words altered."""
    articles, carried = _find_candidates(index, _make_pairs(quote), among)

    @cache
    def source(row: int) -> CandidateSource:
        entry = index.articles[row]
        return CandidateSource(row, entry, tokenize(entry))

    likely = articles[carried >= _EXACT_SHARE * carried.max(initial=0) - 1].tolist()
    exact = [(source(row), aligned) for row in likely for aligned in align_exactly(quote, source(row).tokens)]
    if exact:
        return exact
    nearly = [(source(row), align_approximately(quote, source(row).tokens)) for row in articles.tolist()]
    altered = [
        (source_of_alignment, aligned)
        for source_of_alignment, aligned in nearly
        if aligned and aligned.likeness >= MIN_LIKENESS
    ]
    return [source_of_alignment for source_of_alignment in altered if source_of_alignment[1].is_exact] or altered


def _find_candidates(index: Generation, pairs: list[list[str]], among: Mask | None) -> tuple[Positions, Scores]:
    """Return the admitted articles that contain enough of a quotation's word pairs, and how many each contains."""
    limit = _MAX_ARTICLES if among is None else len(index.articles)
    articles, carried = index.terms.search_phrases(pairs, limit)
    if among is not None:
        admitted = np.isin(articles, index.article_of_passage[among])
        articles, carried = articles[admitted][:_MAX_ARTICLES], carried[admitted][:_MAX_ARTICLES]
    enough = carried >= max(_ALTERED_SHARE * carried.max(initial=0), _MIN_PAIR_SHARE * len(pairs) - 1)
    return articles[enough], carried[enough]


def _make_pairs(quote: Iterable[TokenizedText]) -> list[list[str]]:
    """Return pairs of neighbouring words from all of a quotation; a part of one word is searched for by itself."""
    stems_of_parts = [stem_words(part.extent.slice(part.text)) for part in quote]
    pairs = [part[place : place + 2] for part in stems_of_parts if part for place in range(max(1, len(part) - 1))]
    return pairs[:: 1 + len(pairs) // _MAX_PAIRS]
