"""Glossary terms: English terms by the stems of what they are in another language, loaded when they are needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product, takewhile

from index.data_files import load_toml
from rag.interpretation.languages.words import Word, phrase_keys, stem
from rag.interpretation.written_forms.exonyms import names_in

COLUMNS = ("de", "fr", "es", "pt", "it", "tr", "ar", "ru", "uk", "pl")
"""The languages of a row of the glossary, in order."""

FILES = {
    "security": "term",
    "diplomacy": "term",
    "society": "term",
    "geography": "place",
    "offices": "office",
    "peoples": "people",
}
"""The files of the glossary, and what their terms are."""

_LONGEST = 6  # words of a term


@dataclass(frozen=True, slots=True)
class Term:
    """An English term and what it is: a term, a place, an office, a people as an adjective, or a name."""

    english: str
    kind: str


def find_term(words: list[Word], start: int, code: str) -> tuple[Term | None, int]:
    """Return the longest term or name of a place that begins at a word, and its number of words.

    A term as it stands in a table comes before one that only has the same stems.
    """
    table = _load_terms(code)
    for size in range(min(_LONGEST, len(words) - start), 0, -1):
        run = words[start : start + size]
        for keys in product(*(word.keys for word in run)):
            if keys in table.exact:
                return table.exact[keys], size
        typed = " ".join(word.key for word in run)
        alike = [pair for stems in product(*(word.stems for word in run)) for pair in table.by_stems.get(stems, ())]
        if alike:
            return max(alike, key=lambda pair: _likeness(pair[0], typed))[1], size
    return None, 0


def _likeness(one: str, other: str) -> tuple[int, int]:
    """Return how many letters two phrases begin with together, and how little they differ in length."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared, -abs(len(one) - len(other))


def glossary_rows() -> Iterator[tuple[Term, list[str]]]:
    """Yield each English term with what it is in the languages of COLUMNS."""
    for name, kind in FILES.items():
        for english, row in load_toml("rag.interpretation.languages", f"glossary/{name}.toml").items():
            yield Term(english, kind), row


@dataclass(frozen=True, slots=True)
class _Terms:
    """Terms by the keys of their words, and by their stems with the phrase that has them."""

    exact: dict[tuple[str, ...], Term]
    by_stems: dict[tuple[str, ...], list[tuple[str, Term]]]

    def add(self, phrase: str, term: Term, code: str) -> None:
        """Add a phrase in another language; the first term of a phrase counts."""
        keys = phrase_keys(phrase, code)
        if keys:
            self.exact.setdefault(keys, term)
            self.by_stems.setdefault(tuple(stem(key, code) for key in keys), []).append((" ".join(keys), term))


@cache
def _load_terms(code: str) -> _Terms:
    terms, column = _Terms({}, {}), COLUMNS.index(code)
    for name, english in names_in(code).items():
        terms.add(name, Term(english, "place"), code)
    for term, row in glossary_rows():
        for phrase in row[column].split("|"):
            terms.add(phrase, term, code)
    for english, spellings in load_toml("rag.interpretation.languages", "names.toml")["names"].items():
        for spelling in spellings.split("|"):
            terms.add(spelling, Term(english, "name"), code)
    return terms
