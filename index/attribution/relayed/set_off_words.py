"""Set-off words: paragraphs that are indented under a line that ends in a colon, as what its subject said.

"General Ruiz testified before the Committee. He said: / We have more ships in the museum than at sea."
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.relayed.quoted_words import read_lead
from index.attribution.relayed.relayed_words import QuotedWords
from index.text.spans import Span

_LINE_START = re.compile(r"^(?P<indent>[ \t]*)(?=\S)", re.MULTILINE)
_OPENING = "“\"„«‘'`["
_DEEPER = 3  # spaces more than the lines above have
_FEWEST = 4  # words


def find_set_off_words(
    text: str, part: Span, paragraphs: Sequence[Paragraph], before: Sequence[Span]
) -> Iterator[QuotedWords]:
    """Yield the set-off words of a part of a turn; `before` are the parts that may name whom "he" is."""
    lead: Paragraph | None = None
    words: list[Span] = []
    first = bisect_right(paragraphs, part.start, key=lambda paragraph: paragraph.span.end)
    for number in range(first, len(paragraphs)):
        paragraph = paragraphs[number]
        if paragraph.span.start >= part.end:
            break
        if lead and _is_set_off(text, lead, paragraph):
            words.append(paragraph.span)
            continue
        yield from _read(text, part, lead, words, before)
        lead = paragraph if text[paragraph.span.end - 1] == ":" else None
        words = []
    yield from _read(text, part, lead, words, before)


def _read(
    text: str, part: Span, lead: Paragraph | None, words: Sequence[Span], before: Sequence[Span]
) -> Iterator[QuotedWords]:
    if lead is None or not words or sum(len(each.slice(text).split()) for each in words) < _FEWEST:
        return
    found = read_lead(text, max(part.start, lead.span.start), words[0], before)
    if found:
        yield QuotedWords(tuple(words), found.source, found.referent, found.cue, is_set_off=True)


def _is_set_off(text: str, lead: Paragraph, paragraph: Paragraph) -> bool:
    """Return whether all lines of a paragraph are deeper than the lines of the one above, and no marks open it."""
    if paragraph.mark or text[paragraph.span.start] in _OPENING:
        return False
    return min(_indents(text, paragraph)) >= min(_indents(text, lead)) + _DEEPER


def _indents(text: str, paragraph: Paragraph) -> Sequence[int]:
    """Return how many spaces precede each line of a paragraph."""
    start = text.rfind("\n", 0, paragraph.span.start) + 1
    return [len(line["indent"].expandtabs()) for line in _LINE_START.finditer(text, start, paragraph.span.end)] or [0]
