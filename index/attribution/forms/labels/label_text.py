"""Label texts: the parts of a speaker label, once it is parsed."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "office", "question", "answer", "crowd"]
BracketKind = Literal["country", "party", "manner", "name", "detail"]


@dataclass(frozen=True, slots=True)
class Bracket:
    """The text in a pair of brackets of a label, and its kind."""

    kind: BracketKind
    text: str


@dataclass(frozen=True, slots=True)
class LabelText:
    """A parsed label. `name` is as printed, without honorific, rank and office; `place` is that of "of Iowa"."""

    kind: Kind
    honorific: str | None = None
    office: str | None = None
    name: str | None = None
    place: str | None = None
    brackets: tuple[Bracket, ...] = ()
    led_by_the: bool = False

    @property
    def country(self) -> str | None:
        """The country in a bracket."""
        return next((bracket.text for bracket in self.brackets if bracket.kind == "country"), None)

    @property
    def details(self) -> tuple[str, ...]:
        """The constituency, office or party in brackets."""
        return tuple(bracket.text for bracket in self.brackets if bracket.kind in {"detail", "party"})

    @property
    def holder(self) -> str | None:
        """The name in a bracket after an office: "The Chair (Ms. Ruiz)"."""
        return next((bracket.text for bracket in self.brackets if bracket.kind == "name"), None)
