"""Checkpoints: passages encoded by the current run, which the next run reuses if this one is interrupted."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from index import files
from index.encoding.batches import EncodedBatch
from index.models.tagging.tags import tagger_digest

FOLDER = "encoding"


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
