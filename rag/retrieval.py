"""Hits: the passages that a question finds, by meaning and by words, fused into one ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.generation import Generation
from rag.filters import Mask

Numbers = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]

DEPTH = 200
"""Passages that each retriever brings into the ranking."""

_MEANING = 0.5


@dataclass(frozen=True, slots=True)
class Hits:
    """Passages, best first: their positions, fused scores and cosines, each of the same length."""

    passages: Positions
    scores: Numbers
    cosines: Numbers


def retrieve(
    generation: Generation, query: Numbers, words: Sequence[str], among: Mask, *, subjects: Sequence[Sequence[str]] = ()
) -> Hits:
    """Rank the passages that either retriever finds among those admitted; and all that hold one of `subjects`.

    Scores of both are put on a scale from 0 to 1 and averaged: weighted score fusion with min-max normalisation (Bruch
    et al., An Analysis of Fusion Functions for Hybrid Retrieval, 2023) beats reciprocal ranks on every news collection
    that was tried.
    """
    if not among.any():
        return Hits(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.float32))
    lexical = np.where(among, generation.terms.scores(words), 0)
    admitted = None if among.all() else np.flatnonzero(among)
    by_meaning, _ = generation.vectors.nearest(query, min(DEPTH, int(among.sum())), admitted)
    by_words = np.argsort(-lexical, kind="stable")[:DEPTH]
    found = np.union1d(by_meaning, by_words[lexical[by_words] > 0])
    for subject in subjects:
        found = np.union1d(found, np.flatnonzero(among & generation.terms.holding(subject)))
    cosines = generation.vectors.rows(found) @ query
    fused = _MEANING * _scaled(cosines) + (1 - _MEANING) * _scaled(lexical[found])
    order = np.argsort(-fused, kind="stable")
    return Hits(found[order], fused[order].astype(np.float32), cosines[order])


def _scaled(scores: Numbers) -> Numbers:
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)
