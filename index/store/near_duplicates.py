"""Copies: a story that several sources carry in nearly the same words, cut or under another headline, is one story.

Texts are alike as their sets of three words are (Broder, On the Resemblance and Containment of Documents, 1997), told
from signatures of fixed size; that only likely pairs are compared is locality-sensitive hashing (Indyk and Motwani,
1998).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from index.text.normalize import words

Signatures = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]

LENGTH = 128
"""Numbers of a signature."""

ALIKE = 0.25
"""The part of all sets of three words that two copies share; unrelated articles share a hundredth."""

_BAND = 2  # numbers that agree where a pair is compared: of pairs that share ALIKE, 98 in 100 are
_SEED = 1
_NOTHING = np.iinfo(np.uint32).max
_AT_ONCE = 100_000


def signature(text: str) -> Signatures:
    """Give the signature of a text, shape (LENGTH,)."""
    held = words(text)
    minima = RMinHash(num_perm=LENGTH, seed=_SEED)
    minima.update([" ".join(three) for three in zip(held, held[1:], held[2:], strict=False)])
    return np.array(minima.digest(), dtype=np.uint32)


def originals(signatures: Signatures, published: Sequence[str | None]) -> Rows:
    """Give for every article the row of the earliest of its copies, which is mostly its own.

    Where the day of one is not known, the others are taken for earlier.
    """
    by_age = np.array(sorted(range(len(published)), key=lambda row: (published[row] or "~", row)), dtype=np.int64)
    age = np.empty(len(published), dtype=np.int64)
    age[by_age] = np.arange(len(published))
    first, second = _pairs(signatures)
    while True:
        earlier, older = np.minimum(age[first], age[second]), age.copy()
        np.minimum.at(older, first, earlier)
        np.minimum.at(older, second, earlier)
        if (older == age).all():
            return by_age[age].astype(np.int32)
        age = older


def _pairs(signatures: Signatures) -> tuple[Numbers, Numbers]:
    """Give the rows of copies, pair by pair; where many agree in a band, each is compared with the next."""
    telling = np.flatnonzero((signatures != _NOTHING).any(axis=1))
    found = [np.zeros((2, 0), dtype=np.int64)]
    for start in range(0, LENGTH, _BAND):
        band = np.ascontiguousarray(signatures[telling, start : start + _BAND]).view(np.uint64).ravel()
        order = np.argsort(band, kind="stable")
        equal = np.flatnonzero(band[order[1:]] == band[order[:-1]])
        found.append(telling[np.stack([order[equal], order[equal + 1]])])
    first, second = np.unique(np.concatenate(found, axis=1), axis=1)
    alike = np.zeros(len(first), dtype=bool)
    for part in range(0, len(first), _AT_ONCE):
        rows = slice(part, part + _AT_ONCE)
        alike[rows] = (signatures[first[rows]] == signatures[second[rows]]).mean(axis=1) >= ALIKE
    return first[alike], second[alike]
