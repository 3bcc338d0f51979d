"""Normalization of names and words: ASCII letters without diacritics, case or confusable characters."""

import re
import unicodedata

from anyascii import anyascii

# The most frequent non-ASCII characters in news; str.replace is faster than anyascii.
_TYPOGRAPHY = [*zip("‘’“”–—\xa0", "''\"\"-- ", strict=True)]

# Cyrillic, Greek and Armenian letters that look like a Latin letter (a subset of Unicode's confusables table).
_LOOKALIKES = "АВЕЅІЈКМНОРСТУХаеоѕіјрсухԁԛԝһ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυ" + "օսցհո"
_TO_LATIN = str.maketrans(_LOOKALIKES, "ABESIJKMHOPCTYXaeosijpcyxdqwh" + "ABEZHIKMNOPTYXaikvopu" + "oughn")
MIXED_SCRIPT_WORD = rf"\b(?=\w*[A-Za-z])\w*[{_LOOKALIKES}]\w*"
"""A word that mixes lookalike letters with Latin letters, as spoofed names do."""

_MIXED = re.compile(MIXED_SCRIPT_WORD)

_CONTROL = re.compile(r"[\0-\x08\x0e-\x1b\x7f\U000e0000-\U000e007f]")

_NON_ASCII = re.compile(r"[^\0-\x7f]+")


def normalize_text(text: str) -> str:
    """Return a text transliterated to ASCII, without diacritics and control characters: `Altındağ` -> `Altindag`."""
    text = _CONTROL.sub("", text)
    if text.isascii():
        return text
    for mark, typed in _TYPOGRAPHY:
        text = text.replace(mark, typed)
    text = _MIXED.sub(lambda word: replace_lookalikes(word[0]), text)
    composed = unicodedata.normalize("NFC", text)
    return _NON_ASCII.sub(lambda run: anyascii(run[0]), composed)


def replace_lookalikes(word: str) -> str:
    """Return a mixed-script word in Latin letters: `Libуa`, with a Cyrillic `у`, -> `Libya`."""
    return word.translate(_TO_LATIN)


def fold(text: str) -> str:
    """Return the normalized, case-folded text, in which spellings of one name are equal: `Altındağ` -> `altindag`."""
    return normalize_text(text).casefold()


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, in order, without punctuation."""
    return tuple(re.findall(r"\w+", fold(text)))


def is_part_of(part: str, whole: str) -> bool:
    """Return whether every word of `part` is a word of `whole`: `Guterres` in `António Guterres`."""
    part_words = words(part)
    return bool(part_words) and set(part_words) <= set(words(whole))
