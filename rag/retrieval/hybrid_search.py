"""Hybrid search: passages found by vectors and by words, fused into one ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.store.generation import Generation
from index.store.term_index import ArticleMatches
from index.store.vector_index import compute_cosines
from index.text.arrays import Mask, Positions, Scores
from rag.retrieval.ranking_features import Query, compute_features, score_passages

DEPTH = 200
"""Passages that each retriever contributes to the ranking."""

# Passages and articles whose words are scored; more than DEPTH, so that passages found by vector have scores too.
_BREADTH = 1000
_STORIES = 50  # articles found by their words as a whole, of each of which the nearest passage is a candidate


@dataclass(frozen=True, slots=True)
class Hits:
    """Passages, best first: their rows and scores, of the same length."""

    passages: Positions
    scores: Scores


def retrieve_passages(
    generation: Generation, query: Query, among: Mask, subjects: Sequence[Sequence[str]] = ()
) -> Hits:
    """Rank the passages that either retriever finds among those admitted, and all that contain one of `subjects`."""
    stories = generation.terms.search_articles(query.terms, _BREADTH)
    passages, words = find_candidates(generation, query, stories, among, subjects)
    scores = score_passages(compute_features(generation, query, passages, words, stories))
    order = np.argsort(-scores, kind="stable")
    return Hits(passages[order], scores[order])


def find_candidates(
    generation: Generation, query: Query, stories: ArticleMatches, among: Mask, subjects: Sequence[Sequence[str]] = ()
) -> tuple[Positions, Scores]:
    """Return the passages to rank, and their BM25 scores."""
    if not among.any():
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    narrowed = None if among.all() else among
    by_meaning, _ = generation.vectors.find_nearest(query.vector, min(DEPTH, int(among.sum())), narrowed)
    by_words, scores = generation.terms.search_passages(query.terms, _BREADTH, narrowed)
    by_story = _nearest_passages(generation, query, stories.best[:_STORIES])
    lexical = np.zeros(len(among), dtype=np.float32)
    lexical[by_words] = scores
    passages = np.unique(np.concatenate([by_meaning, by_words[:DEPTH], by_story[among[by_story]]]))
    for subject in subjects:
        holding, scores = generation.terms.find_all_words(subject, query.terms)
        lexical[holding] = scores
        passages = np.union1d(passages, holding[among[holding]])
    return passages, lexical[passages]


def _nearest_passages(generation: Generation, query: Query, articles: Positions) -> Positions:
    """Return the passage with the nearest vector of each of these articles."""
    articles = articles[generation.passage_counts[articles] > 0].astype(
        np.int32
    )  # another type would copy the whole column
    if not len(articles):
        return np.zeros(0, dtype=np.int64)
    spans = np.searchsorted(generation.article_of_passage, np.stack([articles, articles + np.int32(1)]))
    rows = np.concatenate([np.arange(first, end) for first, end in spans.T])
    likeness = compute_cosines(generation.vectors.codes[rows], query.vector)
    parts = np.split(np.arange(len(rows)), np.cumsum(spans[1] - spans[0])[:-1])
    return rows[[part[likeness[part].argmax()] for part in parts]]
