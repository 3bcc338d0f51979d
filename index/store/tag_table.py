"""The tags of all passages, as columns."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from index.models.tags import NO_TAGS, Places, Tags


class Tagged(NamedTuple):
    """The tags of all passages of a generation, one passage after the other, and where those of each begin and end."""

    tags: Tags
    bounds: Places

    @classmethod
    def of(cls, passages: Sequence[Tags]) -> Self:
        """Lay them out."""
        bounds = np.cumsum([0, *map(len, passages)], dtype=np.int64)
        return cls(np.concatenate([NO_TAGS, *passages]), bounds)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open what `write` wrote."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("tags", "tag_bounds")))

    def write(self, folder: Path) -> None:
        """Write them into a folder."""
        np.save(folder / "tags.npy", self.tags)
        np.save(folder / "tag_bounds.npy", self.bounds)

    def passage(self, position: int) -> Tags:
        """Give the tags of one passage."""
        return self.tags[self.bounds[position] : self.bounds[position + 1]]
