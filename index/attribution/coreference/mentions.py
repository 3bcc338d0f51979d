"""Named: the persons whom an article names, each under the fullest form, with the office it gives them.

A person is told from a place or a paper by an office before the name ("Sen. Ana Ruiz"), by a frequent given name, or
by a surname that goes on standing alone.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from index.attribution.coreference.entities import Figure, Mention, guess_genders
from index.attribution.coreference.first_names import gender
from index.attribution.coreference.name_candidates import Run, runs
from index.attribution.coreference.offices import is_held, is_office, offices, standing
from index.attribution.coreference.titles import BODIES, OPENERS
from index.names.gazetteer import aliases
from index.text.spans import Span

_TOLD = re.compile(r",? (?:said|says|told|added)\b|, \d\d,")  # says something, or is so old
_LONGEST = 5  # words of a person's name
_LATELY = 200  # mentions that are looked at
_USUAL = 3  # of most
_ALIKE = 0.8  # a name that is misspelt, and the right one
_SHOUTED = 3  # letters of initials


class Cast:
    """The persons of an article and where each is named, in the order of the text."""

    def __init__(self, text: str, sources: Sequence[Span]) -> None:
        self._text = text
        self._heads = {span.start: span.end for span in sources}
        self._small = frozenset(re.findall(r"(?<!\w)[a-z][\w’'-]*", text))
        self._surnames: dict[str, list[Figure]] = {}
        self._givens: dict[str, list[Figure]] = {}
        self._words: dict[str, list[Figure]] = {}
        self._latest: dict[str, Figure] = {}
        read = [*runs(text, self._small)]
        self._introduce(read)
        self.mentions = [mention for one in read for mention in self._mention(one)]
        self._starts = [mention.start for mention in self.mentions]
        self.mentions = sorted([*self.mentions, *self._held()], key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]
        guess_genders(text, self.mentions)

    def within(self, start: int, end: int) -> list[Mention]:
        """Give those named in a range, in order."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def holder(self, office: str, position: int) -> Figure | None:
        """Give who was last named before a position of those who hold an office."""
        last = bisect_left(self._starts, position)
        lately = reversed(self.mentions[max(0, last - _LATELY) : last])
        return next((one.figure for one in lately if any(is_held(each, office) for each in one.figure.offices)), None)

    def _introduce(self, read: Sequence[Run]) -> None:
        alone = Counter(one.name for one in read)
        self._explained = {one.surname for one in read if len(one.name) > 1 and gender(one.name[0])}
        self._inside = {one.name[0] for one in read if not one.begins}
        for one in sorted(read, key=lambda run: -len(run.name)):  # a part of a name after the whole
            if len(one.name) > 1 and self._is_person(one, alone):
                self._note(one)
        for one in read:
            if len(one.name) > 1 or one.name[0] in self._surnames or one.name[0] in self._givens:
                continue
            rare = one.start in self._heads and not one.titled and alone[one.name] < _USUAL
            near = get_close_matches(one.name[0], self._surnames, n=1, cutoff=_ALIKE) if rare else []
            if near:
                self._surnames[one.name[0]] = self._surnames[near[0]]  # misspelt
            elif self._is_bare(one):
                self._note(one)

    def _note(self, one: Run) -> None:
        namesakes = self._surnames.setdefault(one.surname, [])
        figure = next((known for known in namesakes if known.goes_by(one.name)), None)
        if figure is None:
            others = self._words.get(one.name[0], [])
            figure = next((known for known in others if known.goes_by(one.name)), None) or Figure()
            namesakes.append(figure)
            for word in one.name:
                self._words.setdefault(word, []).append(figure)
        figure.forms[" ".join(one.name)] += 1
        figure.gender = figure.gender or one.gender
        figure.offices += offices(self._text, one.start, one.end, one.titles)
        if len(one.name) > 1 and figure not in self._givens.setdefault(one.name[0], []):
            self._givens[one.name[0]].append(figure)

    def _is_person(self, one: Run, alone: Counter[tuple[str, ...]]) -> bool:
        if len(one.name) > _LONGEST or not BODIES.isdisjoint(one.name) or not OPENERS.isdisjoint(one.name):
            return False
        if any(word.isupper() and len(word) > _SHOUTED for word in one.name) or self._is_heading(one):
            return False
        if gender(one.name[0]) or one.titled:
            return True
        common = one.surname.lower() in self._small
        parts = {one.name[place:] for place in range(1, len(one.name))}  # "Suu Kyi" of "Aung San Suu Kyi"
        known = any(alone[part] for part in parts) and one.surname not in self._explained
        named = known or one.start in self._heads or is_office(self._text, one.start)
        return bool(named or _TOLD.match(self._text, one.end)) and not common

    def _is_heading(self, one: Run) -> bool:
        """Tell a heading ("Ana Ruiz Calls Bo Li") from the name that it begins with."""
        if len(one.name) <= _USUAL:
            return False
        small = any(word.lower() in self._small for word in one.name[1:] if word[0].isupper())
        return small or any(map(gender, one.name[2:-1]))

    def _is_bare(self, one: Run) -> bool:
        """Take a word for a surname that no full name has, where it has a title or is a source by itself."""
        word = one.name[0]
        if word in BODIES or word in OPENERS or (word.isupper() and len(word) > 1) or word.lower() in self._small:
            return False
        if one.kin or one.titled:
            return True
        source = self._heads.get(one.start)
        by_itself = source is not None and (source - one.end <= len("’s,") or self._text[one.end] == ",")
        return by_itself and not one.titles and word in self._inside and not aliases().codes(word)

    def _mention(self, one: Run) -> Iterator[Mention]:
        figure = self._who(one)
        if figure:
            yield Mention(one.start, one.end, figure, len(one.name) > 1)

    def _held(self) -> Iterator[Mention]:
        """Give where an office stands for its holder."""
        for span in standing(self._text):
            figure = self.holder(span.slice(self._text), span.start)
            if figure:
                yield Mention(span.start, span.end, figure, full=False)

    def _who(self, one: Run) -> Figure | None:
        namesakes = self._surnames.get(one.surname, [])
        if len(one.name) > 1:
            same = next((known for known in namesakes if known.goes_by(one.name)), None)
            if same:
                self._latest[one.surname] = same
            return same
        fitting = [known for known in namesakes if not one.told or known.gender in {one.told, None}]
        fitting = fitting or self._givens.get(one.name[0], [])
        return self._usual(one.surname, fitting)

    def _usual(self, surname: str, namesakes: Sequence[Figure]) -> Figure | None:
        """Of several with one surname, give the one named in full last, unless another is far more often."""
        most = max((known.forms.total() for known in namesakes), default=0)
        latest = self._latest.get(surname)
        if latest and latest in namesakes and latest.forms.total() * 3 >= most:
            return latest
        return next((known for known in namesakes if known.forms.total() == most), None)
