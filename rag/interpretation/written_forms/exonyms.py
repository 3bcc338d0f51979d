"""Exonyms: the names of places in other languages and in other forms, which the gazetteer of articles does not have.

Countries and territories have their names from the CLDR, without what only says that they are a republic; the names of
regions and towns stand in exonyms.toml, with all the forms in which English articles write them.
"""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from index.data_files import load_toml
from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from index.store.term_index import stem_words
from index.text.normalize import fold
from rag.query.question import Question

LANGUAGES = ("de", "fr", "es", "pt", "it", "tr", "ar", "ru", "uk", "pl")
"""The languages, beside English, of which names are known."""

_STATE = re.compile(
    r"^(?:(?:demokratische |islamische )?republik|r[ée]publique(?: d[ée]mocratique)?(?: d[ue] | d'|)|"
    r"rep[úu]blica(?: democr[áa]tica)?(?: de| del)?|"
    r"республика|республіка|republika|جمهورية)\s+",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"^(?P<name>[^(]+?)\s*\((?P<other>[^)]+)\)$")
_COUNTRY = re.compile(r"[A-Z]{2}$")
_SEVERAL_WORLDS = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})
_FEWEST = 4  # letters of a name in another language that is read within an English question


@cache
def _places() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = load_toml("rag.interpretation.written_forms", "exonyms.toml")
    return table


@cache
def names_in(language: str) -> dict[str, str]:
    """Return the English names of countries, territories and other places by their names in a language."""
    english, names = Locale("en").territories, {}
    for iso, name in Locale(language).territories.items():
        if _COUNTRY.match(iso) and iso not in _SEVERAL_WORLDS:
            label = load_gazetteer().label(iso) if load_gazetteer().is_country(iso) else english[iso]
            names.update(dict.fromkeys(_parts(name), label))
    everyday = load_toml("rag.interpretation.written_forms", "countries.toml")[language]
    names.update((name, load_gazetteer().label(iso)) for iso, others in everyday.items() for name in others)
    for label, row in _places().items():
        names.update(dict.fromkeys(row.get(language, ()), label))
    return names


def _parts(name: str) -> Iterator[str]:
    """Yield a name, each of two that stand in one ("Myanmar (Birmanie)"), and without the word of a republic."""
    match = _BESIDE.match(name)
    for part in (match["name"], match["other"]) if match else (name,):
        yield part
        if bare := _STATE.sub("", part):
            yield bare


def english_name(word: str) -> str:
    """Return the English name of a place that is written as in another language; empty where it is none."""
    return _by_folded().get(fold(word).strip(), "") if len(word) >= _FEWEST else ""


@cache
def _by_folded() -> dict[str, str]:
    return {fold(name): label for language in ("de", "fr", "es", "tr") for name, label in names_in(language).items()}


def is_place(word: str) -> bool:
    """Return whether a word stands in a form of a place that is written in several ways."""
    return fold(word) in _form_words()


@cache
def _form_words() -> frozenset[str]:
    return frozenset(
        part for forms in _families() for form in forms for part in [fold(form), *re.split(r"[\s-]+", fold(form))]
    )


@cache
def _families() -> tuple[tuple[str, ...], ...]:
    return tuple((label, *row["forms"]) for label, row in _places().items() if row["forms"])


def add_exonyms(question: Question, index: Generation) -> Question:
    """Return the question with its places as the library also writes them: "Trans-Dniester" and "Transnistrian"."""
    if not question.exhaustive:
        return question
    forms = [(typed, other) for typed, others in _find_forms(question) for other in others]
    return question.with_variants([form for form in forms if index.terms.count_all_words(list(form[1]))])


def _find_forms(question: Question) -> Iterator[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Yield the terms of each place of a question, and those of its other forms."""
    line = f" {_joined(question.text)} "
    for forms in _families():
        typed = [form for form in forms if f" {_joined(form)} " in line]
        if not typed:
            continue
        terms = tuple(stem_words(max(typed, key=len)))
        if set(terms) <= set(question.topic):
            others = dict.fromkeys(tuple(stem_words(form)) for form in forms)
            yield terms, [other for other in others if other != terms]


def _joined(text: str) -> str:
    return re.sub(r"[^\w]+", " ", fold(text)).strip()
