"""An article becomes passages: consecutive whole sentences, the unit of retrieval."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.sentences import split_sentences
from index.spans import Span

LENGTH = 128
"""Tokens a passage aims at: short enough to be about one thing, and whole sentences fill it well."""

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences that stand together; the spans point into the article's text."""

    sentences: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The stretch from the first sentence to the last."""
        return Span(self.sentences[0].start, self.sentences[-1].end)


def split(text: str) -> Iterator[Passage]:
    """Cut a text into passages of about LENGTH tokens; no sentence is cut, and every one is in exactly one passage."""
    held: list[Span] = []
    tokens = 0
    for sentence in split_sentences(text):
        length = len(_TOKEN.findall(text, sentence.start, sentence.end))
        if held and tokens + length > LENGTH:
            yield Passage(tuple(held))
            held, tokens = [], 0
        held.append(sentence)
        tokens += length
    if held:
        yield Passage(tuple(held))


def fingerprint(text: str, cuts: Iterable[int]) -> bytes:
    """Tell a passage from every other, in 16 bytes: by its text and where in it its sentences begin."""
    return hashlib.sha256(f"{','.join(map(str, cuts))}\0{text}".encode()).digest()[:16]
