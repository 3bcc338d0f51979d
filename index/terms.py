"""Lexical retrieval: passages that hold the words of a question, whatever their endings and diacritics."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tantivy

from index.names import fold

Scores = npt.NDArray[np.float32]

_ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)
_SCHEMA = (
    tantivy.SchemaBuilder()
    .add_text_field("text", tokenizer_name="stems")
    .add_unsigned_field("position", fast=True)
    .build()
)
_HEAP = 128_000_000


def stems(text: str) -> list[str]:
    """Give the words of a text as they are compared: folded, without their endings, in order."""
    return _ANALYZER.analyze(fold(text))


class Terms:
    """Which passages hold which words, ranked by BM25 (k1 1.2, b 0.75, as tantivy has them)."""

    def __init__(self, index: tantivy.Index) -> None:
        self._searcher = index.searcher()

    @classmethod
    def build(cls, folder: Path, texts: Iterable[str]) -> None:
        """Write the words of the passages, in the order of their positions, into a folder."""
        folder.mkdir()
        index = tantivy.Index(_SCHEMA, path=str(folder))
        index.register_tokenizer("stems", _ANALYZER)
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for position, text in enumerate(texts):
            document = tantivy.Document()
            document.add_text("text", fold(text))
            document.add_unsigned("position", position)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    @classmethod
    def load(cls, folder: Path) -> "Terms":
        """Open what `build` wrote."""
        index = tantivy.Index.open(str(folder))
        index.register_tokenizer("stems", _ANALYZER)
        return cls(index)

    def __len__(self) -> int:
        """Count the passages."""
        return int(self._searcher.num_docs)

    def rarity(self, words: Sequence[str]) -> Scores:
        """Give the inverse document frequency of each stem; one that stands nowhere has the highest."""
        total = len(self)
        counts = np.array([self._searcher.doc_freq("text", word) for word in words], dtype=np.float32)
        return np.log1p((total - counts + 0.5) / (counts + 0.5)).astype(np.float32)

    def scores(self, words: Sequence[str]) -> Scores:
        """Score every passage for these stems, in the order of positions; 0 where none stands in it."""
        return self._run(words, tantivy.Occur.Should)

    def holding(self, words: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Tell for every passage whether all of these stems stand in it."""
        return self._run(words, tantivy.Occur.Must) > 0

    def _run(self, words: Sequence[str], occur: tantivy.Occur) -> Scores:
        if not words:
            return np.zeros(len(self), dtype=np.float32)
        clauses = [(occur, tantivy.Query.term_query(_SCHEMA, "text", word)) for word in words]
        found = self._searcher.search(tantivy.Query.boolean_query(clauses), limit=max(1, len(self)), count=False).hits
        scores = np.zeros(len(self), dtype=np.float32)
        if found:
            positions = self._searcher.fast_field_values("position", [address for _, address in found])
            scores[np.asarray(positions, dtype=np.int64)] = [score for score, _ in found]
        return scores
