"""Lexicon: the word lists of the check, from `lexicon.toml`, and how words relate by them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from index.data_files import load_toml
from index.store.term_index import stem_words

_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "anti")
_MIN_ROOT = 4  # letters of a word that a prefix negates: "under" does not negate "der"

Words = AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of `lexicon.toml`, where each is explained, as sets of folded words."""

    function_words: Words
    cues: Words
    strong_cues: Words
    reporting_words: Words
    negators: Words
    implicit_negatives: Words
    strong_negatives: Words
    titles: Words
    turns: Words
    office_nouns: Words
    persons: Words
    offices: tuple[tuple[str, ...], ...]
    modality: Mapping[str, Words]
    quantifiers: Mapping[str, Words]
    order: Mapping[str, Any]
    scales: Mapping[str, float]
    units: Mapping[str, str]
    above: tuple[str, ...]
    below: tuple[str, ...]
    near: tuple[str, ...]
    about: tuple[str, ...]
    synonyms: Mapping[str, Words]
    opposites: Mapping[str, Words]
    sorts: tuple[Words, ...]
    aliases: Mapping[str, str]


@cache
def load_lexicon() -> Lexicon:
    """Return the lists; they are read once."""
    table: dict[str, Any] = load_toml("rag.verification.wording", "lexicon.toml")
    plain: dict[str, Any] = {
        name: frozenset(words.split())
        for name, words in table.items()
        if isinstance(words, str) and name not in {"irregular", "aliases"}
    }
    order = {
        name: frozenset(words.split()) if isinstance(words, str) else words for name, words in table["order"].items()
    }
    figures = table["figures"]
    return Lexicon(
        **plain,
        offices=tuple(_split(row) for row in table["offices"]),
        modality={name: frozenset(words.split()) for name, words in table["modality"].items()},
        quantifiers={name: frozenset(words.split()) for name, words in table["quantifiers"].items()},
        order=order,
        scales=figures["scales"],
        units={word: unit for unit, words in figures["units"].items() for word in words.split()},
        above=tuple(figures["above"]),
        below=tuple(figures["below"]),
        near=tuple(figures["near"]),
        about=tuple(figures["about"]),
        synonyms=_group([*table["synonyms"], *_list_sides(table["opposites"])]),
        opposites=_oppose(table["opposites"]),
        sorts=tuple(frozenset(map(stem, _split(row))) for row in table["sorts"]),
        aliases=dict(pair.split("=") for pair in table["aliases"].split()),
    )


def _split(row: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in row.split(","))


def _group(rows: Iterable[str]) -> dict[str, Words]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        stems = [stem(word) for word in _split(row)]
        for one in stems:
            groups[one].update(stems)
    return {word: frozenset(words) for word, words in groups.items()}


def _list_sides(rows: Iterable[str]) -> list[str]:
    """Return each side of the opposites as a group of synonyms."""
    return [", ".join(side.split()) for row in rows for side in row.split("/")]


def _oppose(rows: Iterable[str]) -> dict[str, Words]:
    opposites: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        first, second = ([stem(word) for word in side.split()] for side in row.split("/"))
        for one in first:
            opposites[one].update(second)
        for one in second:
            opposites[one].update(first)
    return {word: frozenset(words) for word, words in opposites.items()}


@cache
def _irregular() -> dict[str, str]:
    table: dict[str, Any] = load_toml("rag.verification.wording", "lexicon.toml")
    pairs = (pair.split() for pair in table["irregular"].replace("\n", " ").split(","))
    return dict(pairs)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a folded word, that of its base for an irregular form."""
    stems = stem_words(_irregular().get(word, word))
    return stems[0] if stems else word


@lru_cache(maxsize=65_536)
def are_synonyms(one: str, other: str) -> bool:
    """Return whether two stems stand in one group of synonyms."""
    return other in load_lexicon().synonyms.get(one, ())


@lru_cache(maxsize=65_536)
def are_opposites(one: str, other: str) -> bool:
    """Return whether two stems are opposites by the list."""
    return other in load_lexicon().opposites.get(one, ())


def is_negated_form(one: str, other: str) -> bool:
    """Return whether one of two folded words is the other with a prefix that negates: illegal, legal."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(shorter) >= _MIN_ROOT and any(longer == prefix + shorter for prefix in _PREFIXES)


def is_irregular_past(word: str) -> bool:
    """Return whether a folded word is the past of an irregular verb."""
    return word in _irregular() and word not in _PLURALS


_PLURALS = frozenset(
    [
        "children",
        "men",
        "women",
        "lives",
        "wives",
        "halves",
        "deaths",
        "better",
        "best",
        "worse",
        "worst",
        "read",
        "hit",
    ]
)
