"""How an article's text is laid out on a page: its paragraphs, and the sentences that stand around a quotation."""

from itertools import pairwise

from index import Span
from index.text.sentences import split_sentences

_REACH = 320
_LONGEST_WRAPPED = 120
_HAS_ROOM = 0.8


def paragraphs(text: str) -> list[Span]:
    """Cut a text into paragraphs of whole sentences, in order; every character that prints lies in one.

    A blank line or an indented one begins a paragraph. Other line breaks do as well, unless the text was
    wrapped at a fixed width: there a line is a paragraph's last only if it is a short one.
    """
    units = split_sentences(text)
    width = _width(text)
    starts = [after.start for before, after in pairwise(units) if _parts(text, Span(before.end, after.start), width)]
    edges = [0, *starts, len(text)]
    return [Span(start, end) for start, end in pairwise(edges) if text[start:end].strip()]


def surroundings(text: str, quotation: Span) -> Span:
    """Give a quotation with the whole sentences next to it, a few hundred characters to either side."""
    first, last = max(quotation.start - _REACH, 0), min(quotation.end + _REACH, len(text))
    before = [first + sentence.start for sentence in split_sentences(text[first : quotation.start])]
    after = [quotation.end + sentence.end for sentence in split_sentences(text[quotation.end : last])]
    whole_before = before if first == 0 else before[1:]
    whole_after = after if last == len(text) else after[:-1]
    return Span(min(whole_before, default=quotation.start), max(whole_after, default=quotation.end))


def _width(text: str) -> int:
    """Give the width in characters that the lines were wrapped at, 0 where a line is as long as its paragraph."""
    lengths = sorted(len(line.strip()) for line in text.split("\n") if line.strip()) or [0]
    longest = lengths[len(lengths) * 9 // 10]
    return longest if longest <= _LONGEST_WRAPPED else 0


def _parts(text: str, gap: Span, width: int) -> bool:
    _, *begun = gap.slice(text).split("\n")
    if len(begun) != 1:
        return bool(begun)
    line = text[text.rfind("\n", 0, gap.start) + 1 : gap.start]
    return not width or bool(begun[0]) or len(line.strip()) < _HAS_ROOM * width
