"""Introductions: where a text names a person in full: "Press Secretary Josh Earnest", "General Peter Jones".

All surnames that labels have are looked for in one pass over the text.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from index.attribution.coreference.offices import find_offices
from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.label_grammar import bare, country_of
from index.attribution.forms.label_words import FEMALE, FIELDS, HONORIFICS, LINKS, MALE, OFFICES, RANKS

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_BEFORE = re.compile(r"(?:\b(?:[^\W\d_a-z][\w.’'-]*|of|for|to|the|and|al|bin|von|van|de),?[ \t]+)+$")
_REACH = 120  # code points before a surname that are looked at
_MOST_FIRST = 3
_PARTICLES = frozenset({"al", "bin", "von", "van", "de"})


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person named in full: first names and surname, the titles before them, and the office beside."""

    name: str
    titles: frozenset[str]
    office: str | None
    count: int = 1

    @property
    def gender(self) -> str | None:
        """Return "m" or "f" as a title or a frequent given name says, else None."""
        if self.titles & MALE:
            return "m"
        if self.titles & FEMALE:
            return "f"
        return VOCABULARY.gender(self.name.split()[0])


def find_introductions(text: str, surnames: Collection[str]) -> Mapping[str, list[Introduction]]:
    """Return for each surname, in small letters, those who are named with it in full, the most frequent first."""
    found: dict[str, dict[str, list[Introduction]]] = defaultdict(lambda: defaultdict(list))
    for word in _WORD.finditer(text):
        surname = re.sub(r"[’']s$", "", word[0])
        key = surname.casefold()
        if key in surnames and surname[0].isupper():
            one = _introduced(text, word.start(), word.start() + len(surname))
            if one:
                found[key][one.name.casefold()].append(one)
    return {key: _ranked(names) for key, names in found.items()}


def _ranked(names: Mapping[str, Sequence[Introduction]]) -> list[Introduction]:
    merged = []
    for group in names.values():
        office = next((one.office for one in group if one.office), None)
        titles = frozenset().union(*(one.titles for one in group))
        merged.append(Introduction(group[0].name, titles, office, len(group)))
    return sorted(merged, key=lambda one: -one.count)


def _introduced(text: str, start: int, end: int) -> Introduction | None:
    led = _BEFORE.search(text[max(0, start - _REACH) : start])
    before = led[0].split() if led else []
    first: list[str] = []
    while before and len(first) < _MOST_FIRST and _is_first_name(before[-1]):
        first.insert(0, before.pop())
    while first and first[0].casefold() in _PARTICLES:
        first.pop(0)
    if before and bare(before[-1]) in LINKS - _PARTICLES and len(first) > 1:  # an office of something goes before
        before, first = [*before, *first[:-1]], first[-1:]
        if before and country_of(" ".join([*before[-1:], first[0]])):
            return None
    if not first or (
        len(first) > 1 and not VOCABULARY.gender(proper(first[0])) and VOCABULARY.gender(proper(first[-1]))
    ):
        first = first[-1:]
    if not first or bare(first[0]) in {word.casefold() for word in VOCABULARY.sentence_openers}:
        return None
    titles = []
    while before and (bare(before[-1]) in HONORIFICS or bare(before[-1]) in RANKS):
        titles.append(bare(before.pop()))
    name = " ".join(proper(word) for word in [*first, text[start:end]])
    apposed = find_offices(text, start, end, ())
    office = _office(before) or next(iter(apposed), None)
    return Introduction(name, frozenset(titles), office)


def _is_first_name(word: str) -> bool:
    low = bare(word)
    if word.endswith(",") or not (word[0].isupper() or low in _PARTICLES):
        return False
    if len(low) == 1 and not word.endswith("."):  # "Q Mr. Froman"
        return False
    return (
        low not in OFFICES | FIELDS | RANKS | HONORIFICS | (LINKS - _PARTICLES)
        and word.title() not in VOCABULARY.institution_words
    )


def _office(before: Sequence[str]) -> str | None:
    """Return the office that a name is led by: the words that end in one, back to the last comma."""
    office: list[str] = []
    for word in reversed(before):
        low = bare(word)
        known = low in OFFICES or low in FIELDS or low in RANKS or low in LINKS
        follows = office and word[0].isupper() and (bare(office[0]) in OFFICES or office[0].casefold() == "of")
        if word.endswith(",") or low == "by" or not (known or follows or not office):
            break
        office.insert(0, word)
    while office and bare(office[0]) in LINKS:
        office.pop(0)
    return " ".join(proper(word) for word in office) if any(bare(word) in OFFICES for word in office) else None


def proper(word: str) -> str:
    """Return a word in capitals as it prints within a name: `McDONOUGH` is McDonough."""
    if word.casefold() in LINKS and word.islower():
        return word
    low = word.casefold()
    if word.isupper() and low in LINKS and len(word) > 1:
        return low
    mixed = re.match(r"(?:Mc|Mac|De|Di|La|Le|O[’'])[A-Z]{2}", word)
    if (not word.isupper() and not mixed) or (len(word) <= 2 and word.isupper() and "." in word):  # noqa: PLR2004
        return word
    if re.match(r"(?:[A-Z]\.)+$", word):
        return word
    for prefix in ("Mc", "Mac", "MC"):
        if word.startswith(prefix) and len(word) > 4 and (mixed or prefix == "MC"):  # noqa: PLR2004 (MC and a name)
            return f"{prefix.capitalize()}{word[len(prefix) :].capitalize()}"
    return "-".join(_capitalised(piece) for piece in word.split("-"))


def _capitalised(piece: str) -> str:
    for mark in "’'":
        if mark in piece:
            return mark.join(part.capitalize() for part in piece.split(mark))
    return piece.capitalize()
