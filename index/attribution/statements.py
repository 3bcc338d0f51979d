"""Statements: the attributed statements of an article, each part of them a span of its text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index.text.spans import Span

Attribution = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speaker of a statement: `span` is where the article refers to them, by name or not ("he").

    `role` is the one that the article gives, as of its date. Where the whole article or a turn of a transcript is one
    person's words, `span` is where their name occurs, if it does.
    """

    name: str
    role: str | None = None
    country: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attributed statement; `speaker` is None where the article does not make clear who said it.

    A statement that is nested in another is a statement of its own, whose content lies within the other's content.
    """

    speaker: Speaker | None
    cue: Span | None
    content: tuple[Span, ...]
    attribution: Attribution
    confidence: float

    def overlap(self, span: Span) -> int:
        """Return how many code points of a span are content of this statement."""
        return sum(part.overlap(span) for part in self.content)


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements in the order of the text; those that begin at one place stay as they are."""
    return sorted(statements, key=lambda statement: statement.content[0].start)
