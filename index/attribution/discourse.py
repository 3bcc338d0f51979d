"""Discourse: the sentences and quotations of an article, as far as they tell who is in view."""

import re
from bisect import bisect_right

from index.text.spans import Span

_SENTENCE = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Sen|Gov|Rep|Gen|Rev|Col)\.)(?<=[.!?…”\"’)])\s+"
    r"(?=[“\"‘(]?[A-ZÀ-Þ])|\n+"
)
_MARK = re.compile(r"[“”\"]|''|\n+")
_OPENING = frozenset(("“", '"', "''"))


class Page:
    """An article's sentences and quotations, as far as they tell who is in view."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in _SENTENCE.finditer(text))]
        self.quotes = _quotations(text)
        self._opens = [quote.start for quote in self.quotes]

    def sentence(self, position: int) -> int:
        """Give the number of the sentence that a position is in."""
        return bisect_right(self.starts, position) - 1

    def beginning(self, position: int) -> int:
        """Give where the sentence begins that a position is in."""
        return self.starts[self.sentence(position)]

    def quotation(self, position: int) -> Span | None:
        """Give the quotation that a position is in."""
        place = bisect_right(self._opens, position) - 1
        quote = self.quotes[place] if place >= 0 else None
        return quote if quote and position < quote.end else None


def _quotations(text: str) -> list[Span]:
    """Find what stands between double marks; a paragraph without a closing mark is quoted to its end."""
    found: list[Span] = []
    opened: int | None = None
    for mark in _MARK.finditer(text):
        if opened is None:
            opened = mark.start() if mark[0] in _OPENING else None
        elif mark[0] != "“":
            found.append(Span(opened, mark.start() if mark[0].isspace() else mark.end()))
            opened = None
    return found
