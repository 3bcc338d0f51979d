"""Ranking: what speaks for a passage, weighed together: its meaning and words, its best sentence's, its article's."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from index.store.generation import Generation
from index.store.term_index import Articles, Scores
from index.store.vector_index import cosines

Numbers = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Ages = npt.NDArray[np.float64]

SIGNALS = ("cosine", "sentence", "words", "article", "beside the best", "coverage", "passages", "fresh", "later")
WEIGHTS = (2.5, 4.5, 1.1, 2.3, 2.7, 3.4, -0.3, 1.1, -3.2)
"""How much each signal counts, as `tests/quality/fit_ranking.py` fitted them on the collection of news."""

_DAYS = 10.0  # a report of the last few days is likelier what is asked about, on the day of asking
_AHEAD = 3
_LITTLE = 1e-6


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: by its vector and its terms, on a day where that is known."""

    vector: Numbers
    terms: tuple[str, ...]
    day: date | None = None


def signals(generation: Generation, query: Query, passages: Positions, words: Scores, stories: Articles) -> Numbers:
    """Give the signals of passages, shape (passages, signals); `words` are their BM25 scores.

    Scores of words are parts of the most that the terms could bring, so that they mean the same for every question:
    linear fusion of scores that are comparable in themselves (Bruch et al., An Analysis of Fusion Functions, 2023).
    """
    most = max(float(generation.terms.rarity(query.terms).sum()), _LITTLE)
    owners = generation.owners[passages]
    article, coverage = _told(owners, stories.best, stories.scores), _told(owners, stories.covering, stories.held)
    fresh, later = _currency(generation, owners, query.day)
    columns = (
        cosines(generation.vectors.codes[passages], query.vector),
        _best_sentences(generation, passages, query.vector),
        words / most,
        article / most,
        article / max(float(stories.scores.max(initial=0)), _LITTLE),
        coverage / most,
        np.log1p(generation.lengths[owners]),
        fresh,
        later,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def weighed(found: Numbers) -> Numbers:
    """Give one score a passage, on a scale from 0 to 1 within the question."""
    scores: Numbers = np.einsum("ij,j->i", found, np.array(WEIGHTS, dtype=np.float32))
    low, high = scores.min(initial=np.inf), scores.max(initial=-np.inf)
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)


def _told(owners: Rows, articles: Positions, scores: Scores) -> Scores:
    """Give each passage the score of its article, and none where that has none."""
    if not len(articles):
        return np.zeros(len(owners), dtype=np.float32)
    order = np.argsort(articles)
    where = order[np.minimum(np.searchsorted(articles, owners, sorter=order), len(articles) - 1)]
    told: Scores = np.where(articles[where] == owners, scores[where], 0)
    return told


def _best_sentences(generation: Generation, passages: Positions, query: Numbers) -> Numbers:
    rows = generation.sentences_of(passages)
    likeness = cosines(generation.sentence_vectors[rows], query)
    bounds = generation.sentence_bounds
    starts = np.cumsum([0, *(bounds[passages + 1] - bounds[passages])[:-1]])
    return np.maximum.reduceat(likeness, starts) if len(passages) else likeness


def _currency(generation: Generation, owners: Rows, day: date | None) -> tuple[Numbers, Numbers]:
    """Tell how fresh each article was on the day of asking, from 0 to 1, and whether it only came later."""
    if day is None:
        return np.zeros(len(owners), dtype=np.float32), np.zeros(len(owners), dtype=np.float32)
    days = ages(generation, owners, day)
    return freshness(days).astype(np.float32), (days < -_AHEAD).astype(np.float32)


def ages(generation: Generation, articles: Rows | Positions, day: date) -> Ages:
    """Give the days from when articles were published to a day; without end where that is not known."""
    published = generation.days[articles, 0]
    return np.where(published > 0, day.toordinal() - published, np.inf)


def freshness(days: Ages) -> Ages:
    """Tell of reports of some ages in days how fresh they are, from 0 to 1."""
    return np.where(days >= -_AHEAD, np.exp(-np.abs(days - _AHEAD) / _DAYS), 0)
