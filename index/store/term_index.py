"""Term index: lexical retrieval of passages and articles by word stems and by names in any of their forms.

A term is a stem, or the code of a name after `@`: a passage with "Türkiye" or "Turkish" has the term `@TR`.
"""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import tantivy

from index.errors import InvalidQuestion
from index.names.gazetteer import load_gazetteer
from index.store.terms.documents import SCHEMA, Documents, DocumentWriter, FieldText, stem_words
from index.store.terms.search_expression import All, AnyOf, Expression, Near, Not, Phrase
from index.text.arrays import Mask, Positions, Scores

__all__ = [
    "ArticleMatches",
    "MovedRows",
    "TermIndex",
    "compute_rarities",
    "is_name_term",
    "name_code",
    "name_term",
    "skip_common",
    "stem_words",
]

_COMMON = 0.2  # inverse document frequency of a word that four of five passages have
_GROWTH = 10  # factor by which a search is extended if a filter leaves too few hits
_NAME_MARK = "@"
_PASSAGES, _ARTICLES = "passages", "articles"


def name_term(code: str) -> str:
    """Return the term of a name."""
    return f"{_NAME_MARK}{code}"


def compute_rarities(total: int, counts: Sequence[int]) -> Scores:
    """Return the inverse document frequency of terms that so many of all documents have."""
    having = np.array(counts, dtype=np.float32)
    return np.log1p((total - having + 0.5) / (having + 0.5)).astype(np.float32)


def skip_common(words: Sequence[str], rarities: Scores) -> Sequence[str]:
    """Return the terms without those of nearly every passage, which rank nothing and take longest to search."""
    return [word for word, rarity in zip(words, rarities, strict=True) if rarity > _COMMON] or words


def is_name_term(term: str) -> bool:
    """Return whether a term is that of a name, and not a stem."""
    return term.startswith(_NAME_MARK)


def name_code(term: str) -> str:
    """Return the code of the name of a term."""
    return term.removeprefix(_NAME_MARK)


class MovedRows(NamedTuple):
    """The rows, in an index that is written, of the passages and articles of an earlier one, and of those added."""

    passages: Positions
    articles: Positions
    added_passages: Positions
    added_articles: Positions


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

    def __init__(self, folder: Path, passages: Documents, articles: Documents) -> None:
        self.folder = folder
        self._passages, self._articles = passages, articles
        self._searcher = passages.searcher

    @classmethod
    def build(cls, folder: Path, heads: Iterable[str], texts: Iterable[Sequence[str]]) -> None:
        """Write the terms of all passages, and of whole articles, in the order of their rows.

        `heads` has for each article the text that is indexed with every passage of it; `texts` has its passages. Raise
        OSError if the disk is full.
        """
        folder.mkdir()
        (folder / _PASSAGES).mkdir()
        (folder / _ARTICLES).mkdir()
        cls._add(folder, heads, texts)

    def extend(self, folder: Path, heads: Iterable[str], texts: Iterable[Sequence[str]], moved: MovedRows) -> None:
        """Write an index of what this one has and of further articles, of which alone texts are read.

        Searches find the same as in an index that was built of all of them at once. Raise OSError if the disk is full.
        """
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*.lock"))
        self._add(folder, heads, texts)
        for name, documents, rows, added in (
            (_PASSAGES, self._passages, moved.passages, moved.added_passages),
            (_ARTICLES, self._articles, moved.articles, moved.added_articles),
        ):
            np.save(folder / f"{name}.npy", np.concatenate([rows[documents.rows()], added]).astype(np.int32))

    @staticmethod
    def _add(folder: Path, heads: Iterable[str], texts: Iterable[Sequence[str]]) -> None:
        gazetteer = load_gazetteer()
        try:
            with DocumentWriter(folder / _PASSAGES) as passages, DocumentWriter(folder / _ARTICLES) as articles:
                for head, parts in zip(heads, texts, strict=True):
                    heading = FieldText.from_text(head, gazetteer)
                    bodies = [FieldText.from_text(part, gazetteer) for part in parts]
                    for body in bodies:
                        passages.add(heading, body)
                    articles.add(heading, *bodies)
                passages.commit()
                articles.commit()
        except ValueError as error:  # tantivy raises it for errors of the disk
            raise OSError(str(error)) from error

    @classmethod
    def load(cls, folder: Path) -> "TermIndex":
        """Open the folder that `build` or `extend` wrote."""
        return cls(folder, Documents.load(folder, _PASSAGES), Documents.load(folder, _ARTICLES))

    def __len__(self) -> int:
        """Return the number of passages."""
        return int(self._searcher.num_docs)

    def rarities(self, words: Sequence[str]) -> Scores:
        """Return the inverse document frequency of each term; a term of no passage has the highest."""
        return compute_rarities(len(self), [self._searcher.doc_freq(*_locate(word)) for word in words])

    def has_form(self, form: str) -> bool:
        """Return whether any passage has a form of a name."""
        return bool(self._searcher.doc_freq("forms", form))

    def search_passages(self, words: Sequence[str], limit: int, among: Mask | None = None) -> tuple[Positions, Scores]:
        """Return the rows and scores of the best passages for any of these terms; `among` selects what is searched."""
        query, reach = _any_of(self._skip_common(words)), limit
        while True:
            positions, scores = self._passages.search(query, reach)
            selected = slice(None) if among is None else among[positions]
            if len(positions) < reach or len(positions[selected]) >= limit:
                return positions[selected][:limit], scores[selected][:limit]
            reach *= _GROWTH

    def _skip_common(self, words: Sequence[str]) -> Sequence[str]:
        return skip_common(words, self.rarities(words))

    def search_articles(self, words: Sequence[str], limit: int) -> ArticleMatches:
        """Return the articles that score best as a whole for these terms, and those that cover most of them."""
        rare = self._skip_common(words)
        best = self._articles.search(_any_of(rare), limit)
        rarities = zip(rare, self.rarities(rare).tolist(), strict=True)
        weighted = [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(_term_query(word), rarity))
            for word, rarity in rarities
        ]
        return ArticleMatches(*best, *self._articles.search(tantivy.Query.boolean_query(weighted), limit))

    def search_phrases(self, runs: Sequence[Sequence[str]], limit: int) -> tuple[Positions, Scores]:
        """Return the articles with most of these runs of stems, in descending order, and how many each has."""
        phrases = [(tantivy.Occur.Should, tantivy.Query.const_score_query(_phrase_query(run), 1.0)) for run in runs]
        return self._articles.search(tantivy.Query.boolean_query(phrases), limit)

    def find_articles(self, expression: Expression) -> Positions:
        """Return the articles that match a search expression, best first; raise InvalidQuestion if it has no words."""
        return self._articles.search(_expression_query(expression), max(1, len(self._articles)))[0]

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
            return self._passages.search(_any_of(()), 1)
        required = [(tantivy.Occur.Must, _term_query(word)) for word in words]
        optional = [(tantivy.Occur.Should, _term_query(word)) for word in others if word not in words]
        return self._passages.search(tantivy.Query.boolean_query([*required, *optional]), len(self))

    def warm(self) -> None:
        """Do nothing: a first search is as good as others."""


def _locate(term: str) -> tuple[str, str]:
    """Return the field of a term and its value there."""
    return ("names", name_code(term)) if is_name_term(term) else ("text", term)


def _term_query(term: str) -> tantivy.Query:
    return tantivy.Query.term_query(SCHEMA, *_locate(term))


def _phrase_query(words: Sequence[str]) -> tantivy.Query:
    return tantivy.Query.phrase_query(SCHEMA, "text", [*words]) if len(words) > 1 else _term_query(words[0])


def _expression_query(expression: Expression) -> tantivy.Query:
    match expression:
        case Phrase(text):
            return _phrase_query(_require_stems(text))
        case Near(first, second, words):
            sides = _require_stems(first.text), _require_stems(second.text)
            orders = ([*sides[0], *sides[1]], [*sides[1], *sides[0]])
            near = [tantivy.Query.phrase_query(SCHEMA, "text", [*order], slop=words) for order in orders]
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
