"""Spans: half-open ranges of code points in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """The half-open range `start` to `end` of Unicode code points in a text."""

    start: int
    end: int

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def overlap(self, other: "Span") -> int:
        """Return the number of code points that are in both spans."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shift(self, offset: int) -> "Span":
        """Return this range in a text in which its own text begins `offset` code points later."""
        return Span(self.start + offset, self.end + offset)

    def slice(self, text: str) -> str:
        """Return this range of `text`, unchanged."""
        return text[self.start : self.end]
