"""Introductions: places where a text names a person in full: "Press Secretary Josh Earnest", "General Peter Jones".

The surnames of all labels are searched for in one pass over the text.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from index.attribution.coreference.offices import find_offices
from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.labels.tokens import capitalize_word, find_country, normalize_token
from index.attribution.forms.labels.words import (
    FEMALE,
    FIELDS,
    HONORIFICS,
    LINKS,
    MALE,
    OFFICES,
    PARTICLES,
    RANKS,
)
from index.text.letters import CAPITALS

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_BEFORE = re.compile(r"(?:\b(?:[^\W\d_a-z][\w.’'-]*|of|for|to|the|and|al|bin|von|van|de),?[ \t]+)+$")
_POSSESSIVE = re.compile(r"[’']s$")
_GIVEN_AFTER = re.compile(
    rf"[ \u00a0]([{CAPITALS}][a-z]+(?:-[A-Za-z][a-z]+)?)(?=[,.;:)’'\s]|$)(?! [{CAPITALS}][a-z]+ [{CAPITALS}])"
)
_CONTRACTED = re.compile(r"[’'](?:s|m|re|ve|ll|d)$", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[^\W\d_]{2}[a-z]{2,}[.]$")  # not an initial, nor "Jos."
_SHORTEST_CAPITALS = 4  # letters of a surname in capitals before a given name: "IWASAKI Takuma"
_REACH = 120  # code points before a surname that are searched
_MOST_FIRST_NAMES = 3
_OFFICE_WORDS = OFFICES | FIELDS | RANKS
_NO_FIRST_NAMES = _OFFICE_WORDS | HONORIFICS | (LINKS - PARTICLES)
_SENTENCE_OPENERS = frozenset(map(str.casefold, VOCABULARY.sentence_openers))


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person named in full: first names and surname, the titles before them, and the office beside them."""

    name: str
    titles: frozenset[str]
    office: str | None
    count: int = 1

    @property
    def gender(self) -> str | None:
        """Return "m" or "f" by a title or a frequent given name, else None."""
        if self.titles & MALE:
            return "m"
        if self.titles & FEMALE:
            return "f"
        return VOCABULARY.gender(self.name.split()[0])


def find_introductions(text: str, surnames: Collection[str]) -> Mapping[str, list[Introduction]]:
    """Return the people whom a text names in full by surname in small letters, the most frequent first."""
    people: dict[str, dict[str, list[Introduction]]] = defaultdict(lambda: defaultdict(list))
    for word in _WORD.finditer(text):
        surname = _POSSESSIVE.sub("", word[0])
        key = surname.casefold()
        if key in surnames and surname[0].isupper():
            introduction = _read_introduction(text, word.start(), word.start() + len(surname))
            if introduction:
                people[key][introduction.name.casefold()].append(introduction)
    return {key: _merge(names) for key, names in people.items()}


def _merge(names: Mapping[str, Sequence[Introduction]]) -> list[Introduction]:
    merged = []
    for group in names.values():
        office = next((introduction.office for introduction in group if introduction.office), None)
        titles = frozenset().union(*(introduction.titles for introduction in group))
        merged.append(Introduction(group[0].name, titles, office, len(group)))
    return sorted(merged, key=lambda introduction: -introduction.count)


def _read_introduction(text: str, start: int, end: int) -> Introduction | None:
    """Return the introduction that a surname at a place ends, None without a first name before it."""
    if text[start:end].isupper() and end - start >= _SHORTEST_CAPITALS and (given := _GIVEN_AFTER.match(text, end)):
        led = _BEFORE.search(text[max(0, start - _REACH) : start])
        office = _read_office(led[0].split() if led else [])
        return Introduction(f"{capitalize_word(text[start:end])} {given[1]}", frozenset(), office)
    led = _BEFORE.search(text[max(0, start - _REACH) : start])
    before, first = _split_first_names(led[0].split() if led else [])
    if before and normalize_token(before[-1]) in LINKS - PARTICLES and len(first) > 1:  # "of Arvania Ana | Ruiz"
        before, first = [*before, *first[:-1]], first[-1:]
        if find_country(" ".join([before[-1], first[0]])):
            return None
    first = _drop_office_words(first)
    if not first or normalize_token(first[0]) in _SENTENCE_OPENERS:
        return None
    titles = []
    while before and normalize_token(before[-1]) in HONORIFICS | RANKS:
        titles.append(normalize_token(before.pop()))
    name = " ".join(map(capitalize_word, [*first, text[start:end]]))
    office = _read_office(before) or next(iter(find_offices(text, start, end, ())), None)
    return Introduction(name, frozenset(titles), office)


def _split_first_names(before: list[str]) -> tuple[list[str], list[str]]:
    """Return the words before a surname as those before the first names, and the first names."""
    first = len(before)
    while first and len(before) - first < _MOST_FIRST_NAMES and _is_first_name(before[first - 1]):
        first -= 1
    names = before[first:]
    while names and names[0].casefold() in PARTICLES:
        names.pop(0)
    return before[:first], names


def _drop_office_words(first: list[str]) -> list[str]:
    """Return first names without words before a frequent given name, which belong to an office."""
    is_office = (
        len(first) > 1
        and not VOCABULARY.gender(capitalize_word(first[0]))
        and VOCABULARY.gender(capitalize_word(first[-1]))
    )
    return first[-1:] if is_office else first


def _is_first_name(word: str) -> bool:
    low = normalize_token(word)
    if _CONTRACTED.search(word) or _ENDS_SENTENCE.search(word):  # "I'm Joss Ackerley", "Port Lessay. Nam said"
        return False
    if word.endswith(",") or not (word[0].isupper() or low in PARTICLES):
        return False
    if len(low) == 1 and not word.endswith("."):  # "Q Mr. Froman"
        return False
    return low not in _NO_FIRST_NAMES and word.title() not in VOCABULARY.institution_words


def _read_office(before: Sequence[str]) -> str | None:
    """Return the office before a name: the words that end in an office, back to the last comma."""
    office: list[str] = []
    for word in reversed(before):
        low = normalize_token(word)
        is_office_word = low in _OFFICE_WORDS or low in LINKS
        follows = office and word[0].isupper() and (normalize_token(office[0]) in OFFICES or office[0].lower() == "of")
        if word.endswith(",") or low == "by" or not (is_office_word or follows or not office):
            break
        office.insert(0, word)
    while office and normalize_token(office[0]) in LINKS:
        office.pop(0)
    has_office = any(normalize_token(word) in OFFICES for word in office)
    return " ".join(map(capitalize_word, office)) if has_office else None
