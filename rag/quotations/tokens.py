"""Tokens: a text as quotations are compared with it, word by word, each with its position.

Case, punctuation, quotation marks, dashes, line breaks, diacritics and page headers are ignored, and so is where a word
is broken: `govern-` and `ment` on two lines are `government`. Apostrophes within a word count, because "we're" is not
"were", and so do the point and the sign of a number.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Self

from index.text.display import replace_page_headers
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
class TokenizedText:
    """The words of a text, or of a part of it, in the form in which they are compared."""

    text: str = field(repr=False)
    within: Span
    words: tuple[str, ...]
    _clean_text: str = field(repr=False)

    @classmethod
    def from_text(cls, text: str, within: Span | None = None) -> Self:
        """Tokenize a text, or a part of it, as it is."""
        return cls._from_clean(text, Span(0, len(text)) if within is None else within, text)

    @classmethod
    def from_article(cls, text: str) -> Self:
        """Tokenize the text of an article without its page headers."""
        return cls._from_clean(text, Span(0, len(text)), replace_page_headers(text, lambda length: _PAGE * length))

    @classmethod
    def _from_clean(cls, text: str, within: Span, plain: str) -> Self:
        return cls(text, within, tuple(map(_normalize_word, _WORD.findall(plain, within.start, within.end))), plain)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Start and end of each word in the text; computed only when something was found."""
        return [match.span() for match in _WORD.finditer(self._clean_text, self.within.start, self.within.end)]

    @cached_property
    def letters(self) -> str:
        """All words, joined without spaces."""
        return "".join(self.words)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each word begins in the letters, and last where all end."""
        return [*accumulate(map(len, self.words), initial=0)]

    def slice_words(self, where: range) -> tuple[str, ...]:
        """Return some of the words."""
        return self.words[where.start : where.stop]

    def span(self, where: range) -> Span:
        """Return the span from the first of some words to the last; empty if there are none."""
        bounds = self.bounds[where.start : where.stop]
        return Span(bounds[0][0], bounds[-1][1]) if bounds else Span(0, 0)

    @property
    def extent(self) -> Span:
        """The span from the first word to the last."""
        return self.span(range(len(self.words)))

    def gap_span(self, where: range) -> Span:
        """Return the span from the end of the word before some words to the start of the word after them."""
        start = self.bounds[where.start - 1][1] if where.start else self.within.start
        return Span(start, self.bounds[where.stop][0] if where.stop < len(self.bounds) else self.within.end)

    def find(self, other: "TokenizedText") -> Iterator[range]:
        """Yield the words that equal another text, wherever words are broken in either."""
        place = self.letters.find(other.letters)
        while place >= 0:
            first, end = self._word_at(place), self._word_at(place + len(other.letters))
            if first is not None and end is not None and is_same_wording(self.words[first:end], other.words):
                yield range(first, end)
            place = self.letters.find(other.letters, place + 1)

    def _word_at(self, place: int) -> int | None:
        word = bisect_left(self._starts, place)
        return word if self._starts[word] == place else None


def is_same_wording(some: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether words are the same except for where they are broken; "not able" is not "notable"."""
    return "".join(some) == "".join(others) and sum(map(is_negation, some)) == sum(map(is_negation, others))


def is_negation(word: str) -> bool:
    """Return whether a word negates what is said."""
    return word in _NEGATIONS or word.endswith("n't")


def split_at_ellipses(quote: str) -> list[TokenizedText]:
    """Split a quotation at its ellipses."""
    marks = [Span(*match.span()) for match in _LEFT_OUT.finditer(quote)]
    bounds = zip([0, *(mark.end for mark in marks)], [*(mark.start for mark in marks), len(quote)], strict=True)
    parts = [TokenizedText.from_text(quote, Span(*bound)) for bound in bounds]
    return [part for part in parts if part.letters]


def _normalize_word(word: str) -> str:
    if word.isascii() and word.isalpha():  # fast path for nearly all words
        return word.lower()
    return _SIGNS.get(word) or _THOUSANDS.sub("", fold(word))
