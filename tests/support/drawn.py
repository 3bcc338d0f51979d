"""Indexes of any size without hours of encoding: their vectors are random."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index import Article, open_library
from index.build.assemble import assemble_contents
from index.build.drafts import plan_articles
from index.models.encoder import DEFAULT_MODEL, EncodedPassage, OpenVinoEncoder, Precision
from index.models.tagging.tags import NO_TAGS
from index.parts import open_engine
from index.progress import ignore_progress
from index.store import generations
from index.text.spans import Span


class Drawn:
    """An encoder of random unit vectors, some of them similar; the index names the real model, for queries."""

    model = DEFAULT_MODEL
    dimensions = 384

    def __init__(self) -> None:
        self.precision: Precision = OpenVinoEncoder.load().precision
        self._numbers = np.random.default_rng(1)
        self._centres = self._numbers.standard_normal((5000, self.dimensions), dtype=np.float32)

    def encode_passages(
        self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> Iterator[tuple[int, EncodedPassage]]:
        for position in range(len(texts)):
            count = 1 + len(sentences[position])
            rows = self._numbers.standard_normal((count, self.dimensions), dtype=np.float32)
            rows += 1.5 * self._centres[self._numbers.integers(len(self._centres))]
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            yield position, EncodedPassage(rows[0], rows[1:], NO_TAGS)

    def encode_query(self, text: str) -> np.ndarray:
        raise NotImplementedError(text)


def publish(home: Path, articles: Sequence[Article]) -> int:
    """Publish an index of these articles by the parts in use; return the number of passages."""
    with open_library(home) as library:
        with library.transaction():
            for article in articles:
                library.add(article)
        plan = plan_articles(library, None)
        contents, _ = assemble_contents(home, plan, Drawn, ignore_progress)
        generations.publish(home, contents, open_engine())
    return len(contents.passages)
