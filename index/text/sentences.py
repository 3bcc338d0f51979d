"""Where each sentence of an article begins and ends.

A line break either wraps a sentence or ends it, and articles do both. Only an article most
of whose lines run on into a small letter is wrapped; there a line ends something when the
next word would still have fitted on it, or when the next line is indented as a paragraph is.
In every other article a line is a paragraph. Blank lines end a sentence; page breaks, which
fall where they fall, do not.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sentencex import get_sentence_boundaries

from index.text.display import INVISIBLE, printing_lines, without_furniture
from index.text.spans import Span

_PAGE = "\f"
_PRINTING = re.compile(rf"[^\s{INVISIBLE}](?:.*[^\s{INVISIBLE}])?", re.DOTALL)
_FINISHED = re.compile(r"[.!?…。！？؟۔।][\"'”’»›)\]]*$")
_CLAUSE = re.compile(  # of a resolution or a communiqué: "3. Urges Member States to respect the embargo;"
    r"[\s“\"*_]*(?:(?:\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]{1,2}|[ivx]{1,5})[.)]|[•▪●◦‣–-])\s*[*_]{0,2}\S"
    r"|(?:[A-Z][a-z]+ly\s+|Also\s+|Further\s+)?[A-Z]?[a-z]+(?:ing|s|ed)[*_]{0,2}\s+\w)"
)
_CLAUSE_END = re.compile(r"[;,](?:\s(?:and|or))?[\"'”’*_]*$")
_LEADS_ON = re.compile(r"(?:[,(]|\b(?:an?|and|as|at|by|for|from|in|of|on|or|our|that|the|to|who|will|with))\s*$")
_ITEM = re.compile(r"[•▪●◦‣*]\s")
_TURN = re.compile(  # of a transcript: "Q Why now?", "MR. BROWN: Because it is."
    r"(?:(?<![^\n])|(?<=[-—.?!…)\]\"”’]\s))"
    r"(?:Q:?\s(?=[^a-z\s])|(?:[A-Z][\w.'’-]{0,30} ){0,4}[A-Z][\w'’-]{0,30}[A-Z]:\s)"
    r"|(?<=\s)(?:MR|MRS|MS|DR)\.\s[A-Z][\w'’-]{0,30}[A-Z]:\s"
)
_SAME = re.compile(  # seams, marked |, at which a sentence goes on
    r"^\(?\d{1,3}[.)]\|[\"“*_]*[A-Z]"
    r"|\b(?:paras?|pp?|[Aa]rt|chap|vol|Cat|Ave|MS|Ms)\.\|[\dA-Z]"
    r"|\b[ap]\.m\.\|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{1,3}T\b"
    r"|(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec))"
    r"|\b[A-Z]\.\|[A-Z]\."
    r"|\b(?!U\.|D\.C|L\.A|E\.U)[A-Z]\.[A-Z]\.\|[A-Z]"
    r"|\|(?:[-–—]+\s)?(?!\S*[/@.]\w|[a-z][A-Z])[a-z]"
)
_OPENING = re.compile(r"\s[\"'“‘(\[]+\s*$")
_WINDOW = 20_000
_SHORT = 0.6
_WRAPPED = 0.4
_LEAST_WORDS = 4
_LEAST_LETTERS = 8


class _Break(NamedTuple):
    """What stands between two lines that print, and the lines."""

    before: str
    gap: str
    after: str

    @property
    def blank(self) -> bool:
        return len(self.gap.splitlines()) > 1

    @property
    def finished(self) -> bool:
        return bool(_FINISHED.search(self.before.rstrip()))

    @property
    def runs_on(self) -> bool:
        small = self.after.lstrip(" \t\"'“‘([")[:1].islower()
        return (small or bool(_LEADS_ON.search(self.before))) and not self.finished

    def leaves_room(self, width: int) -> bool:
        """Tell whether the next word would still have fitted; a space at the end says it would not."""
        taken = len(self.before.strip()) + len(self.after.split(maxsplit=1)[0])
        return taken < _SHORT * width and not re.search(r"\w $", self.before)


class _Layout(NamedTuple):
    width: int  # that lines were wrapped at, in characters; 0: a line is a paragraph
    paged: bool  # pages were broken somewhere, perhaps in mid-sentence


def split_sentences(text: str, language: str = "en") -> list[Span]:
    """Cut `text` into its whole sentences, in order.

    Every character that prints lies in exactly one of them; headings, datelines and page
    numbers between sentences are units of their own. A page number inside a sentence, and
    the label of a turn ("MR. BROWN:") before one, belong to that sentence.
    """
    plain = without_furniture(text, lambda length: _PAGE * length)
    flat = re.sub(r"[\s\ud800-\udfff]", " ", plain)
    found, end = [], 0
    for start, stop in pairwise([0, *sorted(_edges(plain)), len(text)]):
        for span in _split(flat, Span(start, stop), language):
            found += [*_printing(text, end, span.start), span]
            end = span.end
    return [*found, *_printing(text, end, len(text))]


def is_quotable(text: str) -> bool:
    """Tell a sentence that can be cited from a heading, a dateline or a stray line.

    It ends as sentences do, or as clauses of a resolution do, and has, after the label of a turn, at least four words,
    one of them in small letters; where the script has no small letters, a few letters have to do.
    """
    label = _TURN.match(text)
    said = text[label.end() :] if label else text
    caseless = said.lower() == said.upper()
    enough = len(said) >= _LEAST_LETTERS if caseless else len(said.split()) >= _LEAST_WORDS
    small = caseless or any(word.lstrip("\"'“‘([")[:1].islower() for word in said.split())
    whole = said.rstrip()
    return enough and small and bool(_FINISHED.search(whole) or (_CLAUSE_END.search(whole) and _CLAUSE.match(whole)))


def _edges(plain: str) -> set[int]:
    lines = printing_lines(plain)
    breaks = [_Break(a.slice(plain), plain[a.end : b.start], b.slice(plain)) for a, b in pairwise(lines)]
    layout = _Layout(_width(breaks), paged=_PAGE in plain)
    edges = {line.start for line, cut in zip(lines[1:], breaks, strict=True) if _ends(cut, layout)}
    return edges | {turn.start() for turn in _TURN.finditer(plain)}


def _width(breaks: list[_Break]) -> int:
    """Give the width in characters that lines were wrapped at, 0 for an article that is not."""
    runs_on = [cut.runs_on for cut in breaks if not cut.blank]
    if sum(runs_on) <= _WRAPPED * len(runs_on):
        return 0
    lengths = sorted(len(cut.before.strip()) for cut in breaks)
    return lengths[len(lengths) * 9 // 10]


def _ends(cut: _Break, layout: _Layout) -> bool:
    if _ITEM.match(cut.after.lstrip()):
        return True
    if not layout.width and not layout.paged:
        return cut.blank or not cut.runs_on
    heading = cut.leaves_room(layout.width)
    if _PAGE in cut.gap or cut.runs_on:
        return heading and not cut.runs_on
    apart = cut.blank or cut.after[0].isspace() or not layout.width
    return heading or (cut.finished and apart)


def _split(flat: str, block: Span, language: str) -> Iterator[Span]:
    start = block.start
    for cut in _cuts(flat, block, language):
        before, after = flat[max(start, cut - 12) : cut], flat[cut : min(cut + 12, block.end)]
        if cut < block.end and _SAME.search(f"{before.rstrip()}|{after.lstrip()}"):
            continue
        opening = _OPENING.search(before) if cut < block.end else None
        end = cut - len(opening[0]) if opening else cut
        yield from _printing(flat, start, end)
        start = end


def _cuts(flat: str, block: Span, language: str) -> Iterator[int]:
    """Split through a window: on unpaired quotes, time would grow with the square of the length.

    A sentence that is longer than the window goes on in the next one.
    """
    start = block.start
    while start < block.end:
        stop = min(start + _WINDOW, block.end)
        ends = [start + cut["end_index"] for cut in get_sentence_boundaries(language, flat[start:stop])]
        whole = ends if stop == block.end else ends[:-1]
        yield from whole
        start = whole[-1] if whole else stop


def _printing(text: str, start: int, end: int) -> list[Span]:
    """Give what is left of a range without the blanks around it: one span or none."""
    core = _PRINTING.search(text, start, end)
    return [Span(*core.span())] if core else []
