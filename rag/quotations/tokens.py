"""Wording: a text as quotations of it are compared: by its words alone, each with where it stands.

Case, punctuation, quote marks, dashes, line breaks, diacritics and the page furniture of a source are no wording, and
neither is where a word is broken: `govern-` and `ment` on two lines are `government`. Apostrophes within a word are,
for "we're" is not "were", and so are a number's point and sign.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Self

from index.text.display import without_furniture
from index.text.normalize import fold
from index.text.spans import Span

_PAGE = "\f"
_LETTERS = r"[^\W_]"
_WORD = re.compile(
    rf"(?:(?<![^\s(])[-−–](?=\d))?{_LETTERS}+(?:(?:(?<=\d)[.,](?=\d)|['’](?=[^\W\d_])){_LETTERS}+)*"
    r"|[%&$€£¥]"
)
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_SIGNS = {"%": "percent", "&": "and"}
_NEGATIONS = frozenset(
    {"no", "not", "cannot", "never", "none", "nobody", "nothing", "nowhere", "nor", "neither", "without"}
)
_LEFT_OUT = re.compile(r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?|\[sic\]", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """The words of a text, or of a part of one, as they are compared."""

    text: str = field(repr=False)
    within: Span
    words: tuple[str, ...]
    _plain: str = field(repr=False)

    @classmethod
    def read(cls, text: str, within: Span | None = None) -> Self:
        """Read a text, or a part of it, as it is."""
        return cls._read(text, Span(0, len(text)) if within is None else within, text)

    @classmethod
    def of_source(cls, text: str) -> Self:
        """Read the text of an article, without the page furniture in it."""
        return cls._read(text, Span(0, len(text)), without_furniture(text, lambda length: _PAGE * length))

    @classmethod
    def _read(cls, text: str, within: Span, plain: str) -> Self:
        return cls(text, within, tuple(map(_compared, _WORD.findall(plain, within.start, within.end))), plain)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Where each word begins and ends in the text; wanted only where something has been found."""
        return [one.span() for one in _WORD.finditer(self._plain, self.within.start, self.within.end)]

    @cached_property
    def letters(self) -> str:
        """All words without what parts them."""
        return "".join(self.words)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each word begins in the letters, and last where all end."""
        return [*accumulate(map(len, self.words), initial=0)]

    def some(self, where: range) -> tuple[str, ...]:
        """Give some of the words."""
        return self.words[where.start : where.stop]

    def span(self, where: range) -> Span:
        """Give the stretch of the text from the first of some words to the last, an empty one where there are none."""
        bounds = self.bounds[where.start : where.stop]
        return Span(bounds[0][0], bounds[-1][1]) if bounds else Span(0, 0)

    @property
    def whole(self) -> Span:
        """The stretch from the first word to the last."""
        return self.span(range(len(self.words)))

    def around(self, where: range) -> Span:
        """Give the stretch from the end of the word before some words to the beginning of the one after them."""
        start = self.bounds[where.start - 1][1] if where.start else self.within.start
        return Span(start, self.bounds[where.stop][0] if where.stop < len(self.bounds) else self.within.end)

    def find(self, wanted: "Wording") -> Iterator[range]:
        """Find the words that another wording stands in, however either is broken."""
        place = self.letters.find(wanted.letters)
        while place >= 0:
            first, end = self._word(place), self._word(place + len(wanted.letters))
            if first is not None and end is not None and same(self.words[first:end], wanted.words):
                yield range(first, end)
            place = self.letters.find(wanted.letters, place + 1)

    def _word(self, place: int) -> int | None:
        word = bisect_left(self._starts, place)
        return word if self._starts[word] == place else None


def same(some: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether words are the same but for where they are broken; "not able" is not "notable"."""
    return "".join(some) == "".join(others) and sum(map(negates, some)) == sum(map(negates, others))


def negates(word: str) -> bool:
    """Tell whether a word turns what is said into its contrary."""
    return word in _NEGATIONS or word.endswith("n't")


def parts(quote: str) -> list[Wording]:
    """Part a quotation at its ellipses."""
    marks = [Span(*one.span()) for one in _LEFT_OUT.finditer(quote)]
    bounds = zip([0, *(mark.end for mark in marks)], [*(mark.start for mark in marks), len(quote)], strict=True)
    read = [Wording.read(quote, Span(*bound)) for bound in bounds]
    return [part for part in read if part.letters]


def _compared(word: str) -> str:
    if word.isascii() and word.isalpha():  # nearly all are
        return word.lower()
    return _SIGNS.get(word) or _THOUSANDS.sub("", fold(word))
