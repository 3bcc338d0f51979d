"""Vocabulary: the word lists by which questions are read, from `vocabulary.toml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.data_files import load_toml


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of `vocabulary.toml`, where each is explained."""

    frame: tuple[str, ...]
    saying: tuple[str, ...]
    counting: tuple[str, ...]
    counted_items: tuple[str, ...]
    counted_speakers: tuple[str, ...]
    speaking_verbs: tuple[str, ...]
    words_nouns: tuple[str, ...]
    not_in_speakers: tuple[str, ...]
    linking: frozenset[str]
    any_representative: frozenset[str]
    state_offices: frozenset[str]
    lesser_offices: frozenset[str]
    function_words: frozenset[str]
    minor_words: frozenset[str]
    numbers: tuple[str, ...]
    kinds_of_places: tuple[str, ...]
    with_article: re.Pattern[str]


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary; it is read once."""
    table: dict[str, Any] = load_toml("rag.query", "vocabulary.toml")
    pattern = re.compile(table.pop("with_article"))
    lists: dict[str, Any] = {name: _CONTAINERS.get(name, tuple)(words) for name, words in table.items()}
    return Vocabulary(with_article=pattern, **lists)


_CONTAINERS: dict[str, type] = dict.fromkeys(
    ("linking", "any_representative", "state_offices", "lesser_offices", "function_words", "minor_words"), frozenset
)


def match_any(words: Iterable[str]) -> str:
    """Return a pattern that matches any of these words."""
    return rf"(?:{'|'.join(words)})"
