"""Discourse: an article parsed once into its sentences and quotations, and what is known about the whole of it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Self

from index.text.letters import CAPITALS
from index.text.quotation_marks import AFTER_SENTENCE, ENGLISH_DOUBLE, ENGLISH_DOUBLE_OPENING
from index.text.spans import Span


def _not_abbreviated(stop: str = "") -> str:
    """Return a lookbehind that excludes initials and the abbreviations that precede a name; `stop` ends them."""
    return rf"(?<!\b[{CAPITALS}]{stop})(?<!\b(?:Mr|Ms|Dr|St|Lt){stop})(?<!\b(?:Mrs|Sen|Gov|Rep|Gen|Rev|Col){stop})"


# Coreference counts sentences: a break needs a capital letter after it, a line break always is one, and a closing
# quotation mark may end a sentence by itself ("I agree!" She left).
_SENTENCE_BREAK = re.compile(_not_abbreviated(r"\.") + rf"(?<=[.!?…”\"’)])\s+(?=[“\"‘(]?[{CAPITALS}])|\n+")

# Linking separates the words of two speakers: an end needs sentence-final punctuation, so that a quotation mark or a
# line break alone keeps content and its cue together; any letter but a-z may begin the next sentence.
_SENTENCE_END = re.compile(rf"{_not_abbreviated()}[.!?…][{AFTER_SENTENCE}]*\s+(?=[\"“‘'(]*[^\W\da-z])")

# The span after a gap may hide what begins the next sentence, so final punctuation at the end of a gap suffices.
_END_OF_GAP = re.compile(rf"[.!?…][{AFTER_SENTENCE}]*\s+$")

CLAUSE_STOP = rf"{_not_abbreviated()}[.?!…]+(?=[{AFTER_SENTENCE}]*(?:\s|$))"
"""Pattern of the punctuation at which a reported clause ends, whatever begins the next sentence."""

_QUOTATION_MARK = re.compile(rf"{ENGLISH_DOUBLE}|\n+")


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """Metadata of an article: its title, its language, and its speaker where all of it is one person's words."""

    title: str = ""
    speaker: str | None = None
    speaker_role: str | None = None
    country: str | None = None
    language: str | None = None

    @property
    def is_english(self) -> bool:
        """Whether the article is in English, as one of no stated language is."""
        return not self.language or self.language.partition("-")[0].lower() == "en"


@dataclass(frozen=True, slots=True)
class Discourse:
    """A parsed article: its text, where its sentences start, and its quotations in double marks, in order."""

    text: str
    sentence_starts: tuple[int, ...]
    quotations: tuple[Span, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the parsed form of an article's text."""
        return cls(text, (0, *(match.end() for match in _SENTENCE_BREAK.finditer(text))), tuple(_quotations(text)))

    def sentence_number(self, position: int) -> int:
        """Return the number of the sentence at a position, counted from 0."""
        return bisect_right(self.sentence_starts, position) - 1

    def sentence_start(self, position: int) -> int:
        """Return where the sentence at a position starts."""
        return self.sentence_starts[self.sentence_number(position)]

    def quotation_at(self, position: int) -> Span | None:
        """Return the quotation at a position; None outside quotations."""
        place = bisect_right(self.quotations, position, key=lambda quotation: quotation.start) - 1
        quotation = self.quotations[place] if place >= 0 else None
        return quotation if quotation and position < quotation.end else None

    def sentence_ends(self, span: Span) -> list[Span]:
        """Return the ends of sentences within a span: each from its final punctuation up to the next sentence."""
        return [Span(*match.span()) for match in _SENTENCE_END.finditer(self.text, span.start, span.end)]

    def between(self, first: Span, second: Span) -> str:
        """Return the text between two spans, given in any order."""
        before, after = sorted((first, second))
        return self.text[before.end : after.start]

    def is_sentence_end_between(self, first: Span, second: Span) -> bool:
        """Return whether a sentence ends between two spans."""
        gap = self.between(first, second)
        return bool(_SENTENCE_END.search(gap) or _END_OF_GAP.search(gap))


def _quotations(text: str) -> list[Span]:
    """Return the text between double marks; a paragraph without a closing mark is quoted to its end."""
    quotations: list[Span] = []
    opened: int | None = None
    for mark in _QUOTATION_MARK.finditer(text):
        if opened is None:
            opened = mark.start() if mark[0] in ENGLISH_DOUBLE_OPENING else None
        elif mark[0] != "“":
            quotations.append(Span(opened, mark.start() if mark[0].isspace() else mark.end()))
            opened = None
    return quotations
