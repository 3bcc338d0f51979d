"""Units: the words of a question become the parts that it is read by, each with its English.

A unit is a word of asking ("who", "about"), an English term, a place, an office, a people, a name, a year, a word that
stands in the library as it is, or one that could not be read. Longer phrases come before shorter ones.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

from index.data_files import load_toml
from rag.interpretation.languages.glossary_terms import find_term
from rag.interpretation.languages.words import ARABIC, Word, phrase_keys, split_words

CONTENT = frozenset({"term", "place", "office", "people", "name", "word", "unread"})
"""The kinds of units that subjects and speakers are made of."""

_YEAR = re.compile(r"(?:19|20)\d\d$")
_PHRASE = 6  # words of a phrase of asking
_KEPT = 4  # letters of a word that is kept in lower case


class Names(Protocol):
    """The names and words of a library."""

    def has_word(self, word: str) -> bool:
        """Return whether a word stands in the library."""

    def find_name(self, run: Sequence[Word], start: int, code: str) -> tuple[str, int]:
        """Return the name that begins at a word, empty where none does, and its number of words."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a question: what it is, its English, and the words as typed; whether a hyphen joins it on the left."""

    kind: str
    english: str
    typed: str
    is_joined: bool = False

    @property
    def is_content(self) -> bool:
        """Whether it may stand in a subject or name a speaker."""
        return self.kind in CONTENT


@cache
def load_lexicon(code: str) -> dict[str, Any]:
    """Return the words of asking of a language, and its notes."""
    lexicon: dict[str, Any] = load_toml("rag.interpretation.languages", f"lexicons/{code}.toml")
    return lexicon


def read_phrase(question: str, code: str) -> str:
    """Return the English of a question that is one fixed phrase, as a greeting is; empty where it is none."""
    return _phrases(code).get(tuple(word.key for word in split_words(question, code)), "")


def read_units(question: str, code: str, names: Names) -> list[Unit]:
    """Return the units of a question, in order."""
    words = split_words(question, code)
    units: list[Unit] = []
    place = 0
    while place < len(words):
        found, size = _read_unit(words, place, code, names)
        units += found
        place += size
    return [_demoted(unit) if code in ARABIC and number else unit for number, unit in enumerate(units)]


def _demoted(unit: Unit) -> Unit:
    """Return the Arabic word for "who" as that for "from", which it is within a question."""
    return replace(unit, kind="of") if unit.kind == "who" and unit.typed == "من" else unit


def _read_unit(words: list[Word], place: int, code: str, names: Names) -> tuple[list[Unit], int]:
    word = words[place]
    cue, cue_size = _find_cue(words, place, code)
    term, term_size = find_term(words, place, code)
    name, name_size = ("", 0) if cue else names.find_name(words, place, code)
    size = max(cue_size, term_size, name_size)
    typed = " ".join(one.typed for one in words[place : place + max(size, 1)])
    if size and term and term_size == size and (term_size > cue_size or cue in {"filler", "in"}):
        return [*_particle(words[place], code), Unit(term.kind, term.english, typed, word.is_joined)], size
    if size and name and name_size == size:
        return [Unit("name", name, typed, word.is_joined)], size
    if size and cue:
        return [Unit(cue, "", typed)], size
    return [_read_rest(word, names)], 1


def _read_rest(word: Word, names: Names) -> Unit:
    """Return the unit of a word that no table has."""
    if _YEAR.match(word.key):
        return Unit("year", word.key, word.typed)
    is_known = word.typed[:1].isupper() or len(word.key) >= _KEPT
    if word.key.isdigit() or (is_known and word.key.isascii() and names.has_word(word.key)):
        return Unit("word", word.typed, word.typed, word.is_joined)
    return Unit("unread", "", word.typed, word.is_joined)


def _particle(word: Word, code: str) -> list[Unit]:
    """Return the "and" that Arabic writes together with a word after it."""
    return [Unit("and", "", "و")] if code in ARABIC and word.key.startswith("و") and word.key[1:] in word.keys else []


def _find_cue(words: list[Word], place: int, code: str) -> tuple[str, int]:
    cues = _cues(code)
    for size in range(min(_PHRASE, len(words) - place), 0, -1):
        if cue := cues.get(tuple(word.key for word in words[place : place + size])):
            return cue, size
    return "", 0


@cache
def _cues(code: str) -> Mapping[tuple[str, ...], str]:
    cues: dict[tuple[str, ...], str] = {}
    for cue, listed in load_lexicon(code)["cues"].items():
        for phrase in listed.split("|"):
            cues.setdefault(phrase_keys(phrase, code), cue)
    return cues


@cache
def _phrases(code: str) -> Mapping[tuple[str, ...], str]:
    table = load_lexicon(code)["phrases"]
    return {phrase_keys(phrase, code): english for english, listed in table.items() for phrase in listed.split("|")}
