"""What encodes the new passages of a run."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from index.encoding.batches import EncodedBatch, PassageBatch


class BatchEncoder(Protocol):
    """A model that encodes batches of passages; a batch has the same result wherever that is done."""

    def encode_batches(
        self, batches: Iterable[PassageBatch], on_passages: Callable[[int], None]
    ) -> Iterator[EncodedBatch]:
        """Yield the result of each batch once, in any order, as soon as it is there.

        `on_passages` is called with the number of passages that were encoded since it was called before.
        """
