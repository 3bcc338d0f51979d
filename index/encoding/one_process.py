"""One process: the encoder of this process, which uses all cores, takes one batch after the other."""

from collections.abc import Callable, Iterable, Iterator

from index.encoding.batches import EncodedBatch, PassageBatch
from index.models.encoder import Encoder


class OneProcess:
    """Encodes batches in this process."""

    def __init__(self, encoder: Encoder) -> None:
        """Use an encoder that is loaded."""
        self._encoder = encoder

    def encode_batches(
        self, batches: Iterable[PassageBatch], on_passages: Callable[[int], None]
    ) -> Iterator[EncodedBatch]:
        """Yield the result of each batch, in their order."""
        for batch in batches:
            yield batch.encode(self._encoder, lambda: on_passages(1))
