"""Paragraphs of a document: their spans, and the numbers, bullets and marks before their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.coreference.vocabulary import VOCABULARY
from index.text.spans import Span

_LINE = re.compile(r"[^\n\f]+")
_LEAD = re.compile(
    r"[ \t\u00a0]*(?P<quote>[“\"])?(?P<mark>(?:[*_]{0,2}(?:\d{1,3}(?:\.\d{1,2})*[.)]|\(?[a-zA-Z]{1,2}[.)](?!\w)"
    r"|\(?[ivx]{1,5}[.)]|[•▪●◦‣–—*-]|\d{1,3}[ \t\u00a0]{2,})[*_]{0,2}[ \t\u00a0]+)?)"
    r"[*_]{0,2}(?:[“\"])?"
)
_SUB = re.compile(r"[ \t“\"]*(?:\([a-z]{1,2}\)|\([ivx]{1,4}\)|[a-z]\)|[ivx]{1,4}\))")
_ITEM_ENDS = re.compile(r"[;,.:][”\"'*_]*$|[;,] (?:and|or)[*_]*$")
_ENDED = re.compile(r"[.?!…:;,”\"’»)\]*_]\s*$|;? and\s*$|;? or\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: all of it, and where its words begin after a number, a bullet or a quotation mark.

    `mark` is the number or bullet; `under` tells an item of the paragraph before, as "(a)" is.
    """

    span: Span
    words: int
    mark: str
    under: bool

    def text(self, text: str) -> str:
        """Return its words on one line."""
        return " ".join(text[self.words : self.span.end].split())


def find_paragraphs(text: str) -> Sequence[Paragraph]:
    """Return the paragraphs of a text in order; a line that goes on in the next belongs to one with it."""
    found: list[Paragraph] = []
    previous_end = 0
    for line in _LINE.finditer(text):
        said = line[0]
        if not said.strip():
            continue
        start = line.start() + len(said) - len(said.lstrip())
        end = line.start() + len(said.rstrip())
        gap = text[previous_end : line.start()]
        lead = _LEAD.match(text, start, end)
        mark = (lead["mark"] if lead else "").strip()
        if found and gap.count("\n") < 2 and not mark and _goes_on(text, found[-1], start):  # noqa: PLR2004
            last = found[-1]
            found[-1] = Paragraph(Span(last.span.start, end), last.words, last.mark, last.under)
        else:
            found.append(Paragraph(Span(start, end), lead.end() if lead else start, mark, bool(_SUB.match(said))))
        previous_end = line.end()
    return found


def _goes_on(text: str, last: Paragraph, start: int) -> bool:
    before = text[max(last.span.start, last.span.end - 40) : last.span.end]
    return text[start].islower() or (not _ENDED.search(before) and last.span.end - last.span.start > 60)  # noqa: PLR2004


def is_item(words: str) -> bool:
    """Tell a clause under a chapeau, which begins with its verb: "Reaffirm their support;", "Strongly condemns ..."."""
    parts = words.split(maxsplit=2)
    if len(parts) < 3 or not _ITEM_ENDS.search(words):  # noqa: PLR2004 (a verb, and what of)
        return False
    first, second = parts[0].strip("*_"), parts[1].strip("*_")
    return first[:1].isalpha() and (first[1:].islower() or first.isupper()) and first.title() not in VOCABULARY.sentence_openers and (
        second.islower() or first.isupper()
    )  # fmt: skip
