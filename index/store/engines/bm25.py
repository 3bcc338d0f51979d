"""BM25 as sparse vectors: the terms of documents, weighted so that an inner product is the score that tantivy gives.

An engine that multiplies sparse vectors then ranks by our stems and names and needs no analysis of its own. The weight
of a term in a document is tf (k1 + 1) / (tf + k1 (1 - b + b length / average)), that of a query its rarity (Robertson
and Zaragoza, The Probabilistic Relevance Framework, 2009). Lengths are rounded down to one of 256, as tantivy does.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.names.gazetteer import load_gazetteer
from index.store.term_index import name_term
from index.store.terms.documents import FieldText
from index.text.arrays import Positions

SparseVector = dict[int, float]

_K1, _B = 1.2, 0.75
_EXACT_LENGTHS, _STEPS_OF_A_SIZE = 40, 8
_FORM_MARK = "="
_PAIR_BIT = 1 << 31
_NAME_MARK = name_term("")


def _list_lengths() -> npt.NDArray[np.float64]:
    """Return the 256 lengths that are told apart: all up to 40, then eight steps of each size, which doubles."""
    lengths = [*range(_EXACT_LENGTHS + 1)]
    step = 2
    while len(lengths) < 256:  # noqa: PLR2004 (values of a byte)
        lengths += [lengths[-1] + step * number for number in range(1, _STEPS_OF_A_SIZE + 1)]
        step *= 2
    return np.array(lengths[:256], dtype=np.float64)


_LENGTHS = _list_lengths()


def form_term(form: str) -> str:
    """Return the term of a form of a name, which is counted and not searched for."""
    return f"{_FORM_MARK}{form}"


def pair_dimension(first: str, second: str) -> int:
    """Return the dimension of two stems that follow each other: above those of terms, by a hash of 31 bits."""
    digest = hashlib.blake2b(f"{first} {second}".encode(), digest_size=4).digest()
    return min(int.from_bytes(digest, "little") | _PAIR_BIT, (1 << 32) - 2)


@dataclass(slots=True)
class Documents:
    """The terms of documents, in the order of their rows, as numbers in a vocabulary, and how often each occurs."""

    numbers: list[npt.NDArray[np.int32]] = field(default_factory=list)
    counts: list[npt.NDArray[np.int32]] = field(default_factory=list)
    word_lengths: list[int] = field(default_factory=list)
    name_lengths: list[int] = field(default_factory=list)
    pairs: list[npt.NDArray[np.uint32]] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.numbers)

    def count_documents(self, vocabulary: int) -> Positions:
        """Return in how many documents each term of the vocabulary occurs."""
        return np.bincount(np.concatenate([np.zeros(0, np.int32), *self.numbers]), minlength=vocabulary)

    def total_lengths(self) -> list[int]:
        """Return how many stems, and how many names, all documents have together."""
        return [sum(self.word_lengths), sum(self.name_lengths)]

    def weigh(self, is_name: npt.NDArray[np.bool_], averages: Sequence[float]) -> Iterator[npt.NDArray[np.float32]]:
        """Yield the weights of the terms of each document.

        `is_name` says which terms of the vocabulary are names; `averages` are how many stems and names a document has.
        """
        lengths = np.array([self.word_lengths, self.name_lengths], dtype=np.int64)
        usual = np.maximum(np.array(averages, dtype=np.float64), 1e-9)
        rounded = _LENGTHS[np.searchsorted(_LENGTHS, lengths, side="right") - 1]
        norms = _K1 * (1 - _B + _B * rounded / usual[:, np.newaxis])
        for row, (numbers, counts) in enumerate(zip(self.numbers, self.counts, strict=True)):
            norm = norms[is_name[numbers].astype(np.int64), row]
            yield (counts * (_K1 + 1) / (counts + norm)).astype(np.float32)


@dataclass(slots=True)
class Vocabulary:
    """The terms of all passages and articles of a generation, numbered as they come."""

    numbers: dict[str, int] = field(default_factory=dict)
    passages: Documents = field(default_factory=Documents)
    articles: Documents = field(default_factory=Documents)

    def read(self, texts: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Read the head of each article, which counts for each of its passages, and the texts of its passages."""
        gazetteer = load_gazetteer()
        for head, parts in texts:
            heading = FieldText.from_text(head, gazetteer)
            bodies = [FieldText.from_text(part, gazetteer) for part in parts]
            for body in bodies:
                self._add(self.passages, (heading, body))
            stems = self._add(self.articles, (heading, *bodies))
            pairs = {pair_dimension(*pair) for pair in pairwise(stems)}
            self.articles.pairs.append(np.array(sorted(pairs), dtype=np.uint32))

    @property
    def is_name(self) -> npt.NDArray[np.bool_]:
        """Whether each term is a name or a form of one."""
        return np.array([term.startswith((_NAME_MARK, _FORM_MARK)) for term in self.numbers], dtype=np.bool_)

    @property
    def is_form(self) -> npt.NDArray[np.bool_]:
        """Whether each term is a form of a name."""
        return np.array([term.startswith(_FORM_MARK) for term in self.numbers], dtype=np.bool_)

    def _add(self, documents: Documents, parts: Sequence[FieldText]) -> list[str]:
        """Add a document of several parts and return its stems."""
        stems = [stem for part in parts for stem in part.stems()]
        forms = [form for part in parts for form in part.names]
        codes = [name_term(code) for form in forms for code in form.codes]
        counted = Counter([*stems, *codes])
        counted.update({form_term(form.spelling) for form in forms})
        numbers = [self.numbers.setdefault(term, len(self.numbers)) for term in counted]
        documents.numbers.append(np.array(numbers, dtype=np.int32))
        documents.counts.append(np.array([*counted.values()], dtype=np.int32))
        documents.word_lengths.append(len(stems))
        documents.name_lengths.append(len(codes))
        return stems
