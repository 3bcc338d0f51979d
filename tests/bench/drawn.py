"""An index of any size without the hours of encoding: real articles or short ones, with vectors that are drawn."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index import Article, Library
from index.build.assemble import assemble
from index.models.encoder import DEFAULT_MODEL, OpenVinoEncoder, Precision, Reading
from index.models.tags import NO_TAGS
from index.progress import unwatched
from index.store import generation
from index.text.spans import Span


class Drawn:
    """An encoder that draws unit vectors, some alike and most not; it passes for the real one, which then asks."""

    model = DEFAULT_MODEL
    dimensions = 384

    def __init__(self) -> None:
        self.precision: Precision = OpenVinoEncoder.load().precision
        self._numbers = np.random.default_rng(1)
        self._centres = self._numbers.standard_normal((5000, self.dimensions), dtype=np.float32)

    def read(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> Iterator[tuple[int, Reading]]:
        for position in range(len(texts)):
            count = 1 + len(sentences[position])
            rows = self._numbers.standard_normal((count, self.dimensions), dtype=np.float32)
            rows += 1.5 * self._centres[self._numbers.integers(len(self._centres))]
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            yield position, Reading(rows[0], rows[1:], NO_TAGS)

    def query(self, text: str) -> np.ndarray:
        raise NotImplementedError(text)


def publish(home: Path, articles: Sequence[Article]) -> int:
    """Publish an index of these articles; give the number of its passages."""
    with Library.open(home) as library:
        with library.transaction():
            for article in articles:
                library.add(article)
        contents, _ = assemble(home, library.current(), None, Drawn, unwatched)
        generation.publish(home, contents)
    return len(contents.passages)
