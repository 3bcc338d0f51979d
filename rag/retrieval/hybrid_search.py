"""Hits: the passages that a question finds, by meaning and by words, fused into one ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.store.generation import Generation
from index.store.term_index import Articles, Scores
from index.store.vector_index import cosines
from rag.query.filters import Mask
from rag.retrieval.ranking_features import Query, signals, weighed

Numbers = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]

DEPTH = 200
"""Passages that each retriever brings into the ranking."""

# Passages and articles whose words are scored: more than the ranking takes, for those that meaning brings in.
_BREADTH = 1000
_STORIES = 50  # articles that bring in their passage of the nearest meaning, because their words as a whole fit


@dataclass(frozen=True, slots=True)
class Hits:
    """Passages, best first: their positions and scores, each of the same length."""

    passages: Positions
    scores: Numbers


def retrieve(generation: Generation, query: Query, among: Mask, subjects: Sequence[Sequence[str]] = ()) -> Hits:
    """Rank the passages that either retriever finds among those admitted; and all that hold one of `subjects`."""
    stories = generation.terms.articles(query.terms, _BREADTH)
    passages, words = found(generation, query, stories, among, subjects)
    scores = weighed(signals(generation, query, passages, words, stories))
    order = np.argsort(-scores, kind="stable")
    return Hits(passages[order], scores[order])


def found(
    generation: Generation, query: Query, stories: Articles, among: Mask, subjects: Sequence[Sequence[str]] = ()
) -> tuple[Positions, Scores]:
    """Give the passages to rank, and how well their words fit."""
    if not among.any():
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    narrowed = None if among.all() else among
    by_meaning, _ = generation.vectors.nearest(query.vector, min(DEPTH, int(among.sum())), narrowed)
    by_words, scores = generation.terms.best(query.terms, _BREADTH, narrowed)
    by_story = _nearest_of(generation, query, stories.best[:_STORIES])
    lexical = np.zeros(len(among), dtype=np.float32)
    lexical[by_words] = scores
    passages = np.unique(np.concatenate([by_meaning, by_words[:DEPTH], by_story[among[by_story]]]))
    for subject in subjects:
        holding, scores = generation.terms.holding(subject, query.terms)
        lexical[holding] = scores
        passages = np.union1d(passages, holding[among[holding]])
    return passages, lexical[passages]


def _nearest_of(generation: Generation, query: Query, articles: Positions) -> Positions:
    """Give of each article whose words fit as a whole the passage whose meaning is nearest."""
    articles = articles[generation.lengths[articles] > 0].astype(np.int32)  # another type would copy all owners
    if not len(articles):
        return np.zeros(0, dtype=np.int64)
    spans = np.searchsorted(generation.owners, np.stack([articles, articles + np.int32(1)]))
    rows = np.concatenate([np.arange(first, end) for first, end in spans.T])
    likeness = cosines(generation.vectors.codes[rows], query.vector)
    parts = np.split(np.arange(len(rows)), np.cumsum(spans[1] - spans[0])[:-1])
    return rows[[part[likeness[part].argmax()] for part in parts]]
