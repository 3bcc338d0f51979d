"""Named: the persons whom an article names, each under the fullest form, with the office it gives them.

A person is told from a place or a paper by an office before the name ("Sen. Ana Ruiz"), by a frequent given name, or
by a surname that goes on standing alone.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from index.aliases import aliases
from index.characters import Figure, Mention, guess_genders
from index.givens import gender
from index.roles import is_office, offices
from index.spans import Span
from index.titles import BODIES, FEMALE, MALE, OPENERS, TITLES

_UPPER = r"[A-ZÀ-ÖØ-ÞİŞŠŽČĆĐŁŚŹŻŘŇĞ]"
_WORD = (
    r"(?:(?:Sens?|Govs?|Reps?|Mrs?|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|Prof|Rev|Amb|St)\."
    rf"|(?:{_UPPER}\.)+|{_UPPER}\w*(?:-\w+|[’'](?!(?:s|d|m|ll|re|ve)\b)\w+)*)"
)
_LINK = r"(?:(?:de|del|della|van|von|der|den|al|el|bin|ibn|la|le|da|dos|di)[ \xa0])*"
RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \xa0]{_LINK}{_WORD})*(?:,? (?:Jr\.|Sr\.))?")

_SUFFIXES = frozenset(("Jr.", "Sr.", "II", "III", "IV", "Jr", "Sr"))
_PARTIES = frozenset(("Former", "Democratic", "Republican", "Democrat", "Deputy", "Executive", "General", "Chief"))
_TOLD = re.compile(r",? (?:said|says|told|added)\b|, \d\d,")  # says something, or is so old

_BEGINS = re.compile(r"(?:^|[.!?:][“”\"’')]*\s+|\n\s*)[“\"‘(]?$")
_KIN = re.compile(
    r"\b(?:(?:grand|step)?(?:father|son)|husband|brother|nephew|uncle|fianc[ée]"
    r"|((?:grand|step)?(?:mother|daughter)|wife|sister|niece|aunt|fianc[ée]e)),? $"
)
_LONGEST = 5  # words of a person's name
_USUAL = 3  # of most
_BEFORE = 20  # code points before a name that are looked at
_ALIKE = 0.8  # a name that is misspelt, and the right one
_SHOUTED = 3  # letters of initials


@dataclass(frozen=True, slots=True)
class _Read:
    """A run of capitalised words: the titles in it, the name after them, and where that is."""

    titles: tuple[str, ...]
    name: tuple[str, ...]
    start: int
    end: int

    @property
    def surname(self) -> str:
        return next((word for word in reversed(self.name) if word not in _SUFFIXES), self.name[-1])


class Cast:
    """The persons of an article and where each is named, in the order of the text."""

    def __init__(self, text: str, sources: Sequence[Span]) -> None:
        self._text = text
        self._heads = {span.start: span.end for span in sources}
        self._small = set(re.findall(r"(?<!\w)[a-z][\w’'-]*", text))
        self._surnames: dict[str, list[Figure]] = {}
        self._givens: dict[str, list[Figure]] = {}
        self._words: dict[str, list[Figure]] = {}
        self._latest: dict[str, Figure] = {}
        runs = [one for one in (self._read(found) for found in RUN.finditer(text)) if one.name]
        self._introduce(runs)
        self.mentions = [mention for one in runs for mention in self._mention(one)]
        self._starts = [mention.start for mention in self.mentions]
        guess_genders(text, self.mentions)

    def within(self, start: int, end: int) -> list[Mention]:
        """Give those named in a range, in order."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _read(self, run: re.Match[str]) -> _Read:
        words = [(found[0].rstrip(","), run.start() + found.start()) for found in re.finditer(r"[^ \xa0]+", run[0])]
        while words and (words[0][0] in OPENERS or self._is_headline(words)):
            words.pop(0)
        last = max((place + 1 for place, (word, _) in enumerate(words) if word in TITLES), default=0)
        if any(word in BODIES for word, _ in words[last:]):  # "White House Ana Ruiz"
            known = (place for place in range(last, len(words) - 1) if gender(words[place][0]))
            last = next(known, last)
        name = words[last:]
        titles = tuple(word for word, _ in words[:last])
        return _Read(titles, tuple(word for word, _ in name), name[0][1] if name else run.end(), run.end())

    def _is_headline(self, words: Sequence[tuple[str, int]]) -> bool:
        word = words[0][0]
        return len(words) > 1 and word.lower() in self._small and word not in TITLES and not gender(word)

    def _introduce(self, runs: Sequence[_Read]) -> None:
        alone = Counter(one.name for one in runs)
        self._explained = {one.surname for one in runs if len(one.name) > 1 and gender(one.name[0])}
        self._inside = {one.name[0] for one in runs if not _BEGINS.search(self._text, max(0, one.start - 5), one.start)}
        for one in sorted(runs, key=lambda run: -len(run.name)):  # a part of a name after the whole
            if len(one.name) > 1 and self._is_person(one, alone):
                self._note(one)
        for one in runs:
            if len(one.name) > 1 or one.name[0] in self._surnames or one.name[0] in self._givens:
                continue
            rare = one.start in self._heads and alone[one.name] < _USUAL
            near = get_close_matches(one.name[0], self._surnames, n=1, cutoff=_ALIKE) if rare else []
            if near:
                self._surnames[one.name[0]] = self._surnames[near[0]]  # misspelt
            elif self._is_bare(one):
                self._note(one)

    def _note(self, one: _Read) -> None:
        namesakes = self._surnames.setdefault(one.surname, [])
        figure = next((known for known in namesakes if known.goes_by(one.name)), None)
        if figure is None:
            others = self._words.get(one.name[0], [])
            figure = next((known for known in others if known.goes_by(one.name)), None) or Figure()
            namesakes.append(figure)
            for word in one.name:
                self._words.setdefault(word, []).append(figure)
        figure.forms[" ".join(one.name)] += 1
        figure.gender = figure.gender or _told(one.titles) or self._kin(one) or gender(one.name[0])
        figure.offices += offices(self._text, one.start, one.end, one.titles)
        if len(one.name) > 1 and figure not in self._givens.setdefault(one.name[0], []):
            self._givens[one.name[0]].append(figure)

    def _is_person(self, one: _Read, alone: Counter[tuple[str, ...]]) -> bool:
        if len(one.name) > _LONGEST or not BODIES.isdisjoint(one.name) or not OPENERS.isdisjoint(one.name):
            return False
        if any(word.isupper() and len(word) > _SHOUTED for word in one.name) or self._is_heading(one):
            return False
        if gender(one.name[0]) or set(one.titles) - _PARTIES:
            return True
        common = one.surname.lower() in self._small
        parts = {one.name[place:] for place in range(1, len(one.name))}  # "Suu Kyi" of "Aung San Suu Kyi"
        known = any(alone[part] for part in parts) and one.surname not in self._explained
        named = known or one.start in self._heads or is_office(self._text, one.start)
        return bool(named or _TOLD.match(self._text, one.end)) and not common

    def _is_heading(self, one: _Read) -> bool:
        """Tell a heading ("Ana Ruiz Calls Bo Li") from the name that it begins with."""
        if len(one.name) <= _USUAL:
            return False
        small = any(word.lower() in self._small for word in one.name[1:] if word[0].isupper())
        return small or any(map(gender, one.name[2:-1]))

    def _is_bare(self, one: _Read) -> bool:
        """Take a word for a surname that no full name has, where it has a title or is a source by itself."""
        word = one.name[0]
        if word in BODIES or word in OPENERS or (word.isupper() and len(word) > 1) or word.lower() in self._small:
            return False
        source = self._heads.get(one.start)
        if self._kin(one):
            return True
        if set(one.titles) - _PARTIES:
            return True
        by_itself = source is not None and (source - one.end <= len("’s,") or self._text[one.end] == ",")
        return by_itself and not one.titles and word in self._inside and not aliases().codes(word)

    def _kin(self, one: _Read) -> str | None:
        """Give "m" or "f" for a name that follows what its bearer is to somebody: "his daughter, Ana"."""
        found = _KIN.search(self._text, max(0, one.start - _BEFORE), one.start)
        return ("f" if found[1] else "m") if found else None

    def _mention(self, one: _Read) -> Iterator[Mention]:
        figure = self._who(one)
        if figure:
            yield Mention(one.start, one.end, figure, len(one.name) > 1)

    def _who(self, one: _Read) -> Figure | None:
        namesakes = self._surnames.get(one.surname, [])
        if len(one.name) > 1:
            same = next((known for known in namesakes if known.goes_by(one.name)), None)
            if same:
                self._latest[one.surname] = same
            return same
        told = _told(one.titles)
        fitting = [known for known in namesakes if not told or known.gender in {told, None}]
        fitting = fitting or self._givens.get(one.name[0], [])
        return self._usual(one.surname, fitting)

    def _usual(self, surname: str, namesakes: Sequence[Figure]) -> Figure | None:
        """Of several with one surname, give the one named in full last, unless another is far more often."""
        most = max((known.forms.total() for known in namesakes), default=0)
        latest = self._latest.get(surname)
        if latest and latest in namesakes and latest.forms.total() * 3 >= most:
            return latest
        return next((known for known in namesakes if known.forms.total() == most), None)


def _told(titles: Iterable[str]) -> str | None:
    words = set(titles)
    return "m" if words & MALE else "f" if words & FEMALE else None
