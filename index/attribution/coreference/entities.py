"""Entities: the persons of an article, with the forms of their names, their offices and their gender."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_NEXT_PRONOUN = re.compile(
    r"\b(?:([Hh]e|[Hh]is|[Hh]imself)|[Ss]he|[Hh]er|[Hh]erself)\b"
    r"|\n+[“\"][^”\"\n]*[”\"] (?:(he)|she)\b|\n"  # “It is,” she said, in the next paragraph
)
_PRONOUN_REACH = 250  # code points after a name in which a pronoun refers to it


@dataclass(slots=True, eq=False)
class Entity:
    """A person of an article: how often under which form of the name, with which offices; `gender` is "f" or "m"."""

    forms: Counter[str] = field(default_factory=Counter)
    offices: list[str] = field(default_factory=list)
    gender: str | None = None
    titles: set[str] = field(default_factory=set)  # words of the offices
    _office_counts: Counter[str] = field(default_factory=Counter)

    def add_offices(self, offices: Sequence[str]) -> None:
        """Add what the article calls the person at one place."""
        self.offices += offices
        self._office_counts.update(offices)
        self.titles.update(word for office in offices for word in office.split())

    @property
    def name(self) -> str:
        """The longest of the frequent forms."""
        most = max(self.forms.values())
        frequent = [form for form, count in self.forms.items() if count * 3 >= most]
        return max(frequent, key=lambda form: (len(form.split()), self.forms[form], len(form)))

    @property
    def main_office(self) -> str | None:
        """The most frequent office, of several the first."""
        counts = self._office_counts
        return max(counts, key=counts.__getitem__) if counts else None

    def has_title(self, prefixes: Sequence[str]) -> bool:
        """Return whether a word before the name is of an office of the person: "Gen." of "Gen. Ruiz"."""
        return not self.titles.isdisjoint(prefixes)

    def matches(self, name: Sequence[str]) -> bool:
        """Return whether a name, given as words, is a part of one of the forms."""
        return any(_is_part(name, form.split()) for form in self.forms)


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A place where a person is mentioned, by name or by office."""

    start: int
    end: int
    entity: Entity
    is_full_name: bool


def infer_genders(text: str, mentions: Sequence[EntityMention]) -> None:
    """Set the gender of entities that have none to that of the pronouns that follow them most often.

    A pronoun counts if it follows a mention before any other entity is mentioned.
    """
    votes: dict[int, Counter[str]] = {}
    unknown = {id(mention.entity): mention.entity for mention in mentions if mention.entity.gender is None}
    for number, mention in enumerate(mentions):
        has_full_form = any(" " in form for form in mention.entity.forms)
        if id(mention.entity) in unknown and mention.is_full_name == has_full_form:
            end = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
            pronoun = _NEXT_PRONOUN.search(text, mention.end, min(end, mention.end + _PRONOUN_REACH))
            if pronoun and pronoun[0].strip():
                votes.setdefault(id(mention.entity), Counter())["m" if pronoun[1] or pronoun[2] else "f"] += 1
    for key, entity in unknown.items():
        best = votes.get(key, Counter()).most_common(1)
        entity.gender = best[0][0] if best else None


def _is_part(name: Sequence[str], form: Sequence[str]) -> bool:
    if name[0] == form[0] and name[-1] == form[-1]:
        return True  # "Donald J. Trump", "Donald Trump"
    return any(tuple(form[start : start + len(name)]) == tuple(name) for start in range(len(form) - len(name) + 1))
