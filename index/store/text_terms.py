"""Text terms: the stems and the names of a text, of a person's name and of an article's metadata."""

from functools import lru_cache

from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.term_index import is_name_term, name_code, name_term, stem_words


def text_terms(text: str) -> frozenset[str]:
    """Return the stems and the names of a text."""
    return frozenset([*stem_words(text), *map(name_term, load_gazetteer().find_codes(text))])


def article_terms(entry: ArticleRow) -> frozenset[str]:
    """Return the terms of an article's metadata, which apply to each of its passages."""
    parts = entry.country, entry.title, entry.speaker_role, entry.source, entry.published
    return person_terms(entry.speaker).union(*map(metadata_terms, parts))


@lru_cache(maxsize=1 << 13)
def metadata_terms(part: str | None) -> frozenset[str]:
    """Return the terms of a part of an article's metadata; cached, because many articles share it."""
    return text_terms(part) if part else frozenset()


def person_terms(name: str | None) -> frozenset[str]:
    """Return the terms of a person's name; a person called Jordan or Chad is no country."""
    return frozenset(term for term in metadata_terms(name) if not is_country_term(term))


def is_in_name(term: str, name: str | None) -> bool:
    """Return whether a person's name has a term; names are looked for in it only if the term is one of a body."""
    if is_name_term(term):
        return not is_country_term(term) and term in metadata_terms(name)
    return term in _stem_name(name)


def is_country_term(term: str) -> bool:
    """Return whether a term is the name of a country."""
    return is_name_term(term) and load_gazetteer().is_country(name_code(term))


@lru_cache(maxsize=1 << 15)  # all speakers of a large library: a broad question looks at thousands in the same order
def _stem_name(name: str | None) -> tuple[str, ...]:
    return tuple(stem_words(name)) if name else ()
