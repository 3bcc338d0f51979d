"""Display form of a quotation: whitespace and page headers removed, words unchanged.

Only this module decides what may differ from the source: line breaks and runs of spaces become one space, characters
that print nothing are removed, and page headers (the page numbers and running heads that a page break left in the text)
are replaced by `OMISSION`. A hyphen at the end of a line stays, because it may belong to the word.
"""

import re
from collections.abc import Callable

from index.text.spans import Span

OMISSION = "[…]"

# Characters that neither print nor shape their neighbours; the joiners of Persian and emoji are not among them.
INVISIBLE = (
    r"\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
)
BREAK = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{BREAK}]+")
_ALTERED = re.compile(rf"[{INVISIBLE}]|[-‐‑][{BREAK}]")
_DIGIT = re.compile(r"\d")
_PRINTS = re.compile(rf"[^\s{INVISIBLE}]")

# "43 11-51384", "14/25 15-29664", "A/70/PV.15 28/09/2015": at least one document number.
_NUMBER = r"\d\d-\d{5}|[AES]/(?:[A-Z\d.-]+/)*[A-Z\d.-]*\d"
_RUNNING_HEAD = re.compile(
    rf"(?=(?:\S+\s+)*(?:{_NUMBER})(?:\s|$))"
    rf"(?:(?:{_NUMBER}|\d\d/\d\d/\d{{4}}|\d{{1,3}}(?:/\d{{1,3}})?)(?:\s+|$))+"
)
_PAGE_NUMBER = re.compile(r"(?:page\s+|[-–—]\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3}|\s*[-–—])?", re.IGNORECASE)
_MAX_HEADER_CHARACTERS = 60


def display_text(text: str, span: Span) -> str:
    """Return the display form of `text[span.start:span.end]`, on one line.

    It depends on the slice alone, not on its context, and the display form of a display form is the same.
    """
    quote = replace_page_headers(span.slice(text), lambda _: f" {OMISSION} ")
    if _ALTERED.search(quote):  # most quotations have nothing of the kind, and one search is faster than three
        quote = re.sub(rf"\xad[{BREAK}]\s*", "", quote)
        quote = re.sub(rf"[{INVISIBLE}]", "", quote)
        quote = re.sub(rf"(?<=\w[-‐‑])[{BREAK}]\s*(?=\w)", "", quote)
    return " ".join(quote.split())


def replace_page_headers(text: str, instead: Callable[[int], str]) -> str:
    """Replace the page headers of each page break by `instead(length)`, where `length` is in code points.

    A page header is on lines of its own between other lines. A bare number is a page number only if blank lines
    separate it from the sentence that it interrupts.
    """
    if not (headers := _find_page_headers(text)):
        return text
    parts, kept = [], 0
    for head in headers:
        parts += [text[kept : head.start], instead(len(head))]
        kept = head.end
    return "".join([*parts, text[kept:]])


def find_printing_lines(text: str) -> list[Span]:
    """Return the spans of the lines of `text` that are not blank."""
    return [Span(*line.span()) for line in _LINE.finditer(text) if _PRINTS.search(text, *line.span())]


def _find_page_headers(text: str) -> list[Span]:
    headers: list[Span] = []
    if not _DIGIT.search(text):  # every page header has a number
        return headers
    lines = find_printing_lines(text)
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if not _is_running_head(line.slice(text)) and not _is_page_number(text, before, line, after):
            continue
        if headers and headers[-1].end == before.end:
            headers[-1] = Span(headers[-1].start, line.end)
        else:
            headers.append(line)
    return headers


def _is_running_head(line: str) -> bool:
    return len(line) < _MAX_HEADER_CHARACTERS and bool(_RUNNING_HEAD.fullmatch(line.strip()))


def _is_page_number(text: str, before: Span, line: Span, after: Span) -> bool:
    if len(line) > _MAX_HEADER_CHARACTERS or not _PAGE_NUMBER.fullmatch(line.slice(text).strip()):
        return False
    apart = min(len(text[upper.end : lower.start].splitlines()) for upper, lower in ((before, line), (line, after)))
    interrupted = re.search(r"[^\W_][,;–—-]?\s*$", before.slice(text))
    return apart > 1 and bool(interrupted) and after.slice(text).lstrip()[:1].islower()


FORM_FEED = "\f"


def find_page(text: str, start: int) -> int | None:
    """Return the page number, from 1, of a position in a text; None if the text has no page breaks."""
    return text.count(FORM_FEED, 0, start) + 1 if FORM_FEED in text else None
