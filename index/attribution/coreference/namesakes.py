"""Namesakes: which of several people of one surname is meant by the surname alone."""

from collections.abc import Sequence

from index.attribution.coreference.entities import Entity
from index.attribution.coreference.name_candidates import NameCandidate

_LONGEST_PARAGRAPH = 3000  # code points before a surname in which a namesake is named in full
_FAR_MORE = 3  # times as many mentions of the one namesake as of the other


class Namesakes:
    """The namesakes of a text who have been named in full up to a place in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._named_at: dict[int, int] = {}  # by a person: where the whole name was printed last
        self._called: dict[str, Entity] = {}  # by surname: who was called by it alone, or named before a relative

    def add(self, candidate: NameCandidate, entity: Entity, namesakes: Sequence[Entity]) -> None:
        """Add a whole name, in the order of the text; after "Ana Ruiz’s brother Bo Ruiz" the surname is hers."""
        others = [each for each in namesakes if each is not entity and id(each) in self._named_at]
        if candidate.kin and len(others) == 1 and id(entity) not in self._named_at:
            self._called.setdefault(candidate.surname, others[0])
        self._named_at[id(entity)] = candidate.start

    def find(self, candidate: NameCandidate, namesakes: Sequence[Entity]) -> Entity | None:
        """Return the namesake whom a surname alone refers to; None if it may be either.

        It is the only one named so far, or in full in the paragraph, or the one who is named far more often, or who was
        called by the surname alone before the other was named, or whose relative the other is.
        """
        named = [each for each in namesakes if id(each) in self._named_at]
        if len(named) == 1:
            self._called.setdefault(candidate.surname, named[0])
            return named[0]
        start = max(0, candidate.start - _LONGEST_PARAGRAPH)
        start = max(start, self._text.rfind("\n", start, candidate.start) + 1)
        near = [each for each in named if self._named_at[id(each)] >= start]
        if near:
            return near[0] if len(near) == 1 else None
        first, second = sorted(namesakes, key=lambda each: -each.forms.total())[:2]
        if first.forms.total() >= _FAR_MORE * second.forms.total():
            return first
        return self._called.get(candidate.surname)
