"""Category: a column of strings with few distinct values."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from index.text.arrays import Mask, MergedRows, Positions
from index.text.normalize import words


@dataclass(frozen=True)
class Category:
    """A column with few distinct values: the values, and for each row the position of its value among them."""

    values: Sequence[str | None]
    codes: npt.NDArray[np.int32]

    @classmethod
    def encode(cls, column: Sequence[str | None]) -> Self:
        """Encode a column of strings; the values are in the order in which they first occur."""
        values = [*dict.fromkeys(column)]
        positions = {value: position for position, value in enumerate(values)}
        return cls(values, np.fromiter(map(positions.__getitem__, column), np.int32, len(column)))

    def merge(self, order: MergedRows, added: "Category") -> "Category":
        """Return the column of merged rows, with its values in the order in which they first occur."""
        positions = {value: code for code, value in enumerate(self.values)}
        known = np.array([positions.setdefault(value, len(positions)) for value in added.values], dtype=np.int32)
        codes = order.combine(self.codes, known[added.codes])
        used, first, numbers = np.unique(codes, return_index=True, return_inverse=True)
        by_place = np.argsort(first)
        values, ranks = [*positions], np.argsort(by_place).astype(np.int32)
        return Category([values[code] for code in used[by_place].tolist()], ranks[numbers])

    def count(self) -> Counter[str]:
        """Return how many rows have each value, without those that have none, in the order of first occurrence."""
        counts = np.bincount(self.codes, minlength=len(self.values)).tolist()
        return Counter({value: count for value, count in zip(self.values, counts, strict=True) if value and count})

    def __iter__(self) -> Iterator[str | None]:
        """Yield the value of each row."""
        return (self.values[code] for code in self.codes.tolist())

    def select(self, predicate: Callable[[str | None], bool]) -> Mask:
        """Return for each row whether its value satisfies a predicate, which is called once per distinct value."""
        selected: Mask = np.array([predicate(value) for value in self.values], dtype=np.bool_)[self.codes]
        return selected

    @cached_property
    def _codes_by_word(self) -> dict[str, set[int]]:
        """The values that have each folded word; found once, because folding a value takes longer than selecting."""
        codes: defaultdict[str, set[int]] = defaultdict(set)
        for code, value in enumerate(self.values):
            for word in words(value or ""):
                codes[word].add(code)
        return dict(codes)

    def select_by_words(self, parts: Iterable[str]) -> Mask:
        """Return for each row whether every word of any of these parts is a word of its value; no word is of none."""
        selected = np.zeros(len(self.values), dtype=np.bool_)
        for part in parts:
            holding = [self._codes_by_word.get(word, set()) for word in words(part)]
            if holding:
                selected[[*set.intersection(*holding)]] = True
        return selected[self.codes]

    def select_rows(self, rows: Positions | npt.NDArray[np.int32], predicate: Callable[[str | None], bool]) -> Mask:
        """Return for each of these rows whether its value satisfies a predicate; only their values are looked at."""
        codes = self.codes[rows]
        satisfies = np.zeros(len(self.values), dtype=np.bool_)
        used = np.unique(codes)
        satisfies[used] = [predicate(self.values[code]) for code in used.tolist()]
        return satisfies[codes]
