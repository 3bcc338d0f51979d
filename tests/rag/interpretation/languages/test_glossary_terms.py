"""The glossary: its rows, and the terms that words begin."""

import pytest

from rag.interpretation.languages.glossary_terms import COLUMNS, find_term, glossary_rows
from rag.interpretation.languages.words import split_words


def test_every_row_has_a_word_in_every_language() -> None:
    rows = list(glossary_rows())
    assert len(rows) >= 400
    assert not [term.english for term, row in rows if len(row) != len(COLUMNS) or not all(row)]


def test_no_english_term_stands_twice() -> None:
    terms = [term.english for term, _ in glossary_rows()]
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize(
    ("phrase", "code", "english"),
    [
        ("Kernwaffentests", "de", "nuclear tests"),
        ("conseil de sécurité des", "fr", "Security Council"),
        ("gobiernos", "es", "government"),
        ("refugiada", "pt", "refugees"),
        ("droghe leggere", "it", "drugs"),
        ("Birleşmiş Milletler", "tr", "United Nations"),
        ("بالإرهاب", "ar", "terrorism"),
        ("химическим оружием", "ru", "chemical weapons"),
        ("біженцями", "uk", "refugees"),
        ("korupcją", "pl", "corruption"),
        ("Libanon", "de", "Lebanon"),
        ("Libano", "it", "Lebanon"),
        ("Libia", "it", "Libya"),
        ("Siria", "es", "Syria"),
    ],
)
def test_the_longest_term_is_found_in_any_of_its_forms(phrase: str, code: str, english: str) -> None:
    term, _ = find_term(split_words(phrase, code), 0, code)
    assert term is not None
    assert term.english == english


def test_what_is_no_term_is_none() -> None:
    assert find_term(split_words("Qualle", "de"), 0, "de") == (None, 0)
