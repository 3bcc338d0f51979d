"""Names of labels, completed from the document: holders in brackets, initials, offices cut from names."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.labels.grammar import parse_label
from index.attribution.forms.labels.label_text import LabelText
from index.attribution.forms.labels.tokens import capitalize_word, is_initials
from index.attribution.forms.labels.words import FREQUENT_OFFICES
from index.text.letters import CAPITALS

_HEAD = 1500  # code points after the title in which a document names those with initials
_ORDINARY = re.compile(r"(?<![\w’'-])[a-z]{2,}")
_PAIR = re.compile(rf"(?<![\w’'-])([{CAPITALS}][a-zà-ÿ-]+) (?=([{CAPITALS}][\w’'-]+))")
_LEAST_ORDINARY = 4  # words in small letters of a line that is no heading
_SIMILAR = 0.9  # ratio of a misspelt office to the right spelling
_OFFICE_AND_SURNAME = 2  # words
_MOST_MOVED = 3  # words of an office that belong to the name, fewer than


def complete_names(labels: Sequence[LabelText], text: str, start: int) -> list[LabelText | None]:
    """Return the person of each label under its complete name; None for a label of no person.

    `text` is the title and the text, which begins at `start`.
    """
    people = [_find_person(label) for label in labels]
    full = {person.name.casefold() for person in people if person and person.name and " " in person.name}
    has_initials = any(person and _has_initials(person) for person in people)
    initials: dict[str, str] = {}
    if has_initials:
        initials |= _find_initials(text[: start + _HEAD])
        names = [person.name for person in people if person and person.name and " " in person.name]
        initials |= {"".join(word[0] for word in re.split(r"[ -]+", name) if word): name for name in names}
        initials |= {"".join(word[0] for word in name.split()): name for name in names}
    given = _find_given_names(text[start : start + _HEAD], people)
    named = [_expand_given_name(person, given) if person else None for person in people]
    return [_expand_initials(_part_office(person, full), initials) if person else None for person in named]


def _find_given_names(head: str, people: Sequence[LabelText | None]) -> Mapping[str, str]:
    """Return the one name that the first lines have for each given name that is a label by itself: "Ana:"."""
    single = {person.name for person in people if person and person.name and " " not in person.name}
    names: dict[str, set[str]] = {}
    surnames: set[str] = set()
    for line in head.splitlines() if single else ():
        if len(_ORDINARY.findall(line)) < _LEAST_ORDINARY:
            continue  # a heading
        for match in _PAIR.finditer(line):
            surnames.add(match[2])
            if match[1] in single and not VOCABULARY.has_other_word([match[1], match[2]]):
                names.setdefault(match[1], set()).add(f"{match[1]} {match[2]}")
    return {word: next(iter(full)) for word, full in names.items() if len(full) == 1 and word not in surnames}


def _expand_given_name(label: LabelText, given: Mapping[str, str]) -> LabelText:
    name = None if label.honorific or label.office or label.details else given.get(label.name or "")
    return replace(label, name=name) if name else label


def _find_person(label: LabelText) -> LabelText | None:
    """Return the person of a label: for an office or a moderator, the holder in its bracket."""
    if label.kind == "person":
        return label
    holder = parse_label(label.holder) if label.kind in {"office", "crowd"} and label.holder else None
    if holder is None or holder.kind != "person":
        return None
    office = label.office if label.kind == "office" else None
    return LabelText("person", holder.honorific, office, holder.name, holder.place, holder.brackets, led_by_the=True)


def _part_office(label: LabelText, full_names: Collection[str]) -> LabelText:
    """Return a label with its office and its name parted as other labels part them.

    "Director Mir Radik Batyrshin" is Radik Batyrshin where a label "Radik Batyrshin" exists.
    """
    words, office = (label.name or "").split(), (label.office or "").split()
    if not office:
        misspelt = len(words) == _OFFICE_AND_SURNAME and get_close_matches(
            words[0].casefold(), FREQUENT_OFFICES, n=1, cutoff=_SIMILAR
        )
        return _renamed(label, words[:1], words[1:]) if misspelt else label
    for first in range(1, len(words) - 1):
        if " ".join(words[first:]).casefold() in full_names:
            return _renamed(label, [*office, *words[:first]], words[first:])
    for moved in range(1, min(_MOST_MOVED, len(office))):
        name = [*office[-moved:], *words]
        if " ".join(name).casefold() in full_names:
            return _renamed(label, office[:-moved], name)
    return label


def _renamed(label: LabelText, office: Sequence[str], name: Sequence[str]) -> LabelText:
    return replace(label, office=" ".join(office), name=" ".join(name), led_by_the=False)


def _has_initials(label: LabelText) -> bool:
    return label.name is not None and " " not in label.name and is_initials(label.name)


def _find_initials(head: str) -> Mapping[str, str]:
    """Return the names of two or three words in the first lines by their initials, the first name of each.

    A name without a usual first name counts only where no other words have its initials.
    """
    usual: dict[str, str] = {}
    others: dict[str, set[str]] = {}
    printed = head.split()
    words = [word.strip(".,:;()*“”\"’'") for word in printed]
    for size in (3, 2):
        for place in range(len(words) - size + 1):
            if any(word.endswith((":", ";", ",", ")")) for word in printed[place : place + size - 1]):
                continue  # "SG: Good afternoon"
            name = [capitalize_word(word) for word in words[place : place + size]]
            letters = "".join(word[:1] for word in name)
            if all(word[:1].isupper() and word[1:].islower() for word in name):
                if VOCABULARY.gender(name[0]) is not None:
                    usual.setdefault(letters, " ".join(name))
                others.setdefault(letters, set()).add(" ".join(name))
    return {letters: next(iter(names)) for letters, names in others.items() if len(names) == 1} | usual


def _expand_initials(label: LabelText, initials: Mapping[str, str]) -> LabelText:
    """Return a label with the name of its initials: "AB" is Ana Berg."""
    name = initials.get((label.name or "").replace(".", "")) if _has_initials(label) else None
    return replace(label, name=name, led_by_the=False) if name else label
