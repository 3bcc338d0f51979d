"""Encoding: new passages go through the encoder once each, in batches that survive an interrupted run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np

from index.build.checkpoint import Checkpoint
from index.encoding.batches import BATCH_SIZE, EncodedBatch, PassageBatch
from index.encoding.protocols import BatchEncoder
from index.models.tagging.tags import NO_TAGS, Tags
from index.progress import Progress, ProgressCallback
from index.store.generation import Generation
from index.store.tag_table import TagTable
from index.text.arrays import NEW, Codes, MergedRows, Positions, Rows
from index.text.spans import Span


@dataclass(slots=True)
class PassageEncodings:
    """The vectors and tags of all passages of a generation under construction, filled in passage by passage.

    `origins` has the row in the previous generation of each passage that was copied, or NEW; `tags` has those of the
    others.
    """

    passages: Rows
    sentences: Rows
    sentence_bounds: Positions
    passage_vectors: Codes
    sentence_vectors: Codes
    tags: dict[int, Tags]
    origins: Positions

    @classmethod
    def allocate(cls, passages: Rows, sentences: Rows, dimensions: int) -> Self:
        """Allocate the arrays without filling them."""
        return cls(
            passages=passages,
            sentences=sentences,
            sentence_bounds=np.append(passages["sentence"], len(sentences)).astype(np.int64),
            passage_vectors=np.empty((len(passages), dimensions), dtype=np.uint8),
            sentence_vectors=np.empty((len(sentences), dimensions), dtype=np.uint8),
            tags={},
            origins=np.full(len(passages), NEW, dtype=np.int64),
        )

    def copy_from(self, previous: Generation, origins: Positions) -> None:
        """Copy the passages of the previous generation, where `origins` has their rows, or NEW.

        Passages with equal digests have equal sentences.
        """
        codes, bounds = previous.vectors.codes, previous.sentence_bounds
        for first, end in _find_runs(origins):  # a block at a time: row by row takes many times as long
            row, length = int(origins[first]), end - first
            self.passage_vectors[first:end] = codes[row : row + length]
            self.sentence_vectors[self.sentence_bounds[first] : self.sentence_bounds[end]] = previous.sentence_vectors[
                bounds[row] : bounds[row + length]
            ]
        self.origins = origins

    def tag_table(self, previous: Generation | None) -> TagTable:
        """Return the tags of all passages: those that were filled in, and for the others those of `previous`."""
        new = np.flatnonzero(self.origins == NEW).tolist()
        added = TagTable.from_passages([self.tags.get(position, NO_TAGS) for position in new])
        return previous.tags.merge(MergedRows(self.origins), added) if previous else added

    def fill(self, batch: EncodedBatch, positions: dict[bytes, list[int]]) -> None:
        """Fill in the passages of a batch wherever their texts occur, and remove their digests from `positions`."""
        sentence_bounds, tag_bounds = np.cumsum([0, *batch.sentence_counts]), np.cumsum([0, *batch.tag_counts])
        for row, digest in enumerate(batch.digests):
            for position in positions.pop(digest.tobytes(), ()):
                first, end = self.sentence_bounds[position : position + 2]
                self.passage_vectors[position] = batch.passage_vectors[row]
                self.sentence_vectors[first:end] = batch.sentence_vectors[
                    sentence_bounds[row] : sentence_bounds[row + 1]
                ]
                self.tags[position] = batch.tags[tag_bounds[row] : tag_bounds[row + 1]]

    def split_batches(self, order: Sequence[int], texts: Mapping[int, str]) -> Iterator[PassageBatch]:
        """Yield the passages at these positions in batches."""
        for start in range(0, len(order), BATCH_SIZE):
            part = order[start : start + BATCH_SIZE]
            yield PassageBatch(
                digests=self.passages["digest"][part],
                texts=[texts[position] for position in part],
                sentences=[self.sentence_spans(position) for position in part],
            )

    def sentence_spans(self, position: int) -> Sequence[Span]:
        """Return the sentences of a passage as spans of its own text."""
        start = int(self.passages["start"][position])
        first, end = self.sentence_bounds[position : position + 2]
        return [Span(begin - start, stop - start) for begin, stop in self.sentences[first:end].tolist()]


def _find_runs(origins: Positions) -> Iterator[tuple[int, int]]:
    """Yield where consecutive rows of the previous generation begin and end."""
    goes_on = (np.diff(origins) == 1) & (origins[:-1] != NEW)
    bounds = [0, *(np.flatnonzero(~goes_on) + 1).tolist(), len(origins)]
    yield from ((first, end) for first, end in pairwise(bounds) if first < end and origins[first] != NEW)


def encode_passages(
    encodings: PassageEncodings,
    texts: Mapping[int, str],
    encoder: BatchEncoder,
    checkpoint: Checkpoint,
    progress: ProgressCallback,
) -> int:
    """Encode the texts of the passages at these positions, and return how many texts the encoder had to read.

    Equal texts are encoded once, and those in the checkpoint not at all. Long texts go first: texts of similar length
    need little padding, and the remaining time is overestimated rather than underestimated.
    """
    positions: dict[bytes, list[int]] = {}
    for position in texts:
        positions.setdefault(encodings.passages["digest"][position].tobytes(), []).append(position)
    total = len(positions)
    for batch in checkpoint.load_batches():
        encodings.fill(batch, positions)
    order = sorted((same[0] for same in positions.values()), key=lambda position: -len(texts[position]))
    done = total - len(order)

    def report(passages: int) -> None:
        nonlocal done
        done += passages
        progress(Progress("encoding", done, total))

    report(0)
    for encoded in encoder.encode_batches(encodings.split_batches(order, texts), report):
        checkpoint.save(encoded)
        encodings.fill(encoded, positions)
    return len(order)
