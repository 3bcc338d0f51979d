"""Boundary between office and name in a label: "Foreign Minister of Arvania | Ana Ruiz"."""

from collections.abc import Sequence

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.labels.words import (
    DEPUTIES,
    FIELDS,
    LINKS,
    NAME_LINKS,
    NOBLE,
    OFFICES,
    PRESIDING,
    RANKS,
    ROMANCE_ARTICLES,
)
from index.names.gazetteer import load_gazetteer

MOST_NAME_WORDS = 5
_FIRST_AND_SURNAME = 2  # words
_LONG_NAME = 4  # words: a first name, a second, and two surnames
_OFFICE_WORDS = OFFICES | FIELDS | RANKS | {"&"}
_OFFICE_LINKS = LINKS - (NAME_LINKS - ROMANCE_ARTICLES)
_ORDINALS = ("th", "st", "nd", "rd")


def find_name_start(tokens: Sequence[str], words: Sequence[str], start: int, *, has_honorific: bool) -> int:
    """Return where the name begins: after the last word of an office, of its field, or of its country.

    `words` are the normalized tokens, and `start` is where honorifics end. The number of tokens is returned where the
    label names an office alone.
    """
    end = _find_fixed_start(words, start) if has_honorific else None
    if end is None and (OFFICES | RANKS).isdisjoint(words[start].split("/")):
        has_office = any(word in OFFICES or word in RANKS for word in words[start:])
        is_name = has_honorific and len(tokens) - start <= MOST_NAME_WORDS and words[start] not in FIELDS
        end = start if not has_office or is_name else None
    return end if end is not None else _shorten_name(tokens, _find_office_end(tokens, words, start))


def _find_fixed_start(words: Sequence[str], start: int) -> int | None:
    """Return where a name begins after an honorific, where the first word settles it: "Mr. President", "Mr. Lord"."""
    if len(words) - start == 1 or words[start] in NOBLE:
        return len(words) if words[start] in PRESIDING else start
    return len(words) if words[start] in DEPUTIES and words[-1] in OFFICES else None


def _find_office_end(tokens: Sequence[str], words: Sequence[str], start: int) -> int:
    """Return where the last word that belongs to an office ends."""
    end = place = start
    while place < len(tokens):
        token, word = tokens[place], words[place]
        if not _OFFICE_WORDS.isdisjoint({word, *word.split("/")}):
            end = place = place + 1
        elif word in _OFFICE_LINKS:
            end = place = _skip_link(tokens, words, place)
        else:
            place += 1
            if token.endswith(_ORDINALS) and token[0].isdigit():
                end = place
    return end


def _skip_link(tokens: Sequence[str], words: Sequence[str], place: int) -> int:
    """Return where the object of "of" ends: the country that it begins with, or else one word."""
    place += 1
    while place < len(tokens) and words[place] in LINKS:
        place += 1
    rest = " ".join(tokens[place:])
    match = next((match for match in load_gazetteer().find(rest) if match.start == 0), None)
    if match:
        return place + len(rest[: match.end].split())
    return min(place + 1, len(tokens))


def _shorten_name(tokens: Sequence[str], end: int) -> int:
    """Return where a long name begins: at its first frequent given name, or at the last two words."""
    left = len(tokens) - end
    if left <= _FIRST_AND_SURNAME:
        return end
    for place in range(end, len(tokens) - 1):
        if VOCABULARY.gender(tokens[place].capitalize() if tokens[place].isupper() else tokens[place]):
            return place
    return end if left <= _LONG_NAME else len(tokens) - _FIRST_AND_SURNAME


def split_place(name: list[str]) -> tuple[list[str], str | None]:
    """Return the words of "MILLER of Florida" as the name and the place."""
    for place, word in enumerate(name):
        if word == "of" and 0 < place < len(name) - 1:
            return name[:place], " ".join(name[place + 1 :])
    return name, None
