"""Sentence boundaries of an article.

A line break either wraps a sentence or ends it, and articles use both. An article is wrapped if most of its lines are
continued in lower case; in it, a line break ends a sentence if the next word would still have fitted on the line, or if
the next line is indented like a paragraph. In every other article a line is a paragraph. Blank lines end a sentence;
page breaks do not, because they fall anywhere. In a text with page breaks a single blank line does not
either; two blank lines do.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sentencex import get_sentence_boundaries

from index.text.display import INVISIBLE, find_printing_lines, replace_page_headers
from index.text.patterns import compile_re
from index.text.spans import Span

_PAGE_BREAK = "\f"
_PRINTING = compile_re(rf"[^\s{INVISIBLE}](?:.*[^\s{INVISIBLE}])?", re.DOTALL)
_FINISHED = compile_re(r"[.!?…。！？؟۔।][\"'”’»›)\]]*$")
_CLAUSE = compile_re(  # of a resolution or a communiqué: "3. Urges Member States to respect the embargo;"
    r"[\s“\"*_]*(?:(?:\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]{1,2}|[ivx]{1,5})[.)]|[•▪●◦‣–-])\s*[*_]{0,2}\S"
    r"|(?:[A-Z][a-z]+ly\s+|Also\s+|Further\s+)?[A-Z]?[a-z]+(?:ing|s|ed)[*_]{0,2}\s+\w)"
)
_CLAUSE_END = compile_re(r"[;,](?:\s(?:and|or))?[\"'”’*_]*$")
_UNFINISHED = compile_re(r"(?:[,(]|\b(?:an?|and|as|at|by|for|from|in|of|on|or|our|that|the|to|who|will|with))\s*$")
_ITEM = compile_re(r"[•▪●◦‣*]\s")
_SPEAKER_LABEL = compile_re(  # the label of a turn in a transcript: "Q Why now?", "MR. BROWN: Because it is."
    r"(?:(?<![^\n])|(?<=[-—.?!…)\]\"”’]\s))"
    r"(?:Q:?\s(?=[^a-z\s])|(?:[A-Z][\w.'’-]{0,30} ){0,4}[A-Z][\w'’-]{0,30}[A-Z]:\s)"
    r"|(?<=\s)(?:MR|MRS|MS|DR)\.\s[A-Z][\w'’-]{0,30}[A-Z]:\s"
)
_FALSE_BOUNDARY = compile_re(  # false boundaries, marked by |
    r"^\(?\d{1,3}[.)]\|[\"“*_]*[A-Z]"
    r"|\b(?:paras?|pp?|[Aa]rt|chap|vol|Cat|Ave|MS|Ms)\.\|[\dA-Z]"
    r"|\b[ap]\.m\.\|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{1,3}T\b"
    r"|(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec))"
    r"|\b[A-Z]\.\|[A-Z]\."
    r"|\b(?!U\.|D\.C|L\.A|E\.U)[A-Z]\.[A-Z]\.\|[A-Z]"
    r"|\|(?:[-–—]+\s)?(?!\S*[/@.]\w|[a-z][A-Z])[a-z]"
)
_FALSE_BOUNDARIES = {  # further ones by language: ordinals and abbreviated titles
    "de": compile_re(
        r"\b[123]?\d\.\|(?!(?:[A-ZÄÖÜ][a-zäöü]|Auch|Aber|Beim?|Bis|Dabei|Damit|Danach|Dann|Das|Den|Denn|Dem|Der|Dies\w*"
        r"|Die|Doch|Eine?[mnrs]?|Heute|Ich|Ihr|Jedoch|Laut|Man|Mit|Nach|Nur|Seit|Sie|Und|Vom|Von|Vor|Wenn|Wer|Wie|Wir|Zum"
        r"|Zur)\b)[A-ZÄÖÜ]"
    ),
    "fr": compile_re(r"\b(?:MM?|Mmes?|Mlles?|Me|Dr|Pr)\.\|[A-ZÀ-Ý]"),
}
_OPENING = compile_re(r"\s[\"'“‘(\[]+\s*$")
_WINDOW = 20_000
_WIDE_GAP = 2  # line breaks
_SHORT_LINE = 0.6
_WRAPPED_SHARE = 0.4
_MIN_WORDS = 4
_MIN_CHARACTERS = 8


class _Break(NamedTuple):
    """The gap between two lines that are not blank, and the lines."""

    before: str
    gap: str
    after: str

    @property
    def blank(self) -> bool:
        return len(self.gap.splitlines()) > 1

    @property
    def wide(self) -> bool:
        """Whether two blank lines without a page break are between the lines, as around headings of a PDF."""
        return _PAGE_BREAK not in self.gap and len(self.gap.splitlines()) > _WIDE_GAP

    @property
    def finished(self) -> bool:
        return bool(_FINISHED.search(self.before.rstrip()))

    @property
    def runs_on(self) -> bool:
        small = self.after.lstrip(" \t\"'“‘([")[:1].islower()
        return (small or bool(_UNFINISHED.search(self.before))) and not self.finished

    def leaves_room(self, width: int) -> bool:
        """Return whether the next word would still have fitted; a trailing space shows that it would not."""
        taken = len(self.before.strip()) + len(self.after.split(maxsplit=1)[0])
        return taken < _SHORT_LINE * width and not re.search(r"\w $", self.before)


class _Layout(NamedTuple):
    width: int  # characters at which lines were wrapped; 0 if each line is a paragraph
    paged: bool  # the text has page breaks, perhaps in mid-sentence


def split_sentences(text: str, language: str = "en") -> list[Span]:
    """Return the spans of the sentences of `text`, in order.

    Every printing character is in exactly one span. Headings, datelines and page numbers between sentences have spans
    of their own. A page number inside a sentence, and the speaker label ("MR. BROWN:") before one, belong to it.
    `language` is that of the text, such as `de` or `en-GB`: in German the full stop of an ordinal ends no sentence.
    """
    language = language.partition("-")[0].lower()
    plain = replace_page_headers(text, lambda length: _PAGE_BREAK * length)
    flat = re.sub(r"[\s\ud800-\udfff]", " ", plain)
    sentences, end = [], 0
    for start, stop in pairwise([0, *sorted(_find_edges(plain)), len(text)]):
        for span in _split(flat, Span(start, stop), language):
            sentences += [*_strip_blanks(text, end, span.start), span]
            end = span.end
    return [*sentences, *_strip_blanks(text, end, len(text))]


def is_quotable(text: str) -> bool:
    """Return whether a text is a sentence that can be cited, not a heading, a dateline or a stray line.

    It must end like a sentence, or like a clause of a resolution, and have, after any speaker label, at least four
    words, one of them in lower case. In a script without case, eight characters are enough.
    """
    label = _SPEAKER_LABEL.match(text)
    sentence = text[label.end() :] if label else text
    caseless = sentence.lower() == sentence.upper()
    enough = len(sentence) >= _MIN_CHARACTERS if caseless else len(sentence.split()) >= _MIN_WORDS
    small = caseless or any(word.lstrip("\"'“‘([")[:1].islower() for word in sentence.split())
    whole = sentence.rstrip()
    is_clause = _CLAUSE_END.search(whole) and _CLAUSE.match(whole)
    return enough and small and bool(_FINISHED.search(whole) or is_clause)


def _find_edges(plain: str) -> set[int]:
    lines = find_printing_lines(plain)
    breaks = [_Break(a.slice(plain), plain[a.end : b.start], b.slice(plain)) for a, b in pairwise(lines)]
    layout = _Layout(_wrap_width(breaks), paged=_PAGE_BREAK in plain)
    edges = {line.start for line, cut in zip(lines[1:], breaks, strict=True) if _ends_sentence(cut, layout)}
    return edges | {turn.start() for turn in _SPEAKER_LABEL.finditer(plain)}


def _wrap_width(breaks: list[_Break]) -> int:
    """Return the width in characters at which lines were wrapped; 0 if they were not."""
    runs_on = [cut.runs_on for cut in breaks if not cut.blank]
    if sum(runs_on) <= _WRAPPED_SHARE * len(runs_on):
        return 0
    lengths = sorted(len(cut.before.strip()) for cut in breaks)
    return lengths[len(lengths) * 9 // 10]


def _ends_sentence(cut: _Break, layout: _Layout) -> bool:
    if _ITEM.match(cut.after.lstrip()) or (cut.wide and not cut.runs_on):
        return True
    if not layout.width and not layout.paged:
        return cut.blank or not cut.runs_on
    heading = cut.leaves_room(layout.width)
    if _PAGE_BREAK in cut.gap or cut.runs_on:
        return heading and not cut.runs_on
    apart = cut.blank or cut.after[0].isspace() or not layout.width
    return heading or (cut.finished and apart)


def _split(flat: str, block: Span, language: str) -> Iterator[Span]:
    start = block.start
    for cut in _sentence_ends(flat, block, language):
        before, after = flat[max(start, cut - 12) : cut], flat[cut : min(cut + 12, block.end)]
        if cut < block.end and _is_false_boundary(f"{before.rstrip()}|{after.lstrip()}", language):
            continue
        opening = _OPENING.search(before) if cut < block.end else None
        end = cut - len(opening[0]) if opening else cut
        yield from _strip_blanks(flat, start, end)
        start = end


def _is_false_boundary(marked: str, language: str) -> bool:
    own = _FALSE_BOUNDARIES.get(language)
    return bool(_FALSE_BOUNDARY.search(marked) or (own and own.search(marked)))


def _sentence_ends(flat: str, block: Span, language: str) -> Iterator[int]:
    """Yield the ends of sentences, split window by window.

    On unpaired quotation marks the time of sentencex grows with the square of the length. A sentence that is longer
    than the window is continued in the next one.
    """
    start = block.start
    while start < block.end:
        stop = min(start + _WINDOW, block.end)
        ends = [start + cut["end_index"] for cut in get_sentence_boundaries(language, flat[start:stop])]
        whole = ends if stop == block.end else ends[:-1]
        yield from whole
        start = whole[-1] if whole else stop


def _strip_blanks(text: str, start: int, end: int) -> list[Span]:
    """Return a range without the blanks around it: one span, or none if it is blank."""
    core = _PRINTING.search(text, start, end)
    return [Span(*core.span())] if core else []
