"""onrecord in the comparison: retrieval over given vectors, which its command line does not offer."""

import sys
from collections.abc import Sequence

from peers.program import LIMIT, Vectors, milliseconds, warm

from index.models.encoder import OpenVinoEncoder
from index.store.vector_index import PassageVectors, quantize


def own_warm(vectors: Vectors, questions: Sequence[str]) -> list[float]:
    """Answer by dense retrieval alone, as the peers do. Only this file uses the encoder and the vectors."""
    held = PassageVectors.build(quantize(vectors))
    encoder = OpenVinoEncoder.load()
    return milliseconds(lambda question: held.find_nearest(encoder.encode_query(question), LIMIT)[0], questions)


if __name__ == "__main__":
    warm(own_warm, *sys.argv[2:])
