"""An article becomes passages: consecutive whole sentences, the unit of retrieval.

Page furniture is in none of them, so that it is neither found nor cited.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.text.boilerplate import furniture
from index.text.sentences import split_sentences
from index.text.spans import Span

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


def split(text: str, title: str = "") -> Iterator[Passage]:
    """Cut a text into passages of about LENGTH tokens; no sentence is cut, and each is in one passage.

    Page furniture, which the title helps to tell, is left out, and no passage reaches across it.
    """
    held: list[Span] = []
    tokens = 0
    for sentence in _outside_furniture(text, title):
        length = len(_TOKEN.findall(text, sentence.start, sentence.end)) if sentence else 0
        if held and (sentence is None or tokens + length > LENGTH):
            yield Passage(tuple(held))
            held, tokens = [], 0
        if sentence:
            held.append(sentence)
            tokens += length
    if held:
        yield Passage(tuple(held))


def _outside_furniture(text: str, title: str) -> Iterator[Span | None]:
    """Give the sentences, and None where furniture stands between them."""
    sentences = split_sentences(text)
    ends = {found.span.start: found.span.end for found in furniture(text, title, sentences)}
    end = 0
    for sentence in sentences:
        end = max(end, ends.get(sentence.start, 0))
        yield sentence if sentence.start >= end else None


def fingerprint(text: str, cuts: Iterable[int]) -> bytes:
    """Tell a passage from every other, in 16 bytes: by its text and where in it its sentences begin."""
    return hashlib.sha256(f"{','.join(map(str, cuts))}\0{text}".encode()).digest()[:16]
