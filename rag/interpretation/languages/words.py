"""Words: a question becomes its words as typed and the keys by which lexicons and glossaries know them.

Keys are folded words; stems are keys without their endings: by the snowball stemmer of a language where there is one.
Ukrainian is stemmed as Russian, whose endings its own become once its letters do; Polish loses its endings here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.store.terms.stemmers import LANGUAGES as STEMMED
from index.store.terms.stemmers import stem_word
from rag.interpretation.languages.detection import fold_latin

ARABIC, CYRILLIC = frozenset({"ar"}), frozenset({"ru", "uk"})
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_TURKISH_ENDING = re.compile(r"(?<=[^\W_])['’][^\W_]+")
_APOSTROPHE = re.compile(r"(?<=[^\W_])['’ʼ](?=[^\W_])")
_ARABIC_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_ARABIC_LETTERS = str.maketrans("أإآىةؤئ", "اااي" + "هوي")
_PREFIX = re.compile(r"^(?:[وفبكل](?=ال)|لل|[وفبلك](?=\w{3}))")
_UKRAINIAN = str.maketrans("іїєґ", "ииег")
_POLISH = re.compile(
    r"(?:iami|ami|iach|ach|iego|ego|iemu|emu|owie|owi|iom|om|iem|em|ych|ich|ymi|imi|ym|im|iej|ej|iow|ow|ie|ia|ii|iu|"
    r"io|a|e|i|o|u|y)$"
)
_TURKISH_POSSESSIVE = re.compile(r"(?<=\w{3})s?[iu]$")
_PLURAL_S = frozenset({"es", "fr", "pt"})
_SOFT_CASE = re.compile(r"(?<=[аеио])(?:я|ю|ем|е)$")
_STEM = 3  # letters


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed and folded, the keys and stems that it may stand for; whether a hyphen joins it on the left."""

    typed: str
    key: str
    keys: tuple[str, ...]
    stems: tuple[str, ...]
    is_joined: bool


def split_words(question: str, code: str) -> list[Word]:
    """Return the words of a question."""
    line = _TURKISH_ENDING.sub("", question) if code == "tr" else question
    line = _APOSTROPHE.sub("" if code in {"uk", "ar"} else " ", line)
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(line):
        key = make_key(match[0], code)
        joined = bool(words) and line[end : match.start()] == "-"
        keys = tuple(_bare_keys(key, code))
        words.append(Word(match[0], key, keys, tuple(stem(one, code) for one in keys), joined))
        end = match.end()
    return words


def make_key(word: str, code: str) -> str:
    """Return the folded form of a word: in Latin letters without diacritics, in other scripts as typed."""
    if code in ARABIC:
        return _ARABIC_MARKS.sub("", word).translate(_ARABIC_LETTERS)
    if code in CYRILLIC:
        return word.casefold().replace("ё", "е")
    return fold_latin(word).replace(" ", "")


def phrase_keys(phrase: str, code: str) -> tuple[str, ...]:
    """Return the keys of the words of a phrase in a table."""
    return tuple(word.key for word in split_words(phrase, code))


@cache
def stem(key: str, code: str) -> str:
    """Return a key without its ending."""
    if code == "uk":
        return stem_word(key.translate(_UKRAINIAN), "ru")
    if code == "pl":
        bare = _POLISH.sub("", key)
        return bare if len(bare) >= _STEM else key
    return stem_word(key, code) if code in STEMMED else key


def _bare_keys(key: str, code: str) -> Iterator[str]:
    """Yield the key of a word, and that without a particle, a possessive or an ending that the stemmers leave."""
    yield key
    if code in ARABIC:
        match = _PREFIX.match(key)
        rest = key[match.end() :] if match else ""
        if match:
            yield f"ال{rest}" if match[0] == "لل" else rest
        yield key[2:] if key.startswith("ال") else f"ال{key}"
    if code in _PLURAL_S and len(key) > _STEM + 1:
        yield from (key.removesuffix(ending) for ending in ("s", "es") if key.endswith(ending))
    if code in CYRILLIC and (nominative := _SOFT_CASE.sub("й", key)) != key:
        yield nominative
    if code == "tr" and (bare := _TURKISH_POSSESSIVE.sub("", key)) != key:
        yield bare
