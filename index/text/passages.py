"""Passages: runs of whole sentences of an article, the unit of retrieval.

Boilerplate is in no passage, so that it is neither found nor cited.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.text.boilerplate import find_boilerplate
from index.text.sentences import split_sentences
from index.text.spans import Span

TARGET_TOKENS = 128
"""Target length of a passage in tokens: short enough to be about one subject, long enough for several sentences."""

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive whole sentences; the spans point into the text of the article."""

    sentences: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The range from the first sentence to the last."""
        return Span(self.sentences[0].start, self.sentences[-1].end)


def split_passages(text: str, title: str = "") -> Iterator[Passage]:
    """Split a text into passages of about TARGET_TOKENS tokens; each sentence is, whole, in one passage.

    Boilerplate, which the title helps to recognise, is left out, and no passage reaches across it.
    """
    sentences: list[Span] = []
    tokens = 0
    for sentence in _skip_boilerplate(text, title):
        length = len(_TOKEN.findall(text, sentence.start, sentence.end)) if sentence else 0
        if sentences and (sentence is None or tokens + length > TARGET_TOKENS):
            yield Passage(tuple(sentences))
            sentences, tokens = [], 0
        if sentence:
            sentences.append(sentence)
            tokens += length
    if sentences:
        yield Passage(tuple(sentences))


def _skip_boilerplate(text: str, title: str) -> Iterator[Span | None]:
    """Yield the sentences that are not boilerplate, and None for each that is."""
    sentences = split_sentences(text)
    ends = {part.span.start: part.span.end for part in find_boilerplate(text, title, sentences)}
    end = 0
    for sentence in sentences:
        end = max(end, ends.get(sentence.start, 0))
        yield sentence if sentence.start >= end else None


def digest_passage(text: str, cuts: Iterable[int]) -> bytes:
    """Return a digest of 16 bytes that identifies a passage by its text and the offsets of its sentences."""
    return hashlib.sha256(f"{','.join(map(str, cuts))}\0{text}".encode()).digest()[:16]
