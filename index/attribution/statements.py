"""Statements: who said what in an article, each part of it where it stands."""

from dataclasses import dataclass
from typing import Literal

from index.text.spans import Span

Attribution = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the name that the article's words at `start` to `end` stand for ("he" for a person named before).

    `role` is the one that the article gives, at its date. Where the whole article is one person's words, or a turn of a
    transcript is, `span` is where their name stands, if it does.
    """

    name: str
    role: str | None = None
    country: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attributed stretch of an article; `speaker` is None where the article does not tell whose words they are.

    What is told of another's words within it is a statement of its own, whose content lies within this one's.
    """

    speaker: Speaker | None
    cue: Span | None
    content: tuple[Span, ...]
    attribution: Attribution
    confidence: float

    def overlap(self, span: Span) -> int:
        """Count the code points of a span that are this statement's content."""
        return sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in self.content)
