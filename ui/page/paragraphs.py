"""Paragraphs of an article's text, and the sentences around a quotation."""

from itertools import pairwise

from index import Span, split_sentences

_CONTEXT_CHARACTERS = 320
_MAX_WRAP_WIDTH = 120
_FULL_LINE_SHARE = 0.8


def split_paragraphs(text: str) -> list[Span]:
    """Return the spans of a text's paragraphs, in order; they consist of whole sentences and cover all printing text.

    A blank or an indented line starts a paragraph. So does any other line break, unless the text was wrapped at a
    fixed width: then only a short line ends a paragraph.
    """
    units = split_sentences(text)
    width = _find_wrap_width(text)
    starts = [
        after.start
        for before, after in pairwise(units)
        if _is_paragraph_break(text, Span(before.end, after.start), width)
    ]
    edges = [0, *starts, len(text)]
    return [Span(start, end) for start, end in pairwise(edges) if text[start:end].strip()]


def expand_to_sentences(text: str, quotation: Span) -> Span:
    """Return the span of a quotation and the whole sentences within a few hundred characters on either side."""
    first, last = max(quotation.start - _CONTEXT_CHARACTERS, 0), min(quotation.end + _CONTEXT_CHARACTERS, len(text))
    before = [first + sentence.start for sentence in split_sentences(text[first : quotation.start])]
    after = [quotation.end + sentence.end for sentence in split_sentences(text[quotation.end : last])]
    whole_before = before if first == 0 else before[1:]
    whole_after = after if last == len(text) else after[:-1]
    return Span(min(whole_before, default=quotation.start), max(whole_after, default=quotation.end))


def _find_wrap_width(text: str) -> int:
    """Return the width in characters at which lines were wrapped, 0 if every line is a paragraph."""
    lengths = sorted(len(line.strip()) for line in text.split("\n") if line.strip()) or [0]
    longest = lengths[len(lengths) * 9 // 10]
    return longest if longest <= _MAX_WRAP_WIDTH else 0


def _is_paragraph_break(text: str, gap: Span, width: int) -> bool:
    _, *begun = gap.slice(text).split("\n")
    if len(begun) != 1:
        return bool(begun)
    line = text[text.rfind("\n", 0, gap.start) + 1 : gap.start]
    return not width or bool(begun[0]) or len(line.strip()) < _FULL_LINE_SHARE * width
