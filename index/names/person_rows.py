"""Person rows: the rows of a library's people by a key, such as a word of their names, as three columns."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt


class PersonRows(NamedTuple):
    """The rows of each key, ascending: `rows[bounds[n] : bounds[n + 1]]` are those of the key with the number n.

    Keys are numbered in their order.
    """

    numbers: Mapping[str, int]
    bounds: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]

    @classmethod
    def build(cls, rows_by_key: Mapping[str, Sequence[int]]) -> Self:
        """Return the columns of lists of rows; the keys are sorted, so that the same people give the same files."""
        keys = sorted(rows_by_key)
        lists = [rows_by_key[key] for key in keys]
        bounds = np.array([0, *accumulate(map(len, lists))], dtype=np.int32)
        rows = np.fromiter(chain.from_iterable(lists), np.int32, bounds[-1])
        return cls({key: number for number, key in enumerate(keys)}, bounds, rows)

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Open the files that `write` wrote."""
        keys = json.loads((folder / f"{name}.json").read_bytes())
        bounds, rows = (np.asarray(np.load(folder / f"{name}_{part}.npy", mmap_mode="r")) for part in cls._fields[1:])
        return cls({key: number for number, key in enumerate(keys)}, bounds, rows)

    def write(self, folder: Path, name: str) -> None:
        """Write the columns into a folder."""
        (folder / f"{name}.json").write_text(json.dumps([*self.numbers], ensure_ascii=False), "utf-8")
        for part in self._fields[1:]:
            np.save(folder / f"{name}_{part}.npy", getattr(self, part))

    def find(self, key: str) -> list[int]:
        """Return the rows of a key, ascending; none of one that nobody has."""
        number = self.numbers.get(key)
        if number is None:
            return []
        rows: list[int] = self.rows[self.bounds[number] : self.bounds[number + 1]].tolist()
        return rows

    def find_beginning(self, letters: str) -> set[int]:
        """Return the rows of all keys that begin with some letters."""
        keys = [*self.numbers]
        first = bisect_left(keys, letters)
        end = bisect_right(keys, letters, key=lambda key: key[: len(letters)])
        return set(self.rows[self.bounds[first] : self.bounds[end]].tolist())
