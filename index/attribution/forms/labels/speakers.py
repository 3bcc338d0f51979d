"""Speakers of labels: "MR. EARNEST" is Josh Earnest, the press secretary; "The Chair" is its latest named holder.

Two people with the same surname stay apart by first name, by honorific or rank, and by the place in the label. First
names and offices come from the document: from a fuller label or from its text.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from index.attribution.forms.labels.full_names import add_full_names
from index.attribution.forms.labels.introductions import find_introductions
from index.attribution.forms.labels.label import Label
from index.attribution.forms.labels.label_names import complete_names
from index.attribution.forms.labels.label_text import LabelText
from index.attribution.forms.labels.office_holders import OfficeHolders
from index.attribution.forms.labels.person import (
    Person,
    differ_by_title,
    find_first_name,
    find_gender_or_rank,
    find_surname,
    format_role,
    may_be_same,
    score_fullness,
)
from index.attribution.forms.labels.tokens import capitalize_word, normalize_token
from index.attribution.forms.labels.words import ABBREVIATED_OFFICES, COURTESIES, OFFICES, RANKS
from index.attribution.statements import Speaker

_RARE = 2  # occurrences of a misspelt label, at most
_SIMILAR = 0.8  # ratio of a misspelt surname to the usual one
_ACRONYM = 5  # letters of an acronym within an office, at most
_MOST = 40  # namesakes, or usual labels, that are compared


def resolve_labels(labels: Sequence[Label], text: str, title: str = "") -> list[Speaker | None]:
    """Return the speaker of each label, in order; None for a question, a crowd and a voice without a name."""
    names = complete_names([label.text for label in labels], f"{title}\n{text}", len(title) + 1)
    people = _People(names)
    surnames = {surname.split()[-1] for surname in people.by_surname if surname}
    introductions = find_introductions(f"{title}\n{text}", surnames)
    for surname, namesakes in people.by_surname.items():
        add_full_names(namesakes, introductions.get(surname, ()))
    return _assign_speakers(labels, people, OfficeHolders(text, title))


def _assign_speakers(labels: Sequence[Label], people: "_People", holders: OfficeHolders) -> list[Speaker | None]:
    speakers: list[Speaker | None] = []
    latest: dict[str, Speaker] = {}  # holders of offices that a label named
    labelled = _LabelledHolders(labels, people)
    for label, person in zip(labels, people.of_labels, strict=True):
        office = _office_key(label.text)
        is_office = label.text.kind == "office"
        if person and (abbreviated := _expand_office(person)):
            holder = holders.find(abbreviated.casefold(), label.line)
            speakers.append(replace(holder or Speaker(abbreviated), span=label.span))
        elif person:
            speaker = Speaker(people.display_name(person), person.role, person.country, label.span)
            speakers.append(speaker)
            if is_office:
                latest[office] = speaker
        elif is_office:
            holder = latest.get(office) or labelled.find(office) or holders.find(office, label.line)
            speakers.append(replace(holder, span=label.span) if holder else _office_as_speaker(label))
        else:
            speakers.append(None)
    return speakers


class _LabelledHolders:
    """The people whom labels name with an office, for labels of the office alone."""

    def __init__(self, labels: Sequence[Label], people: "_People") -> None:
        self._people = people
        self._of_office: dict[str, list[Person]] = defaultdict(list)
        for label, person in zip(labels, people.of_labels, strict=True):
            if person and label.text.kind == "person" and label.text.office:
                holders = self._of_office[_office_key(label.text)]
                if person not in holders:
                    holders.append(person)

    def find(self, office: str) -> Speaker | None:
        """Return the one person whom labels name with an office: "NATO Secretary General" after his full label."""
        holders = self._of_office.get(office, [])
        if len(holders) != 1:
            return None
        return Speaker(self._people.display_name(holders[0]), holders[0].role, holders[0].country)


class _People:
    """The people of a document's labels: by surname in small letters, and for each label."""

    def __init__(self, names: Sequence[LabelText | None]) -> None:
        """Assign labels to people, fuller labels first."""
        self._names = names
        self.by_surname: dict[str, list[Person]] = defaultdict(list)
        self.of_labels: list[Person | None] = [None] * len(names)
        spelling = _correct_surnames([name for name in names if name and name.name])
        named = [(place, name) for place, name in enumerate(names) if name and name.name]
        for place, name in sorted(named, key=lambda pair: (-score_fullness(pair[1]), pair[0])):
            self.of_labels[place] = self._assign(name, spelling[find_surname(name)])

    def display_name(self, person: Person) -> str:
        """Return the fullest name of a person, with an office, an honorific or a place to tell namesakes apart."""
        if person.full_name:
            return person.full_name
        printed = person.printed
        name = " ".join(map(capitalize_word, (printed.name or "").split()))
        if person.first:
            return name
        if printed.office and not printed.led_by_the and _is_title(printed.office.split()[-1]):
            return f"{' '.join(map(capitalize_word, printed.office.split()))} {name}"
        if len(self.by_surname[person.surname]) == 1:
            return name
        honorific = " ".join(word.capitalize() for word in (printed.honorific or "").split())
        name = f"{honorific} {name}".strip()
        return f"{name} of {person.place}" if person.place else name

    def _assign(self, name: LabelText, surname: str) -> Person:
        """Return the person of a label, which is a new one where it fits no namesake."""
        first, gender_or_rank = find_first_name(name), find_gender_or_rank(name)
        namesakes = self.by_surname[surname]
        fitting = [p for p in namesakes[:_MOST] if may_be_same(p, first, gender_or_rank, name.place)]
        fitting = [p for p in fitting if not differ_by_title(p.printed, name)]
        exact = [p for p in fitting if gender_or_rank and p.gender_or_rank == gender_or_rank]
        slips = [
            p
            for p in namesakes
            if {gender_or_rank, p.gender_or_rank} == {"m", "f"}
            and self._is_slip(name)
            and not (name.place and p.place and name.place != p.place)
        ]
        person = next(iter(exact or fitting or slips), None)
        if person is None:
            person = Person(surname, first, gender_or_rank, name.place, name)
            if find_surname(name) != surname:
                person.printed = LabelText("person", name.honorific, name.office, surname.title())
            namesakes.append(person)
        person.count += 1
        person.gender_or_rank = person.gender_or_rank or gender_or_rank
        person.place = person.place or name.place
        person.role = person.role or format_role(name)
        person.country = person.country or name.country
        return person

    def _is_slip(self, name: LabelText) -> bool:
        """Return whether "Mr." in a label is a slip for "Ms.": it is rare beside the other honorific."""
        surname = find_surname(name)
        same = [other for other in self._names if other and other.name and find_surname(other) == surname]
        rare = sum(other.honorific == name.honorific for other in same)
        return rare <= _RARE and len(same) > 2 * rare and not find_first_name(name)


def _correct_surnames(names: Sequence[LabelText]) -> Mapping[str, str]:
    """Return the spelling of each surname; a rare surname is a slip for a usual one that resembles it."""
    counts = Counter(map(find_surname, names))
    usual = [surname for surname, count in counts.most_common(_MOST) if count > _RARE]
    full = {find_surname(name) for name in names if len((name.name or "").split()) > 1}
    spelling = {}
    for surname, count in counts.items():
        is_usual = count > _RARE or surname in full
        near = [] if is_usual else get_close_matches(surname, usual, n=1, cutoff=_SIMILAR)
        spelling[surname] = near[0] if near else surname
    return spelling


def _office_as_speaker(label: Label) -> Speaker | None:
    """Return an office as a speaker where the document names no holder."""
    text = label.text
    shouted = (text.office or "").isupper()
    office = " ".join(
        capitalize_word(word) if shouted or (not word[1:].islower() and len(word) > _ACRONYM) else word
        for word in (text.office or "").split()
    )
    if not office:
        return None
    if text.led_by_the:
        return Speaker(f"The {office}", None, None, label.span)
    return Speaker(office.capitalize() if shouted else office, None, None, label.span)


def _office_key(text: LabelText) -> str:
    words = map(normalize_token, (text.office or "").split())
    return " ".join(word for word in words if word not in COURTESIES)


def _expand_office(person: Person) -> str | None:
    """Return the office that a label abbreviates: "SG" is the Secretary-General; None for a name."""
    is_bare = not person.full_name and not person.printed.honorific and not person.printed.office
    return ABBREVIATED_OFFICES.get((person.printed.name or "").casefold()) if is_bare else None


def _is_title(word: str) -> bool:
    return normalize_token(word) in OFFICES | RANKS
