"""Near duplicates: a story that several sources carry in nearly the same words, cut or under another headline.

Texts are compared by the Jaccard similarity of their word trigrams (Broder, On the Resemblance and Containment of
Documents, 1997), estimated from MinHash signatures. Candidate pairs come from locality-sensitive hashing (Indyk and
Motwani, 1998).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from index.text.arrays import Positions, find_groups
from index.text.normalize import words

Signatures = npt.NDArray[np.uint32]

LENGTH = 128
"""Hash values in a signature."""

MIN_SIMILARITY = 0.25
"""Jaccard similarity of two near duplicates; unrelated articles have about 0.01."""

_BAND = 2  # hash values per LSH band; recall of candidate pairs is .98 at MIN_SIMILARITY
_SEED = 1
_EMPTY = np.iinfo(np.uint32).max  # every hash value of a text of fewer than three words
_BATCH = 100_000  # candidate pairs that are compared at once


def minhash_signature(text: str) -> Signatures:
    """Return the MinHash signature of the word trigrams of a text, shape (LENGTH,)."""
    folded = words(text)
    minima = RMinHash(num_perm=LENGTH, seed=_SEED)
    minima.update([" ".join(trigram) for trigram in zip(folded, folded[1:], folded[2:], strict=False)])
    return np.array(minima.digest(), dtype=np.uint32)


def first_published(signatures: Signatures, published: Sequence[str | None]) -> npt.NDArray[np.int32]:
    """Return for each article the row of its earliest near duplicate, which is usually its own row.

    Near duplicates are transitive. An article without a date counts as later than those with one.
    """
    count = len(published)
    by_age = np.array(sorted(range(count), key=lambda row: (published[row] or "~", row)), dtype=np.int64)
    if not count:
        return by_age.astype(np.int32)
    first, second = _find_pairs(signatures)
    story = find_groups(first, second, count)
    stories, first_by_age = np.unique(story[by_age], return_index=True)
    earliest = np.zeros(count, dtype=np.int32)
    earliest[stories] = by_age[first_by_age]
    return earliest[story]


def _find_pairs(signatures: Signatures) -> tuple[Positions, Positions]:
    """Return the rows of similar articles, pair by pair; articles that share a band are chained, not compared all."""
    comparable = np.flatnonzero((signatures != _EMPTY).any(axis=1))
    candidates = [np.zeros((2, 0), dtype=np.int64)]
    for start in range(0, LENGTH, _BAND):
        band = np.ascontiguousarray(signatures[comparable, start : start + _BAND]).view(np.uint64).ravel()
        order = np.argsort(band, kind="stable")
        equal = np.flatnonzero(band[order[1:]] == band[order[:-1]])
        candidates.append(comparable[np.stack([order[equal], order[equal + 1]])])
    first, second = np.unique(np.concatenate(candidates, axis=1), axis=1)
    similar = np.zeros(len(first), dtype=bool)
    for start in range(0, len(first), _BATCH):
        rows = slice(start, start + _BATCH)
        similar[rows] = (signatures[first[rows]] == signatures[second[rows]]).mean(axis=1) >= MIN_SIMILARITY
    return first[similar], second[similar]
