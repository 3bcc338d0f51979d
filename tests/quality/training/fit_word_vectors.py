"""Make the word vectors of the check of written sentences: python tests/quality/training/fit_word_vectors.py

The encoder reads every whole word of its own vocabulary by itself. The mean is taken away, because all words share it,
and what is left is turned to its principal axes, of which the first 64 are kept, half a byte each. With 96 axes and a
byte each, a table of 2.2 MB, written sentences were judged alike, within a case or two of a kind. No text is used.
"""

import numpy as np

from index.models.encoder import OpenVinoEncoder
from index.text.arrays import Vectors
from rag.verification.wording.word_vectors import PATH, ZERO_LEVEL

DIMENSIONS = 64
LEVEL = 0.45  # of a dimension's standard deviation; there are seven levels above and below zero
BATCH = 256
MIN_LETTERS = 3


def main() -> None:
    encoder = OpenVinoEncoder.load(precision="f32")
    vocabulary = encoder._tokenizer.get_vocab()
    words = [word for word in sorted(vocabulary, key=vocabulary.__getitem__) if word.isascii() and word.isalpha()]
    words = [word for word in words if len(word) >= MIN_LETTERS]
    tokens = [encoder._tokenizer.encode(word) for word in words]
    vectors = np.stack(
        [
            encoder._pool_text(single.states)
            for start in range(0, len(words), BATCH)
            for single in encoder._run(tokens[start : start + BATCH], encoder._query_network)
        ]
    )
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    vectors = vectors @ axes[:DIMENSIONS].T
    write_table(words, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    print(f"{len(words)} words, {PATH.stat().st_size / 1e6:.1f} MB")


def write_table(words: list[str], vectors: Vectors) -> None:
    """Write the words in the order of their frequency, and their vectors, two dimensions a byte."""
    scales = (vectors.std(axis=0) * LEVEL).astype(np.float32)
    most = ZERO_LEVEL - 1
    levels = (np.clip(np.round(vectors / scales), -most, most) + ZERO_LEVEL).astype(np.uint8)
    with PATH.open("wb") as file:
        np.savez_compressed(
            file,
            words=np.frombuffer("\n".join(words).encode(), np.uint8),
            pairs=(levels[:, 0::2] << 4) | levels[:, 1::2],
            scales=scales,
        )


if __name__ == "__main__":
    main()
