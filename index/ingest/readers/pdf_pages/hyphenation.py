"""Hyphenation: words that were divided at the end of a line are made whole.

The hyphen is kept if it belongs to the word, as in `cease-fire`: the other words of the document decide, then the
vocabulary of the encoder for English, then whether both halves are words.
"""

import re
from collections.abc import Set as AbstractSet
from functools import partial

from index.text.english_words import load_english_words

_DIVIDED = re.compile(
    r"(?P<before>\S*[^\W_])(?P<hyphen>[-‐\xad])[ \t]*\n\s*(?P<after>[^\W_]\S*)(?P<end>[ \t]*\n?)",
)
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*$")
_PREFIXES = frozenset(("ex", "non", "self", "vice", "so", "well", "long", "short", "high", "low", "post", "pro"))
_CONJUNCTIONS = frozenset(("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o"))
_MIN_HALF = 3  # letters that half of a compound has


def join_divided_words(text: str, language: str | None) -> str:
    """Return a text in which each word that was divided at the end of a line is whole; the line then ends after it."""
    vocabulary = load_english_words() if language == "en" else frozenset()
    join = partial(_join, _list_words(text), vocabulary)
    return _DIVIDED.sub(join, _DIVIDED.sub(join, text))  # twice, for a word that was divided at the end of two lines


def _list_words(text: str) -> frozenset[str]:
    """Return the case-folded words of a text, hyphenated ones whole, without those divided at the end of a line."""
    return frozenset(word.casefold() for word in _WORD.findall(_DIVIDED.sub(" ", text)))


def _join(known: AbstractSet[str], vocabulary: AbstractSet[str], match: re.Match[str]) -> str:
    before, after = match["before"], match["after"]
    first, second = _LAST_WORD.search(before), _LETTERS.match(after)
    if second and second[0] in _CONJUNCTIONS:  # "short- and long-term"
        return match[0]
    keeps = match["hyphen"] != "\xad" and (
        first is None or second is None or _keeps_hyphen(first[0], second[0], known, vocabulary)
    )
    hyphen, end = match["hyphen"] if keeps else "", "\n" if match["end"] else ""
    return f"{before}{hyphen}{after}{end}"


def _keeps_hyphen(first: str, second: str, known: AbstractSet[str], vocabulary: AbstractSet[str]) -> bool:
    """Return whether the hyphen between two halves belongs to the word."""
    if not second[0].islower():
        return True
    before, after = first.casefold(), second.casefold()
    if f"{before}-{after}" in known or f"{before}{after}" in known:
        return f"{before}-{after}" in known
    if "-" in before or before in _PREFIXES:
        return True
    if min(len(before), len(after)) < _MIN_HALF or f"{before}{after}" in vocabulary:
        return False
    return all(half in known or half in vocabulary for half in (before, after))
