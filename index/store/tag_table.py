"""Tag table: the tags of all passages of a generation."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from index.models.tagging.tags import NO_TAGS, Tags
from index.text.arrays import MergedRows, Positions


class TagTable(NamedTuple):
    """The tags of all passages, one passage after the other; `bounds`: the first of each, then their number."""

    tags: Tags
    bounds: Positions

    @classmethod
    def from_passages(cls, passages: Sequence[Tags]) -> Self:
        """Concatenate the tags of passages."""
        bounds = np.cumsum([0, *map(len, passages)], dtype=np.int64)
        return cls(np.concatenate([NO_TAGS, *passages]), bounds)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the files that `write` wrote."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("tags", "tag_bounds")))

    def write(self, folder: Path) -> None:
        """Write the table into a folder."""
        np.save(folder / "tags.npy", self.tags)
        np.save(folder / "tag_bounds.npy", self.bounds)

    def merge(self, order: MergedRows, added: "TagTable") -> "TagTable":
        """Return the tags of merged passages."""
        rows, bounds = order.expand(np.diff(self.bounds), np.diff(added.bounds))
        return TagTable(rows.combine(self.tags, added.tags), bounds)

    def of_passage(self, position: int) -> Tags:
        """Return the tags of one passage."""
        return self.tags[self.bounds[position] : self.bounds[position + 1]]
