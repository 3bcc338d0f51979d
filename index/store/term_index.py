"""Lexical retrieval: passages that hold the words of a question, whatever their endings, and its names in any form.

A term is a stem, or a name by its code with a mark before it: `@TR` stands in a passage that says Türkiye or Turkish.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
import tantivy

from index.names.gazetteer import Gazetteer, NameForm
from index.text.normalize import fold, plain

Scores = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)
_SCHEMA = (
    tantivy.SchemaBuilder()
    .add_text_field("text", tokenizer_name="stems")
    .add_text_field("names", tokenizer_name="raw")
    .add_text_field("forms", tokenizer_name="raw", index_option="basic")
    .add_unsigned_field("position", fast=True)
    .build()
)
_HEAP = 128_000_000
_COMMON = 0.2  # inverse document frequency of a word in four of five passages
_FURTHER = 10  # times as many are looked through where a filter leaves too few


_NAME = "@"


def stems(text: str) -> list[str]:
    """Give the words of a text as they are compared: folded, without their endings, in order."""
    return _ANALYZER.analyze(fold(text))


def name_term(code: str) -> str:
    """Give the term of a name."""
    return f"{_NAME}{code}"


class Articles(NamedTuple):
    """Articles by their words as a whole: those that score best, and those that hold most of the terms.

    Positions and scores of both, best first; what is held is the sum of the rarities of the terms.
    """

    best: Positions
    scores: Scores
    covering: Positions
    held: Scores


class Terms:
    """Which passages and which articles hold which words, ranked by BM25 (k1 1.2, b 0.75, as tantivy has them)."""

    def __init__(self, passages: tantivy.Index, articles: tantivy.Index) -> None:
        self._searcher, self._articles = passages.searcher(), articles.searcher()

    @classmethod
    def build(cls, folder: Path, heads: Sequence[str], texts: Sequence[Sequence[str]], aliases: Gazetteer) -> None:
        """Write the words and names of all passages, and of whole articles, in the order of their positions.

        `heads` tell of each article what belongs to every passage of it, `texts` are its passages. OSError where the
        disk refuses.
        """
        folder.mkdir()
        try:
            cls._write(folder, heads, texts, aliases)
        except ValueError as error:  # tantivy's only word for what the disk refuses
            raise OSError(str(error)) from error

    @staticmethod
    def _write(folder: Path, heads: Sequence[str], texts: Sequence[Sequence[str]], aliases: Gazetteer) -> None:
        with _Writer(folder / "passages") as passages, _Writer(folder / "articles") as articles:
            for head, parts in zip(heads, texts, strict=True):
                about, bodies = _Page.of(head, aliases), [_Page.of(part, aliases) for part in parts]
                for body in bodies:
                    passages.add(about, body)
                articles.add(about, *bodies)
            passages.commit()
            articles.commit()

    @classmethod
    def load(cls, folder: Path) -> "Terms":
        """Open what `build` wrote."""
        return cls(_open(folder / "passages"), _open(folder / "articles"))

    def __len__(self) -> int:
        """Count the passages."""
        return int(self._searcher.num_docs)

    def rarity(self, words: Sequence[str]) -> Scores:
        """Give the inverse document frequency of each stem; one that stands nowhere has the highest."""
        total = len(self)
        counts = np.array([self._searcher.doc_freq(*_place(word)) for word in words], dtype=np.float32)
        return np.log1p((total - counts + 0.5) / (counts + 0.5)).astype(np.float32)

    def written(self, form: str) -> bool:
        """Tell whether a form of a name stands in any passage."""
        return bool(self._searcher.doc_freq("forms", form))

    def best(self, words: Sequence[str], limit: int, among: Mask | None = None) -> tuple[Positions, Scores]:
        """Give the passages that score best for any of these stems, best first; `among` admits only some."""
        query, reach = _any_of(self._telling(words)), limit
        while True:
            positions, scores = _run(self._searcher, query, reach)
            admitted = slice(None) if among is None else among[positions]
            if len(positions) < reach or len(positions[admitted]) >= limit:
                return positions[admitted][:limit], scores[admitted][:limit]
            reach *= _FURTHER

    def _telling(self, words: Sequence[str]) -> Sequence[str]:
        """Leave out words that stand in nearly every passage: they tell none from another, and take the longest."""
        telling = [word for word, rarity in zip(words, self.rarity(words), strict=True) if rarity > _COMMON]
        return telling or words

    def articles(self, words: Sequence[str], limit: int) -> Articles:
        """Give the articles that score best as a whole for these terms; and those that hold most of them, by rarity."""
        telling = self._telling(words)
        best = _run(self._articles, _any_of(telling), limit)
        rarities = zip(telling, self.rarity(telling).tolist(), strict=True)
        held = [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(_one(word), rarity)) for word, rarity in rarities
        ]
        return Articles(*best, *_run(self._articles, tantivy.Query.boolean_query(held), limit))

    def carrying(self, runs: Sequence[Sequence[str]], limit: int) -> tuple[Positions, Scores]:
        """Give the articles that carry most of these runs of stems, the most first, and how many each of them does."""
        told = [(tantivy.Occur.Should, tantivy.Query.const_score_query(_in_a_row(run), 1.0)) for run in runs]
        return _run(self._articles, tantivy.Query.boolean_query(told), limit)

    def holding(self, words: Sequence[str], others: Sequence[str] = ()) -> tuple[Positions, Scores]:
        """Give every passage in which all of these stems stand; `others` count in its score."""
        if not words:
            return _run(self._searcher, _any_of(()), 1)
        every = [(tantivy.Occur.Must, _one(word)) for word in words]
        more = [(tantivy.Occur.Should, _one(word)) for word in others if word not in words]
        return _run(self._searcher, tantivy.Query.boolean_query([*every, *more]), len(self))


@dataclass(frozen=True, slots=True)
class _Page:
    """A text as it is indexed: its folded words, and the names in it."""

    text: str
    names: Sequence[NameForm]

    @classmethod
    def of(cls, text: str, aliases: Gazetteer) -> Self:
        flat = plain(text)
        return cls(flat.casefold(), [mention.form for mention in aliases.find(flat)])


class _Writer:
    """Writes documents of pages, one after the other."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        index = tantivy.Index(_SCHEMA, path=str(folder))
        index.register_tokenizer("stems", _ANALYZER)
        self._writer = index.writer(heap_size=_HEAP, num_threads=1)
        self._position = count()

    def __enter__(self) -> Self:
        """Give the writer itself."""
        return self

    def add(self, *pages: _Page) -> None:
        document = tantivy.Document()
        document.add_text("text", "\n".join(page.text for page in pages))
        for form in chain.from_iterable(page.names for page in pages):
            document.add_text("forms", form.spelling)
            for code in form.codes:
                document.add_text("names", code)
        document.add_unsigned("position", next(self._position))
        self._writer.add_document(document)

    def commit(self) -> None:
        self._writer.commit()

    def __exit__(self, *_: object) -> None:
        """Wait for the threads that write, also where they have failed: nobody could clear away what they write on."""
        self._writer.wait_merging_threads()


def _open(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer("stems", _ANALYZER)
    return index


def _run(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> tuple[Positions, Scores]:
    found = searcher.search(query, limit=max(1, limit), count=False).hits
    positions = searcher.fast_field_values("position", [address for _, address in found]) if found else []
    return np.array(positions, dtype=np.int64), np.array([score for score, _ in found], dtype=np.float32)


def _place(term: str) -> tuple[str, str]:
    return ("names", term.removeprefix(_NAME)) if term.startswith(_NAME) else ("text", term)


def _one(term: str) -> tantivy.Query:
    return tantivy.Query.term_query(_SCHEMA, *_place(term))


def _in_a_row(words: Sequence[str]) -> tantivy.Query:
    return tantivy.Query.phrase_query(_SCHEMA, "text", [*words]) if len(words) > 1 else _one(words[0])


def _any_of(words: Sequence[str]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, _one(word)) for word in words])
