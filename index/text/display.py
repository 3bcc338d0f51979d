"""A quotation as an editor would print it: laid out anew, word for word the same.

What may differ from the source is fixed here and nowhere else: line breaks and runs of
spaces become one space, characters that print nothing go, and the page numbers and running
heads that a page break left in the text give way to `MARK`. A hyphen at the end of a line
stays, because only the author knows whether it belongs to the word.
"""

import re
from collections.abc import Callable

from index.text.spans import Span

MARK = "[…]"

# What neither prints nor shapes its neighbours; the joiners of Persian and emoji do.
INVISIBLE = (
    r"\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
)
BREAK = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{BREAK}]+")
_PRINTS = re.compile(rf"[^\s{INVISIBLE}]")

# "43 11-51384", "14/25 15-29664", "A/70/PV.15 28/09/2015": at least one document number.
_NUMBER = r"\d\d-\d{5}|[AES]/(?:[A-Z\d.-]+/)*[A-Z\d.-]*\d"
_RUNNING_HEAD = re.compile(
    rf"(?=(?:\S+\s+)*(?:{_NUMBER})(?:\s|$))"
    rf"(?:(?:{_NUMBER}|\d\d/\d\d/\d{{4}}|\d{{1,3}}(?:/\d{{1,3}})?)(?:\s+|$))+"
)
_PAGE_NUMBER = re.compile(r"(?:page\s+|[-–—]\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3}|\s*[-–—])?", re.IGNORECASE)
_LONGEST_HEAD = 60


def display_text(text: str, span: Span) -> str:
    """Give the printable form of `text[span.start:span.end]`, on one line.

    The same slice always prints the same, whatever stands around it, and printing what has
    been printed changes nothing.
    """
    quote = without_furniture(span.slice(text), lambda _: f" {MARK} ")
    quote = re.sub(rf"\xad[{BREAK}]\s*", "", quote)
    quote = re.sub(rf"[{INVISIBLE}]", "", quote)
    quote = re.sub(rf"(?<=\w[-‐‑])[{BREAK}]\s*(?=\w)", "", quote)
    return " ".join(quote.split())


def without_furniture(text: str, instead: Callable[[int], str]) -> str:
    """Put `instead(length)` where the page numbers and running heads of each page break stand.

    They stand on lines of their own between other lines. A bare number is one only where
    blank lines set it apart in mid-sentence.
    """
    parts, kept = [], 0
    for head in _furniture(text):
        parts += [text[kept : head.start], instead(len(head))]
        kept = head.end
    return "".join([*parts, text[kept:]])


def printing_lines(text: str) -> list[Span]:
    """Find the lines of `text` that are not blank."""
    return [Span(*line.span()) for line in _LINE.finditer(text) if _PRINTS.search(text, *line.span())]


def _furniture(text: str) -> list[Span]:
    lines = printing_lines(text)
    found: list[Span] = []
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if not _is_head(line.slice(text)) and not _is_page_number(text, before, line, after):
            continue
        if found and found[-1].end == before.end:
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _is_head(line: str) -> bool:
    return len(line) < _LONGEST_HEAD and bool(_RUNNING_HEAD.fullmatch(line.strip()))


def _is_page_number(text: str, before: Span, line: Span, after: Span) -> bool:
    if len(line) > _LONGEST_HEAD or not _PAGE_NUMBER.fullmatch(line.slice(text).strip()):
        return False
    apart = min(len(text[one.end : other.start].splitlines()) for one, other in ((before, line), (line, after)))
    interrupted = re.search(r"[^\W_][,;–—-]?\s*$", before.slice(text))
    return apart > 1 and bool(interrupted) and after.slice(text).lstrip()[:1].islower()


FORM_FEED = "\f"


def page_at(text: str, start: int) -> int | None:
    """Give the number of the page on which a position of a text lies, from 1; None where it has no pages."""
    return text.count(FORM_FEED, 0, start) + 1 if FORM_FEED in text else None
