"""Speaker labels: the persons whom the labels of a transcript name: "MR. EARNEST" is Josh Earnest, Press Secretary.

A reporter has no name. First name and office are those that the transcript gives.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files

from index.attribution.coreference.offices import find_offices
from index.attribution.coreference.vocabulary import VOCABULARY

_WORDS: dict[str, list[str]] = tomllib.loads(
    files("index.attribution.forms").joinpath("speaker_labels.toml").read_text(encoding="utf-8")
)
_HONORIFICS = frozenset(_WORDS["honorifics"])
_OFFICES = frozenset([*_WORDS["offices"], *map(str.upper, VOCABULARY.label_offices)])
_GROUPS, _ASKERS = frozenset(_WORDS["groups"]), frozenset(_WORDS["askers"])
_CONNECTIVES = frozenset(_WORDS["connectives"])
_NO_FIRST_NAMES = frozenset(
    {*_OFFICES, *_HONORIFICS, *_CONNECTIVES, *_ASKERS, "BY", *map(str.upper, VOCABULARY.institution_words)}
)
_HEAD = 300  # code points in which a transcript says what it is of
_REACH = 120  # code points before a surname in which first name and office are looked for
_RARE = 2  # occurrences up to which a label may be a misspelling
_MISSPELLING = 0.8  # similarity of a misspelling and the right spelling (difflib)
_MAX_FIRST_NAMES = 2
_CAPITALIZED = r"[^\W\d_a-z][\w.’'-]*"
_BEFORE_SURNAME = re.compile(rf"(?:\b(?:{_CAPITALIZED}|of|for|to|the|and),?[ \t]+)+$")


def has_honorific_or_office(label: str) -> bool:
    """Return whether a label begins with an honorific or an office, as only a person's does."""
    words = label.upper().split()
    return words[0] in _HONORIFICS or words[0] in _OFFICES or words[:2] == ["THE", "PRESIDENT"]


def resolve_labels(counts: Mapping[str, int], text: str) -> dict[str, tuple[str | None, str | None]]:
    """Return name and office of each label in `counts`; a misspelt label has those of the one that it resembles."""
    usual: dict[str, str] = {}
    for label, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        surname = _surname(label)
        if surname is not None and surname not in usual:
            similar = get_close_matches(surname, usual, n=1, cutoff=_MISSPELLING) if counts[label] <= _RARE else []
            usual[surname] = usual[similar[0]] if similar else label
    return {label: _resolve(usual.get(_surname(label) or "", label), text) for label in counts}


def _surname(label: str) -> str | None:
    last = label.rsplit(maxsplit=1)[-1].upper()
    return None if last in _OFFICES | _GROUPS | _ASKERS else last


def _resolve(label: str, text: str) -> tuple[str | None, str | None]:
    words = label.upper().split()
    if {words[-1], words[0]} & (_GROUPS | _ASKERS):
        return None, None
    office = _print_words([word for word in words[:-1] if word not in _HONORIFICS and word != "THE"]) or None
    surname = _surname(label)
    if surname is None:
        return _resolve_office(label, text)
    introduced = _find_introduction(surname, text)
    if introduced:
        return introduced[0], introduced[1] or office
    name = f"{office} {_print_word(label.rsplit(maxsplit=1)[-1])}" if office else _print_words(label.split())
    return name, office


def _resolve_office(label: str, text: str) -> tuple[str | None, str | None]:
    """Return the holder of a label that is an office alone, by name if the head of the transcript names only one."""
    office = _print_words([word for word in label.split() if word.upper() != "THE"])
    is_definite = label.upper().startswith("THE ")
    matches = {match[1] for match in re.finditer(rf"\b(?i:{re.escape(office)}) ({_CAPITALIZED})", text[:_HEAD])}
    surnames = {
        match.strip(".’'").removesuffix("’s").removesuffix("'s").capitalize() for match in matches if match[0].isupper()
    }
    recurring = {
        name for name in surnames if len(re.findall(rf"\b(?i:{re.escape(office)} {re.escape(name)})\b", text)) > 1
    }
    if is_definite and len(recurring) == 1:
        (surname,) = recurring
        introduced = _find_introduction(surname.upper(), text)
        return (introduced[0] if introduced else f"{office} {surname}"), office
    return (f"The {office}" if is_definite else office.capitalize()), None


def _find_introduction(surname: str, text: str) -> tuple[str, str | None] | None:
    """Return a person's full name and office from where a text has them: "Press Secretary Josh Earnest"."""
    introductions: Counter[tuple[str, str | None]] = Counter()
    for match in re.finditer(rf"(?i:\b{re.escape(surname)}\b)", text):
        led = _BEFORE_SURNAME.search(text[max(0, match.start() - _REACH) : match.start()])
        before = led[0].split() if led else []
        first: list[str] = []
        while before and before[-1][0].isupper() and before[-1].upper() not in _NO_FIRST_NAMES:
            first.insert(0, before.pop())
        if before and before[-1].upper() in _CONNECTIVES:  # an office with a complement: "Secretary of Energy Bo Li"
            before, first = [*before, *first[:-1]], first[-1:]
        if first and len(first) <= _MAX_FIRST_NAMES and not match[0].islower():
            office = _office_before(before) or next(iter(find_offices(text, match.start(), match.end(), ())), None)
            introductions[_print_words([*first, match[0]]), office] += 1
    if not introductions:
        return None
    names: Counter[str] = Counter()
    for (name, _), count in introductions.items():
        names[name] += count
    usual = names.most_common(1)[0][0]
    offices = (office for (name, office), _ in introductions.most_common() if name == usual and office)
    return usual, next(offices, None)


def _office_before(before: Sequence[str]) -> str | None:
    """Return the office in the words before a name: the words that end in one, back to the last comma."""
    office: list[str] = []
    for word in reversed(before):
        is_office_word = word.upper() in _OFFICES | _CONNECTIVES
        continues = office and word[0].isupper() and (office[0].upper() in _OFFICES or office[0].lower() == "of")
        if word.endswith(",") or word.upper() == "BY" or not (is_office_word or continues or not office):
            break
        office.insert(0, word)
    while office and office[0].upper() in _CONNECTIVES:
        office.pop(0)
    return _print_words(office) if any(word.upper() in _OFFICES for word in office) else None


def _print_words(words: Iterable[str]) -> str:
    return " ".join(_print_word(word) for word in words)


def _print_word(word: str) -> str:
    """Return a word in capitals as it is printed in a name: `McDONOUGH` is McDonough."""
    if word.upper() in _CONNECTIVES:
        return word.lower()
    if not word.isupper() and not re.match(r"(?:Mc|Mac)[A-Z]{2}", word):
        return word
    if word.startswith(("Mc", "Mac", "MC")) and len(word) > 4:  # noqa: PLR2004 (MC and a name)
        end = 3 if word.startswith("Mac") else 2
        return f"{word[:end].capitalize()}{word[end:].capitalize()}"
    return "-".join("’".join(part.capitalize() for part in piece.split("’")) for piece in word.split("-"))
