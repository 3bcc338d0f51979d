"""Checkpoints: passages encoded by the current run, which the next run reuses if this one is interrupted."""

import hashlib
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from index import files
from index.models.tags import Tags, tagger_digest
from index.text.arrays import Codes, Positions

FOLDER = "encoding"
_CHECKSUM = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class EncodedBatch:
    """Passages encoded together, by their digests.

    `sentence_counts` and `tag_counts` have the number of sentences and tags of each passage, which are concatenated in
    `sentence_vectors` and `tags`.
    """

    digests: npt.NDArray[np.void]
    passage_vectors: Codes
    sentence_counts: Positions
    sentence_vectors: Codes
    tag_counts: Positions
    tags: Tags

    def to_bytes(self) -> bytes:
        """Return the serialized arrays after their checksum."""
        file = io.BytesIO()
        np.savez(
            file,
            digests=self.digests,
            passage_vectors=self.passage_vectors,
            sentences=self.sentence_counts,
            sentence_vectors=self.sentence_vectors,
            tagged=self.tag_counts,
            tags=self.tags,
        )
        return hashlib.sha256(file.getvalue()).digest() + file.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self | None:
        """Parse what `to_bytes` returned; None if a byte of it has changed."""
        checksum, serialized = content[:_CHECKSUM], content[_CHECKSUM:]
        if hashlib.sha256(serialized).digest() != checksum:
            return None
        arrays = np.load(io.BytesIO(serialized))
        return cls(
            digests=arrays["digests"],
            passage_vectors=arrays["passage_vectors"],
            sentence_counts=arrays["sentences"],
            sentence_vectors=arrays["sentence_vectors"],
            tag_counts=arrays["tagged"],
            tags=arrays["tags"],
        )


class Checkpoint:
    """A folder of durable batches; each model, precision and tagger has a folder of its own."""

    def __init__(self, home: Path, model: str, precision: str) -> None:
        """Use the folder of one model and precision in a home."""
        self._folder = (
            home / FOLDER / hashlib.sha256(f"{model}\0{precision}\0{tagger_digest()}".encode()).hexdigest()[:16]
        )

    def load_batches(self) -> Iterator[EncodedBatch]:
        """Yield the saved batches without damaged ones, whose passages are then encoded again."""
        for path in sorted(self._folder.glob("*.batch")):
            if batch := EncodedBatch.from_bytes(path.read_bytes()):
                yield batch

    def save(self, batch: EncodedBatch) -> None:
        """Save a batch durably."""
        files.create_folder(self._folder)
        name = hashlib.sha256(batch.digests.tobytes()).hexdigest()[:16]
        with files.replace_atomically(self._folder / f"{name}.batch") as temporary:
            files.write_durably(temporary, batch.to_bytes())


def delete_checkpoints(home: Path) -> None:
    """Delete all checkpoints of a home once a generation is published."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)
