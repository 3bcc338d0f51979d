"""Sentence columns: what is known of each sentence before anything is asked.

Its terms, the names in it, whether it can be cited, a digest of its words and the statement that it belongs to are
found when the index is built, so that a question about thousands of sentences reads columns and no texts.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.sentence_speakers import StatementRows
from index.store.term_index import name_term, stem_words
from index.store.terms.postings import Postings, RowNumbers
from index.store.text_terms import article_terms
from index.text.arrays import Mask, Positions
from index.text.normalize import words
from index.text.sentences import is_quotable

_QUOTABLE, _QUESTION, _TITLE = 1, 2, 4
_QUESTION_MARKS, _CLOSING = ("?", "？", "؟"), " \n\"'”’)»"

_NAME = "sentence"


@dataclass(frozen=True)
class SentenceColumns:
    """Columns of the sentences of a generation, or of some passages of it.

    `flags` say whether a sentence can be quoted, asks something or repeats the title; `wordings` are digests of the
    folded words; `statements` has the statement that each belongs to. `terms` are the stems, and the codes of the names
    that the passage confirms. `forms` are the names as they are printed, sentence by sentence: positions in
    `spellings`, each a spelling and its codes.
    """

    flags: npt.NDArray[np.uint8]
    wordings: npt.NDArray[np.uint64]
    statements: StatementRows
    terms: Postings
    forms: npt.NDArray[np.int32]
    form_bounds: Positions
    spellings: Sequence[tuple[str, Sequence[str]]]

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.flags)

    @classmethod
    def read(cls, passages: Iterable[tuple[str, Sequence[str]]], statements: StatementRows) -> Self:
        """Read the sentences of passages, each with the title of its article."""
        reader = _Reader()
        for title, sentences in passages:
            reader.add(title, sentences)
        return cls(
            flags=np.array(reader.flags, dtype=np.uint8),
            wordings=np.array(reader.wordings, dtype=np.uint64),
            statements=statements,
            terms=Postings.build(
                [*reader.vocabulary],
                np.array(reader.numbers, dtype=np.int32),
                np.repeat(np.arange(len(reader.flags), dtype=np.int32), np.array(reader.lengths, dtype=np.int64)),
            ),
            forms=np.array(reader.forms, dtype=np.int32),
            form_bounds=np.array(reader.form_bounds, dtype=np.int64),
            spellings=[*reader.spellings],
        )

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """Open the files that `write` wrote; None if the generation was written without them."""
        if not (folder / f"{_NAME}_names.json").exists():
            return None
        names = "flags", "wordings", "statements", "forms", "form_bounds"
        columns = {name: np.asarray(np.load(folder / f"{_NAME}_{name}.npy", mmap_mode="r")) for name in names}
        printed = json.loads((folder / f"{_NAME}_names.json").read_bytes())
        spellings = [(spelling, tuple(codes)) for spelling, codes in printed]
        return cls(**columns, terms=Postings.load(folder, f"{_NAME}_terms"), spellings=spellings)

    def write(self, folder: Path) -> None:
        """Write the columns into a folder."""
        for name in ("flags", "wordings", "statements", "forms", "form_bounds"):
            np.save(folder / f"{_NAME}_{name}.npy", getattr(self, name))
        self.terms.write(folder, f"{_NAME}_terms")
        (folder / f"{_NAME}_names.json").write_text(json.dumps(self.spellings, ensure_ascii=False), "utf-8")

    def move(self, moved: RowNumbers, new: "SentenceColumns", places: Positions, statements: StatementRows) -> Self:
        """Return the columns after sentences have moved, with those of new ones.

        `moved` has the new row of each sentence, or -1; `places` the row of each new one.
        """
        kept = np.flatnonzero(moved >= 0)
        rows, length = moved[kept].astype(np.int64), len(statements)
        flags, wordings = np.zeros(length, dtype=np.uint8), np.zeros(length, dtype=np.uint64)
        flags[rows], wordings[rows] = self.flags[kept], self.wordings[kept]
        flags[places], wordings[places] = new.flags, new.wordings
        numbers = {spelling: number for number, spelling in enumerate(self.spellings)}
        known = np.array([numbers.setdefault(spelling, len(numbers)) for spelling in new.spellings], dtype=np.int32)
        counts = np.zeros(length, dtype=np.int64)
        counts[rows], counts[places] = np.diff(self.form_bounds)[kept], np.diff(new.form_bounds)
        bounds = np.append(0, np.cumsum(counts))
        forms = np.zeros(bounds[-1], dtype=np.int32)
        is_kept = np.repeat(moved >= 0, np.diff(self.form_bounds))
        in_kept = np.zeros(length, dtype=np.bool_)
        in_kept[rows] = True
        from_kept = np.repeat(in_kept, counts)
        forms[from_kept], forms[~from_kept] = self.forms[is_kept], known[new.forms]
        moved_new = Postings(new.terms.keys, new.terms.bounds, places.astype(np.int32)[new.terms.rows])
        used, occurrences, ranks = np.unique(forms, return_index=True, return_inverse=True)
        in_order = np.argsort(occurrences)  # as they are numbered when all sentences are read
        every = [*numbers]
        return type(self)(
            flags,
            wordings,
            statements,
            self.terms.move(moved, moved_new),
            np.argsort(in_order).astype(np.int32)[ranks],
            bounds,
            [every[form] for form in used[in_order].tolist()],
        )

    def citable(self, *, with_questions: bool) -> Mask:
        """Return which sentences can be quoted by themselves and do not repeat the title."""
        return self.select_citable(self.flags, with_questions=with_questions)

    @staticmethod
    def select_citable(flags: npt.NDArray[np.uint8], *, with_questions: bool) -> Mask:
        """Return which of these flags are those of sentences that can be cited."""
        looked_at = _QUOTABLE | _TITLE | (0 if with_questions else _QUESTION)
        citable: Mask = (flags & looked_at) == _QUOTABLE
        return citable

    def find_forms(self, code: str) -> npt.NDArray[np.bool_]:
        """Return for each spelling whether it can mean a code."""
        return np.array([code in codes for _, codes in self.spellings], dtype=np.bool_)


@dataclass(slots=True)
class _Reader:
    """The columns of the sentences read so far."""

    flags: list[int] = field(default_factory=list)
    wordings: list[int] = field(default_factory=list)
    vocabulary: dict[str, int] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    spellings: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    forms: list[int] = field(default_factory=list)
    form_bounds: list[int] = field(default_factory=lambda: [0])

    def add(self, title: str, sentences: Sequence[str]) -> None:
        """Read the sentences of a passage.

        The passage decides whether "Jordan" is a country or the person whom a sentence before names in full.
        """
        gazetteer = load_gazetteer()
        passage = " ".join(sentences)
        confirmed = frozenset(gazetteer.find_codes(passage)) if gazetteer.has_homonym(passage) else None
        for sentence in sentences:
            matches = gazetteer.find(sentence)
            codes = dict.fromkeys(code for match in matches for code in match.form.codes)
            names = [name_term(code) for code in codes if confirmed is None or code in confirmed]
            terms = [*stem_words(sentence), *names]
            self.numbers += [self.vocabulary.setdefault(term, len(self.vocabulary)) for term in terms]
            self.lengths.append(len(terms))
            printed = [(match.form.spelling, match.form.codes) for match in matches]
            self.forms += [self.spellings.setdefault(form, len(self.spellings)) for form in printed]
            self.form_bounds.append(len(self.forms))
            self.flags.append(_flag(sentence, title))
            self.wordings.append(digest_wording(words(sentence)))


def digest_wording(folded: Sequence[str]) -> int:
    """Return a digest of 64 bits of the folded words of a sentence."""
    return int.from_bytes(hashlib.blake2b(" ".join(folded).encode(), digest_size=8).digest(), "little")


def read_heads(articles: Iterable[ArticleRow]) -> Postings:
    """Return the postings of the terms of the metadata of articles."""
    vocabulary: dict[str, int] = {}
    numbers: list[int] = []
    lengths: list[int] = []
    for article in articles:
        terms = article_terms(article)
        numbers += [vocabulary.setdefault(term, len(vocabulary)) for term in terms]
        lengths.append(len(terms))
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), np.array(lengths, dtype=np.int64))
    return Postings.build([*vocabulary], np.array(numbers, dtype=np.int32), rows)


def _flag(sentence: str, title: str) -> int:
    is_question = sentence.rstrip(_CLOSING).endswith(_QUESTION_MARKS)
    repeats_title = sentence.strip() == title.strip()
    return _QUOTABLE * is_quotable(sentence) | _QUESTION * is_question | _TITLE * repeats_title
