"""Documents of terms: a folder of them is one tantivy index, to which documents are added and which is searched."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import tantivy

from index.names.gazetteer import Gazetteer, NameForm
from index.text.arrays import Positions, Scores
from index.text.normalize import fold, normalize_text

VERSION: str = tantivy.__version__  # type: ignore[attr-defined]  # its stubs do not have it
"""Identifies the code that writes and reads the documents."""

_ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)
SCHEMA = (
    tantivy.SchemaBuilder()
    .add_text_field("text", tokenizer_name="stems")
    .add_text_field("names", tokenizer_name="raw")
    .add_text_field("forms", tokenizer_name="raw", index_option="basic")
    .add_unsigned_field("position", fast=True)
    .build()
)
_HEAP = 128_000_000  # bytes of the writer
_TIES = 32  # hits read beyond the limit, so that equal scores at the limit are seen
_GROWTH = 10  # factor by which a search is extended while the scores at its end are equal


def stem_words(text: str) -> list[str]:
    """Return the stems of the folded words of a text, in order."""
    return _ANALYZER.analyze(fold(text))


@dataclass(frozen=True, slots=True)
class FieldText:
    """A text as it is indexed: folded, and the names in it."""

    text: str
    names: Sequence[NameForm]

    @classmethod
    def from_text(cls, text: str, gazetteer: Gazetteer) -> Self:
        """Fold a text and find its names."""
        normalized = normalize_text(text)
        return cls(normalized.casefold(), [match.form for match in gazetteer.find(normalized)])

    def stems(self) -> list[str]:
        """Return the stems of its words, in order."""
        return _ANALYZER.analyze(self.text)


class DocumentWriter:
    """A writer of one tantivy index; documents get consecutive numbers."""

    def __init__(self, folder: Path) -> None:
        index = _open(folder) if any(folder.iterdir()) else tantivy.Index(SCHEMA, path=str(folder))
        index.register_tokenizer("stems", _ANALYZER)
        self._writer = index.writer(heap_size=_HEAP, num_threads=1)
        self._number = count(int(index.searcher().num_docs))

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def add(self, *parts: FieldText) -> None:
        """Add a document of several parts."""
        document = tantivy.Document()
        document.add_text("text", "\n".join(part.text for part in parts))
        for form in chain.from_iterable(part.names for part in parts):
            document.add_text("forms", form.spelling)
            for code in form.codes:
                document.add_text("names", code)
        document.add_unsigned("position", next(self._number))
        self._writer.add_document(document)

    def commit(self) -> None:
        """Write what was added, so that it is found when the folder is opened again."""
        self._writer.commit()

    def __exit__(self, *_: object) -> None:
        """Wait for the writing threads, also after an error: their files cannot be deleted while they write."""
        self._writer.wait_merging_threads()


class Documents:
    """The documents of one tantivy index, whose rows are those of their passages or articles.

    A document keeps its number while passages before it come and go; `moved` has the row of each, or is None where the
    numbers are the rows.
    """

    def __init__(self, index: tantivy.Index, moved: npt.NDArray[np.int32] | None) -> None:
        self.searcher = index.searcher()
        self._moved = moved
        self._is_in_order = moved is None and self.searcher.num_segments <= 1

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Open the documents in a folder of this name, and beside it the rows that they have moved to."""
        moved = folder / f"{name}.npy"
        return cls(_open(folder / name), np.load(moved) if moved.exists() else None)

    def __len__(self) -> int:
        return int(self.searcher.num_docs)

    def rows(self) -> Positions:
        """Return the row of each document, by number."""
        return np.arange(len(self)) if self._moved is None else self._moved.astype(np.int64)

    def search(self, query: tantivy.Query, limit: int) -> tuple[Positions, Scores]:
        """Return the rows and scores of the best documents; of equal ones, the first rows, however they are stored."""
        limit = max(1, limit)
        if self._is_in_order:
            return self._read(query, limit)
        reach = limit + _TIES
        while True:
            rows, scores = self._read(query, reach)
            is_cut_in_ties = len(scores) == reach < len(self) and scores[limit - 1] == scores[-1]
            if not is_cut_in_ties:
                best = np.lexsort((rows, -scores))[:limit]
                return rows[best], scores[best]
            reach *= _GROWTH

    def _read(self, query: tantivy.Query, limit: int) -> tuple[Positions, Scores]:
        hits = self.searcher.search(query, limit=limit, count=False).hits
        numbers = self.searcher.fast_field_values("position", [address for _, address in hits]) if hits else []
        found = np.array(numbers, dtype=np.int64)
        rows = found if self._moved is None else self._moved[found].astype(np.int64)
        return rows, np.array([score for score, _ in hits], dtype=np.float32)


def _open(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer("stems", _ANALYZER)
    return index
