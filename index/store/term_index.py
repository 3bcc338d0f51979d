"""Term index: lexical retrieval of passages and articles by word stems and by names in any of their forms.

A term is a stem, or the code of a name after `@`: a passage with "Türkiye" or "Turkish" has the term `@TR`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import tantivy

from index.errors import InvalidQuestion
from index.names.gazetteer import Gazetteer, NameForm
from index.store.search_expression import All, AnyOf, Expression, Near, Not, Phrase
from index.text.arrays import Mask, Positions, Scores
from index.text.normalize import fold, normalize_text

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
_HEAP = 128_000_000  # bytes of the writer
_COMMON = 0.2  # inverse document frequency of a word that four of five passages have
_GROWTH = 10  # factor by which a search is extended if a filter leaves too few hits
_NAME_MARK = "@"


def stem_words(text: str) -> list[str]:
    """Return the stems of the folded words of a text, in order."""
    return _ANALYZER.analyze(fold(text))


def name_term(code: str) -> str:
    """Return the term of a name."""
    return f"{_NAME_MARK}{code}"


class ArticleMatches(NamedTuple):
    """Articles that match terms as a whole, best first: by BM25, and by the terms that they cover.

    `best` and `covering` are rows; `coverage` is the sum of the rarities of the terms that an article has.
    """

    best: Positions
    scores: Scores
    covering: Positions
    coverage: Scores


class TermIndex:
    """Passages and articles by their terms, ranked by BM25 (k1 1.2, b 0.75, tantivy's constants)."""

    def __init__(self, passages: tantivy.Index, articles: tantivy.Index) -> None:
        self._searcher, self._articles = passages.searcher(), articles.searcher()

    @classmethod
    def build(cls, folder: Path, heads: Sequence[str], texts: Sequence[Sequence[str]], gazetteer: Gazetteer) -> None:
        """Write the terms of all passages, and of whole articles, in the order of their rows.

        `heads` has for each article the text that is indexed with every passage of it; `texts` has its passages. Raise
        OSError if the disk is full.
        """
        folder.mkdir()
        try:
            cls._write(folder, heads, texts, gazetteer)
        except ValueError as error:  # tantivy raises it for errors of the disk
            raise OSError(str(error)) from error

    @staticmethod
    def _write(folder: Path, heads: Sequence[str], texts: Sequence[Sequence[str]], gazetteer: Gazetteer) -> None:
        with _Writer(folder / "passages") as passages, _Writer(folder / "articles") as articles:
            for head, parts in zip(heads, texts, strict=True):
                heading, bodies = (
                    _Field.from_text(head, gazetteer),
                    [_Field.from_text(part, gazetteer) for part in parts],
                )
                for body in bodies:
                    passages.add(heading, body)
                articles.add(heading, *bodies)
            passages.commit()
            articles.commit()

    @classmethod
    def load(cls, folder: Path) -> "TermIndex":
        """Open the folder that `build` wrote."""
        return cls(_open(folder / "passages"), _open(folder / "articles"))

    def __len__(self) -> int:
        """Return the number of passages."""
        return int(self._searcher.num_docs)

    def rarities(self, words: Sequence[str]) -> Scores:
        """Return the inverse document frequency of each term; a term of no passage has the highest."""
        total = len(self)
        counts = np.array([self._searcher.doc_freq(*_locate(word)) for word in words], dtype=np.float32)
        return np.log1p((total - counts + 0.5) / (counts + 0.5)).astype(np.float32)

    def has_form(self, form: str) -> bool:
        """Return whether any passage has a form of a name."""
        return bool(self._searcher.doc_freq("forms", form))

    def search_passages(self, words: Sequence[str], limit: int, among: Mask | None = None) -> tuple[Positions, Scores]:
        """Return the rows and scores of the best passages for any of these terms; `among` selects what is searched."""
        query, reach = _any_of(self._skip_common(words)), limit
        while True:
            positions, scores = _run(self._searcher, query, reach)
            selected = slice(None) if among is None else among[positions]
            if len(positions) < reach or len(positions[selected]) >= limit:
                return positions[selected][:limit], scores[selected][:limit]
            reach *= _GROWTH

    def _skip_common(self, words: Sequence[str]) -> Sequence[str]:
        """Return the terms without those of nearly every passage, which rank nothing and take longest to search."""
        rare = [word for word, rarity in zip(words, self.rarities(words), strict=True) if rarity > _COMMON]
        return rare or words

    def search_articles(self, words: Sequence[str], limit: int) -> ArticleMatches:
        """Return the articles that score best as a whole for these terms, and those that cover most of them."""
        rare = self._skip_common(words)
        best = _run(self._articles, _any_of(rare), limit)
        rarities = zip(rare, self.rarities(rare).tolist(), strict=True)
        weighted = [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(_term_query(word), rarity))
            for word, rarity in rarities
        ]
        return ArticleMatches(*best, *_run(self._articles, tantivy.Query.boolean_query(weighted), limit))

    def search_phrases(self, runs: Sequence[Sequence[str]], limit: int) -> tuple[Positions, Scores]:
        """Return the articles with most of these runs of stems, in descending order, and how many each has."""
        phrases = [(tantivy.Occur.Should, tantivy.Query.const_score_query(_phrase_query(run), 1.0)) for run in runs]
        return _run(self._articles, tantivy.Query.boolean_query(phrases), limit)

    def find_articles(self, expression: Expression) -> Positions:
        """Return the articles that match a search expression, best first; raise InvalidQuestion if it has no words."""
        return _run(self._articles, _expression_query(expression), max(1, int(self._articles.num_docs)))[0]

    def count_all_words(self, words: Sequence[str]) -> int:
        """Return in how many passages all of these terms occur; 0 for no terms."""
        if len(words) == 1:
            return int(self._searcher.doc_freq(*_locate(words[0])))
        required = [(tantivy.Occur.Must, _term_query(word)) for word in words]
        found: Any = self._searcher.search(tantivy.Query.boolean_query(required), limit=1, count=True)
        return int(found.count)  # tantivy's stubs do not have it

    def find_all_words(self, words: Sequence[str], others: Sequence[str] = ()) -> tuple[Positions, Scores]:
        """Return every passage that has all of these terms, with its score; `others` add to the score."""
        if not words:
            return _run(self._searcher, _any_of(()), 1)
        required = [(tantivy.Occur.Must, _term_query(word)) for word in words]
        optional = [(tantivy.Occur.Should, _term_query(word)) for word in others if word not in words]
        return _run(self._searcher, tantivy.Query.boolean_query([*required, *optional]), len(self))


@dataclass(frozen=True, slots=True)
class _Field:
    """A text as it is indexed: folded, and the names in it."""

    text: str
    names: Sequence[NameForm]

    @classmethod
    def from_text(cls, text: str, gazetteer: Gazetteer) -> Self:
        normalized = normalize_text(text)
        return cls(normalized.casefold(), [match.form for match in gazetteer.find(normalized)])


class _Writer:
    """A writer of one tantivy index; documents get consecutive positions."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        index = tantivy.Index(_SCHEMA, path=str(folder))
        index.register_tokenizer("stems", _ANALYZER)
        self._writer = index.writer(heap_size=_HEAP, num_threads=1)
        self._position = count()

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def add(self, *parts: _Field) -> None:
        """Add a document of several parts."""
        document = tantivy.Document()
        document.add_text("text", "\n".join(part.text for part in parts))
        for form in chain.from_iterable(part.names for part in parts):
            document.add_text("forms", form.spelling)
            for code in form.codes:
                document.add_text("names", code)
        document.add_unsigned("position", next(self._position))
        self._writer.add_document(document)

    def commit(self) -> None:
        self._writer.commit()

    def __exit__(self, *_: object) -> None:
        """Wait for the writing threads, also after an error: their files cannot be deleted while they write."""
        self._writer.wait_merging_threads()


def _open(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer("stems", _ANALYZER)
    return index


def _run(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> tuple[Positions, Scores]:
    hits = searcher.search(query, limit=max(1, limit), count=False).hits
    positions = searcher.fast_field_values("position", [address for _, address in hits]) if hits else []
    return np.array(positions, dtype=np.int64), np.array([score for score, _ in hits], dtype=np.float32)


def _locate(term: str) -> tuple[str, str]:
    """Return the field of a term and its value there."""
    return ("names", term.removeprefix(_NAME_MARK)) if term.startswith(_NAME_MARK) else ("text", term)


def _term_query(term: str) -> tantivy.Query:
    return tantivy.Query.term_query(_SCHEMA, *_locate(term))


def _phrase_query(words: Sequence[str]) -> tantivy.Query:
    return tantivy.Query.phrase_query(_SCHEMA, "text", [*words]) if len(words) > 1 else _term_query(words[0])


def _expression_query(expression: Expression) -> tantivy.Query:
    match expression:
        case Phrase(text):
            return _phrase_query(_require_stems(text))
        case Near(first, second, words):
            sides = _require_stems(first.text), _require_stems(second.text)
            orders = ([*sides[0], *sides[1]], [*sides[1], *sides[0]])
            near = [tantivy.Query.phrase_query(_SCHEMA, "text", [*order], slop=words) for order in orders]
            return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in near])
        case AnyOf(parts):
            return tantivy.Query.boolean_query([(tantivy.Occur.Should, _expression_query(part)) for part in parts])
        case Not(part):
            return tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, tantivy.Query.all_query()), (tantivy.Occur.MustNot, _expression_query(part))]
            )
        case All(parts):
            return tantivy.Query.boolean_query([(tantivy.Occur.Must, _expression_query(part)) for part in parts])


def _require_stems(text: str) -> list[str]:
    if not (stems := stem_words(text)):
        raise InvalidQuestion("a word to search for has no letter or figure in it")
    return stems


def _any_of(words: Sequence[str]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, _term_query(word)) for word in words])
