"""Speakers of labels: "MR. EARNEST" is Josh Earnest, the press secretary; "The Chair" is who was last said to be in it.

Two people of one surname stay two: by first name, by honorific or rank, by the place that the label gives. First names
and offices are those that the document gives, in a fuller label or in its text.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.introductions import Introduction, find_introductions, proper
from index.attribution.forms.label_grammar import LabelText, bare, is_initials, parse_label
from index.attribution.forms.label_words import FEMALE, MALE, NAME_LINKS, OFFICES, RANKS
from index.attribution.forms.labels import Label
from index.attribution.statements import Speaker

_RARE = 2  # times that a misspelt label stands
_ALIKE = 0.8
_ACRONYM = 5  # letters, in an office that is not in capitals
_MOST = 40  # namesakes, or usual labels, that are looked at
_RANK_NAMES = {
    "gen": "general", "col": "colonel", "maj": "major", "capt": "captain", "lt": "lieutenant", "adm": "admiral",
    "sgt": "sergeant", "brig": "brigadier", "cdr": "commander", "cmdr": "commander", "sen": "senator",
    "rep": "representative", "gov": "governor", "amb": "ambassador", "dr": "doctor",
}  # fmt: skip
_MISSPELT = ("president", "secretary", "minister", "ambassador", "senator", "chairman", "director", "general")
_HEAD = 1500  # code points in which a document says who presides


@dataclass(slots=True)
class _Person:
    """One person of a document, as its labels and its text name them."""

    surname: str
    first: str | None
    sort: str | None  # "m", "f" or a rank, as labels have it
    place: str | None
    printed: LabelText
    role: str | None = None
    country: str | None = None
    full: str | None = None
    count: int = 0


def resolve_labels(labels: Sequence[Label], text: str, title: str = "") -> list[Speaker | None]:
    """Return who speaks under each label, in order; None for a question, a crowd and a voice without a name."""
    return _Resolver(labels, text, title).speakers()


class _Resolver:
    def __init__(self, labels: Sequence[Label], text: str, title: str) -> None:
        self.labels, self.text, self.title = labels, text, title
        self.read = [_inner(label.text) for label in labels]
        known = {one.name.casefold() for one in self.read if one and one.name and len(one.name.split()) > 1}
        initials = _initials_of(f"{title}\n{text[:_HEAD]}") if any(map(_is_initials, self.read)) else {}
        self.read = [_spelt_out(_shortened(one, known), initials) for one in self.read]
        self.people: dict[str, list[_Person]] = defaultdict(list)
        self.assigned = self._gather()
        surnames = {key.split()[-1] for key in self.people if key}
        self.introductions = find_introductions(f"{title}\n{text}", surnames)
        for namesakes in self.people.values():
            self._introduce(namesakes)
        self.presiding = self._presiding()

    def speakers(self) -> list[Speaker | None]:
        found: list[Speaker | None] = []
        holders: dict[str, Speaker] = {}
        for label, read, person in zip(self.labels, self.read, self.assigned, strict=True):
            office = _office_key(label.text)
            if label.text.kind == "office" and person is None:
                held = holders.get(office) or self._holder(office)
                found.append(Speaker(held.name, held.role, held.country, label.span) if held else self._bare(label))
                continue
            if person is None or read is None:
                found.append(None)
                continue
            speaker = self._speaker(person, label)
            if label.text.kind == "office":
                holders[office] = speaker
            found.append(speaker)
        return found

    def _gather(self) -> list[_Person | None]:
        """Let labels of one person, fuller ones first, meet in one; a rare one is a slip for the one it resembles."""
        counts = Counter(_surname(one) for one in self.read if one and one.name)
        usual = [surname for surname, count in counts.most_common(_MOST) if count > _RARE]
        spelt = {}
        for surname, count in counts.items():
            near = get_close_matches(surname, usual, n=1, cutoff=_ALIKE) if count <= _RARE and usual else []
            full = any(one and one.name and _surname(one) == surname and len(one.name.split()) > 1 for one in self.read)
            spelt[surname] = near[0] if near and not full else surname
        order = sorted(
            (place for place, one in enumerate(self.read) if one and one.name),
            key=lambda place: (-_fullness(self.read[place]), place),
        )
        assigned: list[_Person | None] = [None] * len(self.read)
        for place in order:
            one = self.read[place]
            if one and one.name:
                assigned[place] = self._assign(one, spelt[_surname(one)])
        return assigned

    def _assign(self, one: LabelText, surname: str) -> _Person:
        first, sort = _first(one), _sort(one)
        fitting = [person for person in self.people[surname][:_MOST] if _may_be(person, first, sort, one.place)]
        exact = [person for person in fitting if sort and person.sort == sort]
        slips = [person for person in self.people[surname] if {sort, person.sort} == {"m", "f"} and self._is_slip(one)]
        person = next(iter(exact or fitting or slips), None)
        if person is None:
            person = _Person(surname, first, sort, one.place, one)
            if _surname(one) != surname:
                person.printed = LabelText("person", one.honorific, one.office, surname.title())
            self.people[surname].append(person)
        person.count += 1
        person.sort = person.sort or sort
        person.place = person.place or one.place
        person.role = person.role or _role(one)
        person.country = person.country or one.country
        return person

    def _is_slip(self, one: LabelText) -> bool:
        """Tell a label in which only "Mr." is a slip for "Ms.": it is rare beside the other."""
        surname = _surname(one)
        same = sum(1 for other in self.read if other and other.name and _surname(other) == surname)
        rare = sum(
            1 for other in self.read if other and other.honorific == one.honorific and _surname(other) == surname
        )
        return rare <= _RARE and same > 2 * rare and not _first(one)

    def _introduce(self, namesakes: Sequence[_Person]) -> None:
        """Give each person without a first name that of the text which fits best, and no two the same."""
        taken = {person.printed.name.casefold() for person in namesakes if person.first and person.printed.name}
        introduced = [
            one for one in self.introductions.get(namesakes[0].surname, ()) if one.name.casefold() not in taken
        ]
        for person in sorted(namesakes, key=lambda one: (not _is_rank(one.sort), -one.count)):
            if person.first:
                if person.role is None:
                    same = self.introductions.get(person.surname, ())
                    person.role = next((one.office for one in same if _same_name(one.name, person.printed.name)), None)
                continue
            if len(introduced) == 1 and not _is_military(namesakes):
                person.full, person.role = introduced[0].name, introduced[0].office or person.role
                continue
            fitting = [(score, one) for one in introduced if (score := self._fit(person, one, namesakes)) >= 0]
            if fitting:
                _, best = max(fitting, key=lambda pair: (pair[0], pair[1].count))
                introduced.remove(best)
                person.full = best.name
                person.role = best.office or person.role

    def _fit(self, person: _Person, one: Introduction, namesakes: Sequence[_Person]) -> int:
        """Score an introduction for a person; below 0 it is somebody else's."""
        ranks = {_RANK_NAMES.get(title, title) for title in one.titles if title in RANKS}
        ranks |= {_RANK_NAMES.get(bare(word), bare(word)) for word in (one.office or "").split()} & set(RANKS)
        if _is_rank(person.sort):
            if person.sort in ranks:
                return 3
            return 0 if len(namesakes) == 1 else -1
        if person.sort in {"m", "f"} and one.gender and one.gender != person.sort:
            return -1
        if len(namesakes) > 1 and ranks and any(other.sort in ranks for other in namesakes):
            return -1
        return 2 if person.sort and one.gender == person.sort else 1

    def _speaker(self, person: _Person, label: Label) -> Speaker:
        return Speaker(self._name(person), person.role, person.country, label.span)

    def _name(self, person: _Person) -> str:
        if person.full:
            return person.full
        printed = person.printed
        name = " ".join(proper(word) for word in (printed.name or "").split())
        if person.first:
            return name
        alone = len(self.people[person.surname]) == 1
        if printed.office and _spelt(printed.office.split()[-1]) and not printed.led_by_the:
            return f"{' '.join(proper(word) for word in printed.office.split())} {name}"
        if not alone:
            named = f"{_proper_honorific(printed.honorific)} {name}".strip()
            return f"{named} of {person.place}" if person.place else named
        return name

    def _bare(self, label: Label) -> Speaker | None:
        """Return an office as a speaker where nothing says who holds it."""
        text = label.text
        shouted = (text.office or "").isupper()
        office = " ".join(
            proper(word) if shouted or (word[1:].islower() is False and len(word) > _ACRONYM) else word
            for word in (text.office or "").split()
        )
        if not office:
            return None
        if text.led_by_the:
            return Speaker(f"The {office}", None, None, label.span)
        return Speaker(office.capitalize() if shouted else office, None, None, label.span)

    def _presiding(self) -> Mapping[str, Speaker]:
        """Read who presides from the head: "President: Mr. Orlov (Russian Federation)", "The Chair: Ms. Ruiz"."""
        found = {}
        for line in self.text[:_HEAD].splitlines():
            office, colon, rest = line.partition(":")
            if not colon or bare(office.removeprefix("The ").strip()) not in {
                "president",
                "chair",
                "chairman",
                "chairperson",
            }:
                continue
            held = parse_label(
                rest.replace(".", " ").replace("Mr ", "Mr. ").strip()
                if ". ." in rest or "..." in rest
                else rest.strip()
            )
            if held and held.kind == "person" and held.honorific:
                name = " ".join(proper(word) for word in (held.name or "").split())
                found[bare(office.removeprefix("The ").strip())] = Speaker(name, office.strip(), held.country)
        return found

    def _holder(self, office: str) -> Speaker | None:
        """Return who holds an office, where the head of the document names one holder alone."""
        if office in self.presiding:
            return self.presiding[office]
        if office.split()[-1:] == ["speaker"] or not office:
            return None
        return self._titled(office)

    def _titled(self, office: str) -> Speaker | None:
        """Read "President Obama" in the title or the first lines: the one who is labelled "THE PRESIDENT"."""
        names = _names_after(self.title.split(), office)
        if len(names) != 1:
            names = _names_after(self.text[:300].split(), office)
            names = {name for name in names if self._small_text.count(f"{office} {name.casefold()}") > 1}
        if len(names) != 1:
            return None
        (last,) = names
        shown = " ".join(word.capitalize() for word in office.split())
        introduced = find_introductions(f"{self.title}\n{self.text}", {last.casefold()}).get(last.casefold())
        return Speaker(introduced[0].name if introduced else f"{shown} {last}", shown)

    @cached_property
    def _small_text(self) -> str:
        return self.text.casefold()


def _names_after(words: Sequence[str], office: str) -> set[str]:
    """Return the words in capitals that follow an office, as "Obama" does in "President Obama"."""
    size, names = len(office.split()), set()
    for place in range(len(words) - size):
        before = " ".join(bare(word) for word in words[place : place + size])
        last = place + size
        while last - place - size < 2 and last + 1 < len(words) and _goes_on(words[last], words[last + 1]):  # noqa: PLR2004
            last += 1
        name = words[last].strip(".,:;’'*").removesuffix("’s").removesuffix("'s")
        if before == office and name[:1].isupper() and bare(name) not in OFFICES and len(name) > 1:
            names.add(name.capitalize() if name.isupper() else name)
    return names


def _is_initials(one: LabelText | None) -> bool:
    return one is not None and one.name is not None and " " not in one.name and is_initials(one.name)


def _initials_of(head: str) -> dict[str, str]:
    """Return the names of two or three words in the first lines by their initials; None for several of the same."""
    found: dict[str, str] = {}
    words = head.split()
    for size in (3, 2):
        for place in range(len(words) - size + 1):
            name = [word.strip(".,:;()*“”\"’'") for word in words[place : place + size]]
            if (
                all(word[:1].isupper() and word[1:].islower() for word in name)
                and VOCABULARY.gender(name[0]) is not None
            ):
                found.setdefault("".join(word[0] for word in name), " ".join(name))
    return found


def _spelt_out(one: LabelText | None, initials: Mapping[str, str]) -> LabelText | None:
    """Return whom initials stand for: "AB" is Ana Berg."""
    if one is None or not one.name or not _is_initials(one):
        return one
    name = initials.get(one.name.replace(".", ""))
    return LabelText(one.kind, one.honorific, one.office, name, one.place, one.brackets) if name else one


def _goes_on(word: str, following: str) -> bool:
    """Tell a first name from a surname: another word in capitals comes right after it."""
    plain = word.isalpha() and word[0].isupper() and not word.isupper()
    return plain and following[:1].isupper() and not following.isupper() and VOCABULARY.gender(word) is not None


def _inner(text: LabelText) -> LabelText | None:
    """Return the person of a label: of an office, or of a moderator, the holder that its bracket names."""
    if text.kind == "person":
        return text
    if text.kind not in {"office", "crowd"} or not text.holder:
        return None
    held = parse_label(text.holder)
    if held is None or held.kind != "person":
        return None
    office = text.office if text.kind == "office" else None
    return LabelText("person", held.honorific, office, held.name, held.place, held.brackets, led_by_the=True)


def _shortened(one: LabelText | None, known: frozenset[str] | set[str]) -> LabelText | None:
    """Leave to a name what another label has of it: "Mir Radik Batyrshin" where "Radik Batyrshin" stands by itself."""
    words = (one.name or "").split() if one else []
    if one is None:
        return one
    if not one.office and len(words) == 2 and get_close_matches(words[0].casefold(), _MISSPELT, n=1, cutoff=0.9):  # noqa: PLR2004
        return LabelText(one.kind, one.honorific, words[0], words[1], one.place, one.brackets)
    if not one.office:
        return one
    for start in range(1, len(words) - 1):
        if " ".join(words[start:]).casefold() in known:
            office = " ".join([one.office, *words[:start]])
            return LabelText(one.kind, one.honorific, office, " ".join(words[start:]), one.place, one.brackets)
    for back in range(1, min(3, len(one.office.split()))):
        longer = " ".join([*one.office.split()[-back:], *words])
        if longer.casefold() in known:
            office = " ".join(one.office.split()[:-back])
            return LabelText(one.kind, one.honorific, office, longer, one.place, one.brackets)
    return one


def _surname(one: LabelText) -> str:
    words = (one.name or "").casefold().split()
    while len(words) > 1 and words[-1].strip(".") in {"jr", "sr", "ii", "iii", "iv"}:
        words.pop()
    return words[-1].strip(".,") if words else ""


def _first(one: LabelText) -> str | None:
    words = (one.name or "").casefold().split()
    while len(words) > 1 and words[0] in NAME_LINKS:
        return None
    return words[0] if len(words) > 1 and words[0] not in {"lord", "lady", "baroness"} else None


def _fullness(one: LabelText | None) -> int:
    if one is None:
        return 0
    return 2 * bool(_first(one)) + bool(one.place or one.office or one.brackets)


def _sort(one: LabelText) -> str | None:
    """Return "m" or "f" as an honorific or a given name says, or the rank that a label has."""
    office = [bare(word) for word in (one.office or "").replace("-", " ").split()]
    if office and not one.led_by_the and not _first(one):
        return (
            "secretary-general" if office[-2:] == ["secretary", "general"] else _RANK_NAMES.get(office[-1], office[-1])
        )
    if office and office[-1] in RANKS and not one.led_by_the and office[-2:-1] not in (["secretary"], ["attorney"]):
        return _RANK_NAMES.get(office[-1], office[-1])
    for word in (one.honorific or "").split():
        if bare(word) in MALE:
            return "m"
        if bare(word) in FEMALE:
            return "f"
    first = _first(one)
    return VOCABULARY.gender(proper(first.upper())) if first else None


def _is_military(namesakes: Sequence[_Person]) -> bool:
    """Tell whether namesakes are several: one has a rank of an army, or they are a man and a woman."""
    sorts = {person.sort for person in namesakes}
    return len(namesakes) > 1 and (
        bool(sorts & (RANKS | set(_RANK_NAMES.values()) - {"senator"})) or {"m", "f"} <= sorts
    )


def _is_rank(sort: str | None) -> bool:
    return sort is not None and sort not in {"m", "f"}


def _may_be(person: _Person, first: str | None, sort: str | None, place: str | None) -> bool:
    if first and person.first and not _alike_first(first, person.first):
        return False
    if place and person.place and place != person.place:
        return False
    if not sort or not person.sort or sort == person.sort or (first and person.first):
        return True
    return bool(person.first) and (_is_civil(sort) or _is_civil(person.sort))


def _is_civil(sort: str) -> bool:
    """Tell an office, which somebody with another honorific may hold as well, from a rank of an army."""
    return _is_rank(sort) and sort not in RANKS and sort not in _RANK_NAMES.values()


def _alike_first(one: str, other: str) -> bool:
    one, other = one.strip("."), other.strip(".")
    return (
        one == other
        or (min(len(one), len(other)) == 1 and one[0] == other[0])
        or one.startswith(other)
        or other.startswith(one)
    )


def _same_name(one: str, other: str | None) -> bool:
    return other is not None and one.casefold() == other.casefold()


def _role(one: LabelText) -> str | None:
    office = " ".join(proper(word) for word in one.office.split()) if one.office else None
    return ", ".join(filter(None, [office, *one.details])) or None


def _office_key(text: LabelText) -> str:
    return " ".join(
        bare(word) for word in (text.office or "").split() if bare(word) not in {"mr", "madam", "mrs", "ms"}
    )


def _spelt(word: str) -> bool:
    return bare(word) in OFFICES or bare(word) in RANKS


def _proper_honorific(honorific: str | None) -> str:
    return " ".join(word.capitalize() for word in (honorific or "").split())
