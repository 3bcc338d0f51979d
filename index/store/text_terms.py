"""Text terms: the stems and the names of a text, of a person's name and of an article's metadata."""

from functools import lru_cache

from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.term_index import name_term, stem_words


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


@lru_cache(maxsize=1 << 13)
def person_terms(name: str | None) -> frozenset[str]:
    """Return the terms of a person's name; a person called Jordan or Chad is no country."""
    gazetteer = load_gazetteer()
    countries = {name_term(code) for code in gazetteer.find_codes(name or "") if gazetteer.is_country(code)}
    return metadata_terms(name) - countries
