"""Ranking features of a passage: its vector and words, those of its best sentence and of its article."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from index.store.generation import Generation
from index.store.term_index import ArticleMatches
from index.store.vector_index import compute_cosines
from index.text.arrays import Positions, Scores, Vectors

ArticleRows = npt.NDArray[np.int32]
Ages = npt.NDArray[np.float64]

FEATURES = ("cosine", "sentence", "words", "article", "beside the best", "coverage", "passages", "fresh", "later")
WEIGHTS = (2.5, 4.5, 1.1, 2.3, 2.7, 3.4, -0.3, 1.1, -3.2)
"""Weight of each feature, fitted by `tests/quality/training/fit_ranking.py` on the collection of news."""

_DAYS = 10.0  # decay of freshness: questions are mostly about the last few days
_AHEAD = 3
_LITTLE = 1e-6


@dataclass(frozen=True, slots=True)
class Query:
    """The vector and the terms to search for, and the day of asking if it is known."""

    vector: Vectors
    terms: tuple[str, ...]
    day: date | None = None


def compute_features(
    generation: Generation, query: Query, passages: Positions, words: Scores, stories: ArticleMatches
) -> Scores:
    """Return the features of passages, shape (passages, features); `words` are their BM25 scores.

    Word scores are divided by the maximum that the terms could bring, so that they are comparable across questions:
    linear fusion of comparable scores (Bruch et al., An Analysis of Fusion Functions, 2023).
    """
    max_score = max(float(generation.terms.rarities(query.terms).sum()), _LITTLE)
    owners = generation.article_of_passage[passages]
    article, coverage = (
        _spread_scores(owners, stories.best, stories.scores),
        _spread_scores(owners, stories.covering, stories.coverage),
    )
    fresh, later = _compute_currency(generation, owners, query.day)
    columns = (
        compute_cosines(generation.vectors.codes[passages], query.vector),
        _score_best_sentences(generation, passages, query.vector),
        words / max_score,
        article / max_score,
        article / max(float(stories.scores.max(initial=0)), _LITTLE),
        coverage / max_score,
        np.log1p(generation.passage_counts[owners]),
        fresh,
        later,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def score_passages(features: Scores) -> Scores:
    """Return one score per passage, scaled to 0 to 1 within the question."""
    scores: Scores = np.einsum("ij,j->i", features, np.array(WEIGHTS, dtype=np.float32))
    low, high = scores.min(initial=np.inf), scores.max(initial=-np.inf)
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)


def _spread_scores(owners: ArticleRows, articles: Positions, scores: Scores) -> Scores:
    """Return for each passage the score of its article, 0 if that has none."""
    if not len(articles):
        return np.zeros(len(owners), dtype=np.float32)
    order = np.argsort(articles)
    rows = order[np.minimum(np.searchsorted(articles, owners, sorter=order), len(articles) - 1)]
    spread: Scores = np.where(articles[rows] == owners, scores[rows], 0)
    return spread


def _score_best_sentences(generation: Generation, passages: Positions, query: Vectors) -> Scores:
    rows = generation.sentences_of(passages)
    likeness = compute_cosines(generation.sentence_vectors[rows], query)
    bounds = generation.sentence_bounds
    starts = np.cumsum([0, *(bounds[passages + 1] - bounds[passages])[:-1]])
    return np.maximum.reduceat(likeness, starts) if len(passages) else likeness


def _compute_currency(generation: Generation, owners: ArticleRows, day: date | None) -> tuple[Scores, Scores]:
    """Return the freshness of each article on the day of asking, from 0 to 1, and whether it was published later."""
    if day is None:
        return np.zeros(len(owners), dtype=np.float32), np.zeros(len(owners), dtype=np.float32)
    days = compute_ages(generation, owners, day)
    return compute_freshness(days).astype(np.float32), (days < -_AHEAD).astype(np.float32)


def compute_ages(generation: Generation, articles: ArticleRows | Positions, day: date) -> Ages:
    """Return the days from the publication of articles to a day; infinite if undated."""
    published = generation.days[articles, 0]
    return np.where(published > 0, day.toordinal() - published, np.inf)


def compute_freshness(days: Ages) -> Ages:
    """Return the freshness of reports of these ages in days, from 0 to 1."""
    return np.where(days >= -_AHEAD, np.exp(-np.abs(days - _AHEAD) / _DAYS), 0)
