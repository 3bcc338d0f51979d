"""Person names: parsed without honorifics and particles for comparison, and formatted for display."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pydantic import BaseModel
from rapidfuzz.distance import OSA

from index.data_files import load_toml
from index.text.normalize import normalize_text, words

_FOR = re.compile(r"\b(?:for|to)\b")  # ends an office, and begins whom it is held for
_GENERATIONS = re.compile(r"(?:[ivx]{2,}|jr|sr)$")
_ABBREVIATED_HONORIFIC = re.compile(r"\b(?:H\.\s?E\.|H\.\s?R\.\s?H\.|H\.\s?M\.|Hon\.)\s*")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")
_DESCRIBES = re.compile(r"\s*(?:an?|the|who|which|whose|including|one of|himself|herself)\s", re.IGNORECASE)
_MOST_GIVEN = 4  # words of a given name
_COMPLEMENTS = frozenset({"of", "for", "to", "on", "in", "at"})  # of an office, and so not the beginning of a name
_JOINTS = frozenset({"and", "&"})  # of two people
_LONG_ENOUGH = 4  # letters
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_APOSTROPHES = re.compile(r"['`ʻ´’‘\"“”]")  # within a word they separate nothing


class _Vocabulary(BaseModel):
    """Words around a person's name, and thresholds of words in it; see `person_names.toml`."""

    courtesies: frozenset[str]
    offices: frozenset[str]
    ranks: frozenset[str]
    noble: frozenset[str]
    particles: frozenset[str]
    lower_case: frozenset[str]
    capitals: int
    inserted_letters: int
    replaced_letters: int


_WORDS = _Vocabulary.model_validate(load_toml("index.names", "person_names.toml"))
_TITLES = _WORDS.offices | _WORDS.ranks
_HONORIFICS = _WORDS.courtesies | _TITLES
_SET_ASIDE = _HONORIFICS | _WORDS.noble | _WORDS.particles

_NO_HONORIFICS: frozenset[str] = frozenset()
_LINKING = frozenset({"of", "the"})

COURTESIES = _WORDS.courtesies
"""Honorifics that name no office, such as Mr. and Dr."""


SIGNED_BY = "signed by "
"""What the role of a body begins with whose joint statement several people have signed; their names follow."""


class PersonName(NamedTuple):
    """A parsed name: its words without honorifics and particles, the honorifics, and the name as written.

    `honorifics` are courtesies and offices before the name.
    """

    words: tuple[str, ...]
    honorifics: frozenset[str]
    written: str

    @property
    def is_single_word(self) -> bool:
        """Whether the name is a single word, usually a surname, which many people share."""
        return len(self.words) == 1


@lru_cache(maxsize=1 << 17)
def parse_name(name: str) -> PersonName:
    """Parse a name: `Guterres, António` and `H.E. Mr. António Guterres` have the same words."""
    if _PLAIN.fullmatch(name) and _SET_ASIDE.isdisjoint(plain := tuple(name.lower().split())):
        return PersonName(plain, _NO_HONORIFICS, name)  # most names, in a tenth of the time
    tokens = _reorder(_IN_BRACKETS.sub(" ", _ABBREVIATED_HONORIFIC.sub("", name))).split() or name.split()
    first = _skip_honorifics(tokens)
    compared_from = first
    while compared_from + 1 < len(tokens) and _fold_token(tokens[compared_from]) in _WORDS.noble:
        compared_from += 1
    compared = _compared_words(tokens[compared_from:]) or _compared_words(tokens)
    honorifics = frozenset(map(_fold_token, tokens[:first]))
    written = tokens if len(compared) == 1 and first else tokens[first:]
    return PersonName(compared, honorifics, " ".join(written))


def format_name(name: str) -> str:
    """Return a name in proper case: `RAÚL MCAULIFFE` -> `Raúl McAuliffe`."""
    is_upper = name.isupper()
    tokens = name.split()
    if not any(map(str.isupper, tokens)):
        return " ".join(tokens)
    return " ".join(_format_token(token, first=not number, is_upper=is_upper) for number, token in enumerate(tokens))


def strip_apostrophes(name: str) -> str:
    """Return a name without apostrophes and quotation marks: `O'Brien` -> `OBrien`."""
    return _APOSTROPHES.sub("", name)


def is_generational_suffix(word: str) -> bool:
    """Return whether a folded word is a generational suffix (ii, jr)."""
    return bool(_GENERATIONS.match(word))


def is_one_edit_apart(first: str, second: str) -> bool:
    """Return whether one letter inserted, deleted or replaced, or two swapped, turns one word into the other."""
    return OSA.distance(first, second, score_cutoff=1) == 1


def is_name_of(typed: str, name: str, role: str | None = None, country: str | None = None) -> bool:
    """Return whether a typed name may mean a person: each of its words is one of theirs, in any order.

    An initial matches a word, and a long word matches one that is one edit apart. Words of the person's role and
    country may be typed, too: `President of Ukraine`, `Poroshenko, Ukraine`. A joint statement is found by the name of
    each who signed it.
    """
    if role and role.startswith(SIGNED_BY):
        signatories = role.removeprefix(SIGNED_BY).split(", ")
        return is_name_of(typed, name) or any(is_name_of(typed, signatory) for signatory in signatories)
    sought, known_words = parse_name(typed), _all_words(name)
    rest = [word for word in sought.words if not any(_is_word_of(word, other) for other in known_words)]
    if not sought.words or (rest and not _LINKING.union(_office_words(role), _office_words(country)).issuperset(rest)):
        return False
    return len(rest) < len(sought.words) or _is_office_of(typed, role)


@lru_cache(maxsize=1 << 16)
def _all_words(name: str) -> frozenset[str]:
    """Return the words of a name, as it is compared and as it is written."""
    return frozenset((*parse_name(name).words, *words(name)))


@lru_cache(maxsize=1 << 14)
def _office_words(office: str | None) -> frozenset[str]:
    return frozenset(_compared_words((office or "").split()))


def _is_office_of(typed: str, role: str | None) -> bool:
    """Return whether an office is typed that the person holds: a spokeswoman for Ada Berg is not Ada Berg."""
    sought = set(words(typed))
    return bool(sought & _TITLES) and sought <= set(words(_FOR.split(role or "")[0]))


def _is_word_of(word: str, other: str) -> bool:
    if word == other or (len(word) == 1 and other.startswith(word)):
        return True
    if len(word) == len(other) > _LONG_ENOUGH and word.replace("y", "i") == other.replace("y", "i"):
        return True  # two transcriptions of one letter
    min_letters = _WORDS.replaced_letters if len(word) == len(other) else _WORDS.inserted_letters
    return min(len(word), len(other)) >= min_letters and is_one_edit_apart(word, other)


def _reorder(name: str) -> str:
    """Move a family name before a comma behind the given name; drop an office or a description after a comma.

    "Foreign, Commonwealth & Development Office" and other lists stay as they are.
    """
    family, comma, given = name.partition(",")
    after = given.split()
    if not comma or not after or is_generational_suffix(_fold_token(after[0])):
        return name.replace(",", " ")
    if _fold_token(after[-1]) in _TITLES or _DESCRIBES.match(given):
        return family
    is_person = all(map(_is_of_name, name.replace(",", " ").split())) and len(after) <= _MOST_GIVEN
    return f"{given.replace(',', ' ')} {family}" if is_person else name


def _is_of_name(word: str) -> bool:
    """Return whether a word may be one of a person's name: it begins with a capital, or is a particle."""
    if word in _JOINTS or word.endswith(("'s", "’s", "s'", "s’")):
        return False
    return not word[:1].islower() or _fold_token(word) in _WORDS.particles | _WORDS.lower_case | _HONORIFICS


def _skip_honorifics(tokens: list[str]) -> int:
    """Return the number of tokens before the name."""
    folded = [_fold_token(token) for token in tokens]
    end = max((number + 1 for number, token in enumerate(folded) if token in _WORDS.offices), default=0)
    end = 0 if end >= len(tokens) else end
    while end + 1 < len(tokens) and folded[end] in _HONORIFICS:
        end += 1
    is_whole = _COMPLEMENTS.intersection(folded[end : end + 1]) or _JOINTS.intersection(folded)
    return 0 if is_whole else end  # "Secretary of State" stays as it is


@lru_cache(maxsize=1 << 16)
def _fold_token(token: str) -> str:
    return normalize_text(token).casefold().strip(".,'\"")


def _compared_words(tokens: Iterable[str]) -> tuple[str, ...]:
    all_words = words(strip_apostrophes(" ".join(tokens)))
    return tuple(word for word in all_words if word not in _WORDS.particles) or all_words


def _format_token(token: str, *, first: bool, is_upper: bool) -> str:
    folded = _fold_token(token)
    in_capitals = token.isupper() and (is_upper or len(folded) >= _WORDS.capitals)
    if (
        not in_capitals
        or (is_generational_suffix(folded) and folded not in {"jr", "sr"})
        or re.match(r"(?:\w\.)+\w?$", token)
    ):
        return token
    if folded in _WORDS.lower_case and not first:
        return token.lower()
    proper = re.sub(r"\w+", lambda word: word[0].capitalize(), token)
    proper = re.sub(r"([’'])S\b", r"\1s", proper)
    return re.sub(r"\bMc(\w)", lambda match: f"Mc{match[1].upper()}", proper)
