"""Characters: the persons of an article, with what it tells of each."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_FIRST_PRONOUN = re.compile(
    r"\b(?:([Hh]e|[Hh]is|[Hh]imself)|[Ss]he|[Hh]er|[Hh]erself)\b"
    r"|\n+[“\"][^”\"\n]*[”\"] (?:(he)|she)\b|\n"  # “It is,” she said, in the next paragraph
)
_NEAR = 250  # code points after a name in which a pronoun tells of it


@dataclass(slots=True, eq=False)
class Figure:
    """A person of an article: under which forms and how often, with which offices, and "f", "m" or None."""

    forms: Counter[str] = field(default_factory=Counter)
    offices: list[str] = field(default_factory=list)
    gender: str | None = None

    @property
    def name(self) -> str:
        """Give the fullest of the usual forms."""
        most = max(self.forms.values())
        usual = [form for form, count in self.forms.items() if count * 3 >= most]
        return max(usual, key=lambda form: (len(form.split()), self.forms[form], len(form)))

    @property
    def office(self) -> str | None:
        """Give the office told most often, of several the first."""
        return Counter(self.offices).most_common(1)[0][0] if self.offices else None

    def goes_by(self, name: Sequence[str]) -> bool:
        """Tell whether these words, in order, are of one of the forms."""
        return any(_within(name, form.split()) for form in self.forms)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a person is named."""

    start: int
    end: int
    figure: Figure
    full: bool


def guess_genders(text: str, mentions: Sequence[Mention]) -> None:
    """Tell by the first pronoun after each name, before anyone else is named, whom "he" or "she" can stand for."""
    votes: dict[int, Counter[str]] = {}
    unknown = {id(mention.figure): mention.figure for mention in mentions if mention.figure.gender is None}
    for place, mention in enumerate(mentions):
        if id(mention.figure) in unknown and mention.full == any(" " in form for form in mention.figure.forms):
            end = mentions[place + 1].start if place + 1 < len(mentions) else len(text)
            found = _FIRST_PRONOUN.search(text, mention.end, min(end, mention.end + _NEAR))
            if found and found[0].strip():
                votes.setdefault(id(mention.figure), Counter())["m" if found[1] or found[2] else "f"] += 1
    for number, figure in unknown.items():
        best = votes.get(number, Counter()).most_common(1)
        figure.gender = best[0][0] if best else None


def _within(name: Sequence[str], form: Sequence[str]) -> bool:
    if name[0] == form[0] and name[-1] == form[-1]:
        return True  # "Donald J. Trump", "Donald Trump"
    return any(tuple(form[place : place + len(name)]) == tuple(name) for place in range(len(form) - len(name) + 1))
