"""Signatories: the people who sign a joint statement, below it or in its title; each of them is found by it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import Document
from index.attribution.forms.labels.grammar import parse_label
from index.attribution.forms.labels.tokens import capitalize_word, find_country, normalize_token
from index.attribution.forms.labels.words import FIELDS, OFFICES
from index.attribution.forms.principal import read_person

_TITLE = re.compile(r"\b(?:[Jj]oint|JOINT)\b.{0,60}?\b(?:by|of|BY|OF|between|BETWEEN) (?P<who>[^\n:;|]{5,300})")
_AND = re.compile(r",? (?:and|AND) (?:of )?|, ")
_SIGNED = re.compile(r"^[*_ \t]*(?:\(?[Ss]igned\)?:?|/s/|For (?:the )?[^\n:]{3,80}:)[ \t]*")
_END = 1500  # code points from the end in which a statement is signed
_LONGEST_LINE = 120  # code points
_FULL_NAME, _LONGEST_NAME = 2, 5  # words
_LEAST = 2  # signatories


def find_signatories(document: Document) -> tuple[str, ...]:
    """Return the names of those who sign a statement together, in order; none unless there are at least two."""
    signed = tuple(dict.fromkeys(_find_below(document.text)))
    if len(signed) < _LEAST:
        signed = tuple(dict.fromkeys(_find_in_title(document.title)))
    return signed if len(signed) >= _LEAST else ()


def _find_below(text: str) -> Iterator[str]:
    """Yield the names that stand on lines of their own at the end, beside or above an office or a country."""
    start = text.find("\n", max(0, len(text) - _END))
    lines = [line.strip(" \t*_") for line in text[max(0, start) :].split("\n") if line.strip(" \t*_")]
    for line, following in pairwise([*lines, ""]):
        marked = _SIGNED.match(line)
        name, _, role = (line[marked.end() :] if marked else line).partition(", ")
        beside = role or following
        if len(line) <= _LONGEST_LINE and _is_name(name) and (marked or _is_office(beside)):
            yield _format(name)


def _find_in_title(title: str) -> Iterator[str]:
    joint = _TITLE.search(title)
    for phrase in _AND.split(joint["who"]) if joint else ():
        person = read_person(phrase)
        if person and person[0].name and " " in person[0].name:
            yield _format(person[0].name)


def _is_name(line: str) -> bool:
    words = line.split()
    if not _FULL_NAME <= len(words) <= _LONGEST_NAME or VOCABULARY.has_other_word(words):
        return False
    label = parse_label(line)
    is_person = label is not None and label.kind == "person" and not label.office and " " in (label.name or "")
    return is_person and (OFFICES | FIELDS).isdisjoint(map(normalize_token, words)) and not find_country(line)


def _is_office(line: str) -> bool:
    words = set(map(normalize_token, line.split()))
    return len(line) <= _LONGEST_LINE and not line.endswith((".", ";")) and bool(words & OFFICES or find_country(line))


def _format(name: str) -> str:
    label = parse_label(name)
    return " ".join(map(capitalize_word, ((label and label.name) or name).split()))
