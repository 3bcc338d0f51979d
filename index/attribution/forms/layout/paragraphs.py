"""Paragraphs of a document: their spans, and the numbers, bullets and marks before their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution.coreference.vocabulary import VOCABULARY
from index.text.letters import CAPITALS
from index.text.spans import Span

WRAP = re.compile(r"(?<=\S)\n(?=[ \t]*\S)")
"""A line break within a paragraph."""

_LINE = re.compile(r"[^\n\f]+")
_ORDINAL = (  # "First: To condemn ...", "SECOND - To call upon ..."
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Thirteenth|Fourteenth"
    r"|Fifteenth|Sixteenth|Seventeenth|Eighteenth|Nineteenth|Twentieth)(?:ly)?"
)
_LEAD = re.compile(
    r"[ \t\u00a0]*(?P<quote>[“\"])?(?P<mark>(?:[*_]{0,2}(?:\d{1,3}(?:\.\d{1,2})*\\?[.)]|\(?[a-zA-Z]{1,2}[.)](?!\w)"
    r"|\(?[ivx]{1,5}[.)]|[•▪●◦‣■–—*-]\ufe0f?|\d{1,3}[ \t\u00a0]{2,}"
    rf"|(?:{_ORDINAL}|{_ORDINAL.upper()})(?::| ?[–—]| -))[*_]{{0,2}}[ \t\u00a0]+)?)"
    r"[*_]{0,2}(?:[“\"])?"
)
_SUBITEM = re.compile(r"[ \t“\"]*(?:\([a-z]{1,2}\)|\([ivx]{1,4}\)|[a-z]\)|[ivx]{1,4}\))")
_ITEM_ENDS = re.compile(r"[;,.:][”\"'*_]*[¹²³⁴⁵⁶⁷⁸⁹]{0,2}$|[;,] (?:and|or)[*_]*$")
_SHORTEST_ITEM = 3  # words: a verb and its object
_HEADING = 60  # code points of a line that ends without a mark
_REACH = 40  # code points before the end of a paragraph that show whether it is finished
_ENDED = re.compile(r"[.?!…:;,”\"’»)\]*_]\s*$|[;,] (?:and|or)\s*$")
_UNFINISHED = re.compile(
    r"[ ](?:the|an?|of|and|or|to|in|on|for|from|by|with|at|its|their|that|as|under)\s*$"
    r"|[ ](?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Lt|Col|Adm|Gov|Amb|Prof|Hon|St|H\.E|No|Nos|Art|para|paras|Res)\.\s*$"
)
_WIDEST = 120  # code points of lines that are broken at one width
_MOSTLY = 0.95  # share of lines that are no longer than that
_RAGGED = 15  # code points by which such lines differ
_LEAST_FULL = 8  # such lines
_OPENING = "“\"‘'`"
_GOES_ON = re.compile(  # "Commissioner for Peace,|Security and Ana Ruiz, who said": part of a list or of a name
    rf"(?![{CAPITALS}][a-z]+ing\b|The\b|We\b|In\b|On\b|At\b|For\b)[^\W\d_a-z][\w’'.-]*,?"
    r" (?:(?:and|of|de|von|van|al) )?[^\W\d_a-z]"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with where its words begin after a number, a bullet or a quotation mark.

    `mark` is the number or bullet; `is_subitem` marks an item of the paragraph before: "(a)".
    """

    span: Span
    words: int
    mark: str
    is_subitem: bool

    def text(self, text: str) -> str:
        """Return the words of the paragraph on one line."""
        return " ".join(text[self.words : self.span.end].split())


def find_paragraphs(text: str) -> Sequence[Paragraph]:
    """Return the paragraphs of a text in order; lines of an unfinished sentence are one paragraph."""
    paragraphs: list[Paragraph] = []
    previous_end = 0
    width = _find_width(text)
    for line in _LINE.finditer(text):
        words = line[0]
        if not words.strip():
            continue
        start = line.start() + len(words) - len(words.lstrip())
        end = line.start() + len(words.rstrip())
        gap = text[previous_end : line.start()]
        lead = _LEAD.match(text, start, end)
        mark = (lead["mark"] if lead else "").strip()
        is_next = bool(paragraphs) and gap.count("\n") <= 1 and not mark
        if is_next and (_continues(text, paragraphs[-1], start, width) or _is_full(text, previous_end, start, width)):
            last = paragraphs[-1]
            paragraphs[-1] = replace(last, span=Span(last.span.start, end))
        else:
            first = lead.end() if lead else start
            paragraphs.append(Paragraph(Span(start, end), first, mark, bool(_SUBITEM.match(words))))
        previous_end = line.end()
    return paragraphs


def unwrap(text: str, paragraphs: Sequence[Paragraph]) -> str:
    """Return a text of the same length with a space for each line break within one of its paragraphs."""
    parts, end = [], 0
    for paragraph in paragraphs:
        parts += [text[end : paragraph.span.start], WRAP.sub(" ", paragraph.span.slice(text))]
        end = paragraph.span.end
    return "".join([*parts, text[end:]])


def _find_width(text: str) -> int:
    """Return the length of the lines of a text that is broken at one width; 0 if it is not."""
    lines = sorted((line[0].rstrip() for line in _LINE.finditer(text)), key=len)
    width = len(lines[int(_MOSTLY * (len(lines) - 1))]) if lines else 0  # a few, of a table or a footer, are longer
    full = [line for line in lines if len(line) > width - _RAGGED]
    broken = sum(not _ENDED.search(line) for line in full)
    return width if width <= _WIDEST and len(full) >= _LEAST_FULL and broken * 2 > len(full) else 0


def _is_full(text: str, end: int, start: int, width: int) -> bool:
    """Return whether the line that ends before a place is so long that the next word did not fit on it."""
    if not width:
        return False
    line = text[text.rfind("\n", 0, end - 1) + 1 : end].rstrip()
    return len(line) + 1 + len(text[start : start + width].split(None, 1)[0]) > width


def _continues(text: str, last: Paragraph, start: int, width: int) -> bool:
    """Return whether a line continues the paragraph before: in a small letter, or after an unfinished line."""
    before = text[max(last.span.start, last.span.end - _REACH) : last.span.end]
    shortest = min(_HEADING, width // 2) if width else _HEADING
    is_long = not _ENDED.search(before) and len(last.span) > shortest
    if text[start].islower() or is_long or _UNFINISHED.search(before):
        return True
    if text[start] in _OPENING and text[start : start + 3].lstrip(_OPENING)[:1].islower():
        return True
    line = last.span.end - max(last.span.start, text.rfind("\n", 0, last.span.end) + 1)
    return before.endswith(",") and line > _HEADING and bool(_GOES_ON.match(text, start))


def is_item(words: str) -> bool:
    """Return whether words are a clause under a chapeau, which begins with its verb: "Reaffirm their support;"."""
    parts = words.split(maxsplit=2)
    if len(parts) < _SHORTEST_ITEM or not _ITEM_ENDS.search(words):
        return False
    first, second = parts[0].strip("*_"), parts[1].strip("*_")
    if not first[:1].isalpha() or first.title() in VOCABULARY.sentence_openers:
        return False
    return first.isupper() or (first[1:].islower() and second.islower())
