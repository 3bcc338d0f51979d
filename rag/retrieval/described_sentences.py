"""Described sentences: the sentences of passages with their columns, stored or read from the texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from index.store.article_table import ArticleRow
from index.store.category import Category
from index.store.generation import Generation
from index.store.sentence_columns import SentenceColumns
from index.store.sentence_speakers import find_statements
from index.store.text_terms import article_terms, is_in_name, metadata_terms
from index.text.arrays import Mask, Positions

Read = Callable[[ArticleRow], str]


@dataclass(frozen=True)
class DescribedSentences:
    """All sentences of some passages, in their order.

    `rows` are their rows in the generation, `places` those in `columns`; `starts` has the first of each passage.
    """

    generation: Generation
    passages: Positions
    rows: Positions
    starts: Positions
    columns: SentenceColumns
    places: Positions

    @classmethod
    def of_passages(cls, generation: Generation, passages: Positions, read: Read) -> Self:
        """Describe the sentences of passages; the texts are read if the generation has no columns of them."""
        rows, bounds = generation.sentences_of(passages), generation.sentence_bounds
        counts = bounds[passages + 1] - bounds[passages]
        starts = np.cumsum(counts) - counts
        if generation.sentence_columns is not None:
            return cls(generation, passages, rows, starts, generation.sentence_columns, rows)
        columns = _read_columns(generation, passages, rows, read)
        return cls(generation, passages, rows, starts, columns, np.arange(len(rows)))

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.rows)

    @cached_property
    def passage_of_sentence(self) -> Positions:
        """The position in `passages` of the passage of each sentence."""
        return np.repeat(np.arange(len(self.passages)), np.diff(np.append(self.starts, len(self.rows))))

    @cached_property
    def articles(self) -> Positions:
        """The row of the article of each sentence."""
        owners = self.generation.article_of_passage[self.passages].astype(np.int64)
        return owners[self.passage_of_sentence]

    @cached_property
    def statements(self) -> npt.NDArray[np.int32]:
        """The row of the statement that each sentence belongs to, or NO_STATEMENT."""
        return self.columns.statements[self.places]

    @cached_property
    def people(self) -> npt.NDArray[np.int32]:
        """The row of who says each sentence by a statement; -1 without a statement or a speaker of it."""
        people = np.append(self.generation.statements.rows["speaker"], np.int32(-1))
        return people[self.statements]  # NO_STATEMENT is the last

    def find_citable(self, *, with_questions: bool) -> Mask:
        """Return which sentences can be quoted by themselves."""
        return self.columns.select_citable(self.columns.flags[self.places], with_questions=with_questions)

    def hold(self, term: str) -> Mask:
        """Return which sentences have a term."""
        return self.columns.terms.mask(term, len(self.columns))[self.places]

    def count(self, term: str) -> Positions:
        """Return how often each sentence has a term."""
        return self.columns.terms.count_occurrences(term, len(self.columns))[self.places]

    def count_printed(self, code: str) -> Positions:
        """Return how often each sentence names a code in any form, whether or not its passage confirms it."""
        forms, owners = self._printed
        can_mean = self.columns.find_forms(code)[forms]
        return np.bincount(owners[can_mean], minlength=len(self))

    def list_printed(self, sentences: Positions, codes: Sequence[str]) -> list[list[str]]:
        """Return for each of these sentences the forms in which it names any of these codes first of all, in order."""
        spellings = self.columns.spellings
        shown = {number: name for number, (name, meant) in enumerate(spellings) if meant and meant[0] in codes}
        bounds = self.columns.form_bounds
        places = self.places[sentences]
        printed = (
            self.columns.forms[first:end].tolist()
            for first, end in zip(bounds[places].tolist(), bounds[places + 1].tolist(), strict=True)
        )
        return [[shown[form] for form in forms if form in shown] for forms in printed]

    @cached_property
    def _printed(self) -> tuple[Positions, Positions]:
        """The forms in all sentences, and the position of the sentence of each."""
        first, end = self.columns.form_bounds[self.places], self.columns.form_bounds[self.places + 1]
        counts = end - first
        rows = np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        return self.columns.forms[rows], np.repeat(np.arange(len(counts)), counts)

    def surround(self, term: str, holding: Mask) -> Mask:
        """Return which sentences have a term in their passage, as those `holding` it have, or in the metadata of it."""
        if not len(self):
            return holding
        owners = self.generation.article_of_passage[self.passages].astype(np.int64)
        around = np.logical_or.reduceat(holding, self.starts) | self._head(term, owners)
        return around[self.passage_of_sentence]

    def name_speaker(self, term: str) -> Mask:
        """Return which sentences have a term in the name of their article's speaker."""
        return self._select(self.generation.articles.speakers, lambda name: is_in_name(term, name))

    def describe_speaker(self, term: str, naming: Mask) -> Mask:
        """Return which sentences have a term in the name or the country of their speaker or their article's.

        `naming` says which have it in the name of their article's.
        """
        statements = self.generation.statements
        described = naming | self._select(self.generation.articles.countries, lambda name: term in metadata_terms(name))
        saying = np.flatnonzero(self.people >= 0)
        people = self.people[saying]
        named = self._match_people(term, people)
        described[saying] |= named | statements.countries.select_rows(people, lambda name: term in metadata_terms(name))
        return described

    def _match_people(self, term: str, people: npt.NDArray[np.int32]) -> Mask:
        names = self.generation.speaker_names
        codes = names.of_people[people]
        used = np.unique(codes)
        matches = np.zeros(len(names.values), dtype=np.bool_)
        matches[used] = [is_in_name(term, names.values[code]) for code in used.tolist()]
        return matches[codes]

    def _select(self, category: Category, predicate: Callable[[str | None], bool]) -> Mask:
        return category.select_rows(self.articles, predicate)

    def _head(self, term: str, articles: Positions) -> Mask:
        """Return which of these articles have a term in their metadata."""
        heads = self.generation.head_terms
        if heads is not None:
            return heads.mask(term, len(self.generation.articles))[articles]
        different, numbers = np.unique(articles, return_inverse=True)
        rows = (self.generation.articles[row] for row in different.tolist())
        return np.array([term in article_terms(row) for row in rows], dtype=np.bool_)[numbers]


def _read_columns(generation: Generation, passages: Positions, rows: Positions, read: Read) -> SentenceColumns:
    """Read the columns of the sentences of passages from their texts."""
    by_place = np.sort(passages)
    in_order = generation.sentences_of(by_place)
    bounds = generation.sentence_bounds
    counts = bounds[by_place + 1] - bounds[by_place]
    articles = np.repeat(generation.article_of_passage[by_place].astype(np.int64), counts)
    found = find_statements(articles, generation.sentences[in_order], generation.statements)
    statements = found[np.searchsorted(in_order, rows)]
    return SentenceColumns.read((_read_passage(generation, passage, read) for passage in passages.tolist()), statements)


def _read_passage(generation: Generation, passage: int, read: Read) -> tuple[str, Sequence[str]]:
    entry = generation.articles[int(generation.article_of_passage[passage])]
    text = read(entry)
    spans = generation.sentences[generation.sentence_rows(passage)].tolist()
    return entry.title, [text[start:end] for start, end in spans]
