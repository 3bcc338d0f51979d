"""Pieces of a text: documents that one page joins, parted by a line of marks and each begun by a heading."""

import re

from index.text.letters import CAPITALS
from index.text.spans import Span

_SEPARATOR = re.compile(r"^[ \t]*(?:[*#~_=–—-][ \t]?){3,40}$", re.MULTILINE)
_HEADING = re.compile(r"\s*(?P<line>[^\n]{3,200})\n")
_UNFINISHED = re.compile(r"[.!?,;:”\"’»…]\s*$")  # a sentence, and no heading
_DELIVERED = re.compile(  # a speech printed under a press release
    r"^[ \t*_#]*(?:(?:Related|Annex|See also|Read also): )?"
    r"(?=(?:Speech|Remarks|Address|Keynote(?: speech)?|(?:Opening|Closing) (?:remarks|speech)|Message)\b"
    rf"[^\n:]{{0,40}} (?:by|of|from) [{CAPITALS}][^\n]{{5,140}}\n"
    r"\s*[“\"*_(]*(?:Check against delivery|As delivered|As prepared|Ladies and [Gg]entlemen|Excellencies"
    r"|Dear [^\n]{2,60},))",
    re.MULTILINE,
)
_SHORTEST = 200  # code points of a piece
_MOST = 12  # pieces; a text with more separators is one


def find_pieces(text: str) -> list[Span]:
    """Return the spans of the documents in a text, in order; one span where it is a single document."""
    cuts = [0]
    delivered = {match.end() for match in _DELIVERED.finditer(text) if match.end() > _SHORTEST}
    for separator in _SEPARATOR.finditer(text):
        heading = _HEADING.match(text, separator.end())
        is_heading = heading is not None and not _UNFINISHED.search(heading["line"])
        if is_heading and separator.start() - cuts[-1] >= _SHORTEST and len(text) - separator.end() >= _SHORTEST:
            cuts.append(separator.end())
            if len(cuts) > _MOST:
                return [Span(0, len(text))]
    if len(delivered) <= _MOST:
        cuts = sorted({*cuts, *delivered})
    return [Span(start, end) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def read_heading(text: str, piece: Span) -> str:
    """Return the first line of a piece."""
    return piece.slice(text).strip().partition("\n")[0].strip(" *_#")
