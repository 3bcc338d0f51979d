"""Direction reader: cuts phrases out of a question and collects the directions that they give."""

import re
from dataclasses import dataclass, field
from typing import Literal

from index.library.articles import Kind

Order = Literal["newest", "oldest"]


_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {
    "a": 1,
    "single": 1,
    "a single": 1,
    "just one": 1,
    "only one": 1,
    "a couple of": 2,
    "a few": 3,
    "a dozen": 12,
    "fifteen": 15,
    "twenty": 20,
}


_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
N = rf"(?:(?:\d{{1,2}}|{_WORDS})\s*(?:or|to|-|–)\s*)?(?P<n>\d{{1,3}}|{_WORDS})"
"""A number; of "two or three", the greater."""


_MOST = 50


_SPACES = re.compile(r"\s+([?.!,])|\s{2,}")


@dataclass(frozen=True, slots=True)
class Directions:
    """The question that is left, and how it is to be answered; `notes` name what could not be done as asked."""

    question: str
    limit: int | None = None
    everything: bool = False
    order: Order | None = None
    kind: tuple[Kind, ...] = ()
    source: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Reader:
    """A question that is read, and the directions that were cut out of it so far."""

    line: str
    limit: int | None = None
    everything: bool = False
    order: Order | None = None
    kind: tuple[Kind, ...] = ()
    source: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    def cut(self, words: re.Pattern[str], instead: str = " ") -> re.Match[str] | None:
        """Remove the first match of some words, unless nothing but a mark would be left."""
        match = words.search(self.line)
        if match is None:
            return None
        rest = self.line[: match.start()] + match.expand(instead) + self.line[match.end() :]
        if not re.search(r"\w", rest):
            return None
        self.line = rest
        return match


def tidy_line(line: str) -> str:
    """Return a question without the spaces and punctuation that a cut leaves behind."""
    line = _SPACES.sub(lambda match: match[1] or " ", line).strip(" ,;:")
    return re.sub(r"[,;:]+\s*([?.!])", r"\1", line)


def parse_number(word: str) -> int:
    """Return the number that a word or digits name."""
    number = int(word) if word.isdecimal() else _NUMBERS[word.casefold()]
    return min(max(number, 1), _MOST)
