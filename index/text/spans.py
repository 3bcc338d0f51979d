"""Where a stretch of text stands in its article."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """The half-open range `start` to `end` of Unicode code points in a text."""

    start: int
    end: int

    def __len__(self) -> int:
        """Count the code points."""
        return self.end - self.start

    def slice(self, text: str) -> str:
        """Cut this range out of `text`, unchanged."""
        return text[self.start : self.end]
