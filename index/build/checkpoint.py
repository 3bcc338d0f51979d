"""What the build under way has encoded so far; a build that was killed leaves it to the next one."""

import hashlib
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from index import files
from index.models.tags import Tags, tagger
from index.store.vector_index import Codes

_FOLDER = "encoding"
_CHECKSUM = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages encoded together, by their digests.

    `sentences` counts those of each, whose codes follow one another; `tagged` counts its tags, which do so too.
    """

    digests: npt.NDArray[np.void]
    passage_vectors: Codes
    sentences: npt.NDArray[np.int64]
    sentence_vectors: Codes
    tagged: npt.NDArray[np.int64]
    tags: Tags

    def to_bytes(self) -> bytes:
        """Give a checksum and the arrays."""
        file = io.BytesIO()
        np.savez(file, **{field.name: getattr(self, field.name) for field in fields(self)})
        return hashlib.sha256(file.getvalue()).digest() + file.getvalue()

    @classmethod
    def of(cls, content: bytes) -> Self | None:
        """Read what `to_bytes` gave; None where any byte of it is another."""
        checksum, arrays = content[:_CHECKSUM], content[_CHECKSUM:]
        if hashlib.sha256(arrays).digest() != checksum:
            return None
        return cls(**np.load(io.BytesIO(arrays)))


class Journal:
    """A folder of batches, each durable once it is kept; what another model or tagger gave stands in another one."""

    def __init__(self, home: Path, model: str, precision: str) -> None:
        """Keep the journal of a home, for one model at one precision."""
        self._folder = home / _FOLDER / hashlib.sha256(f"{model}\0{precision}\0{tagger()}".encode()).hexdigest()[:16]

    def batches(self) -> Iterator[Batch]:
        """Give what was kept; a batch that is damaged is passed over, and its passages are encoded again."""
        for path in sorted(self._folder.glob("*.batch")):
            if batch := Batch.of(path.read_bytes()):
                yield batch

    def keep(self, batch: Batch) -> None:
        """Add a batch, which is there when this returns."""
        files.make_folder(self._folder)
        name = hashlib.sha256(batch.digests.tobytes()).hexdigest()[:16]
        with files.aside(self._folder / f"{name}.batch") as place:
            files.write(place, batch.to_bytes())


def forget(home: Path) -> None:
    """Clear the journals away: a generation holds it all now."""
    shutil.rmtree(home / _FOLDER, ignore_errors=True)
