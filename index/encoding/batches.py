"""Batches: passages that go through an encoder together, and what comes of them."""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from index.models.encoder import Encoder
from index.models.tagging.tags import NO_TAGS, Tags
from index.store.vector_index import quantize
from index.text.arrays import Codes, Positions
from index.text.spans import Span

BATCH_SIZE = 512
"""Passages per batch: at most so many are encoded again after an interrupted run."""

_CHECKSUM = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class PassageBatch:
    """Passages to be encoded together: their digests, their texts, and the spans of the sentences of each text."""

    digests: npt.NDArray[np.void]
    texts: Sequence[str]
    sentences: Sequence[Sequence[Span]]

    def encode(self, encoder: Encoder, on_passage: Callable[[], None] = lambda: None) -> "EncodedBatch":
        """Return the vectors and tags of all passages; `on_passage` is called after each."""
        passages = np.empty((len(self.texts), encoder.dimensions), dtype=np.float32)
        sentences = [np.empty((len(spans), encoder.dimensions), dtype=np.float32) for spans in self.sentences]
        tags: list[Tags] = [NO_TAGS] * len(self.texts)
        for number, encoded in encoder.encode_passages(self.texts, self.sentences):
            passages[number], sentences[number][:], tags[number] = encoded.passage, encoded.sentences, encoded.tags
            on_passage()
        return EncodedBatch(
            digests=self.digests,
            passage_vectors=quantize(passages),
            sentence_counts=np.array([len(spans) for spans in self.sentences]),
            sentence_vectors=quantize(np.concatenate(sentences)),
            tag_counts=np.array([len(part) for part in tags]),
            tags=np.concatenate(tags),
        )


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
