"""Draft quotations: the words between quotation marks of a text, in the styles of several languages, nested ones too.

Marks are read paragraph by paragraph, because a quotation over several paragraphs opens again in each of them. A
quotation whose closing mark is missing ends where its line ends a sentence, or else with its paragraph.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from index.text.spans import Span

_DOUBLE = re.compile(r"[“”„‟«»\"]|''|``")
_CURLY, _LOW, _STRAIGHT = "“", "„", '"'
_CLOSING_OF = {"“": "”", "”": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", '"': '"', "''": "''", "``": "''"}
"""Marks that close what a mark opens: ”…” is Finnish, »…« German, and ``…'' is typed in agency text."""

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*+\n\s*+|\n\s*+(?=[“„«\"]|'')")
_SENTENCE_LINE = re.compile(r"[.!?…]\s*\n")
_OPENING_SINGLE = re.compile(r"(?<![\w.,?!…’'‘])[‘‚'](?=[\w“\"«\[…])")
_CLOSING_SINGLE = re.compile(r"(?<=[\w.,?!…;:\])”\"»])[’'‘](?!\w)")
_LEAD_IN = re.compile(r"(?:^|[,:;—–(\"“„«-])\s*$")  # before a straight single mark that is no apostrophe
_PUNCTUATION = frozenset('.,?!…;:)]”"»')
_BEFORE_APOSTROPHE = frozenset("sn")  # letters that an apostrophe often follows: "the miners’ pit", "goin’ home"
_DEEPEST = 8  # quotations in each other; more are marks that nothing closes
_LONGEST_SINGLE = 2000  # code points between single marks; more is an apostrophe and a mark far from it


class DraftQuotation(NamedTuple):
    """A quotation of a draft: the words between its marks, and how many other quotations it stands in."""

    span: Span
    depth: int


def find_draft_quotations(text: str) -> list[DraftQuotation]:
    """Return the quotations of a text in the order in which they begin, an outer one before those in it."""
    found: list[Span] = []
    for paragraph in _iter_paragraphs(text):
        doubles = sorted(_find_doubles(text, paragraph))
        found += [*doubles, *_find_singles(text, paragraph, doubles)]
    spans = [span for span in (_strip(text, span) for span in found) if span]
    return _with_depth(sorted(set(spans), key=lambda span: (span.start, -span.end)))


def _iter_paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for match in _PARAGRAPH_BREAK.finditer(text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def _find_doubles(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield what stands between double marks of a paragraph, nested ones of another style too."""
    opened: list[re.Match[str]] = []
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        closed = next((row for row in range(len(opened) - 1, -1, -1) if mark[0] in _CLOSING_OF[opened[row][0]]), None)
        if closed is not None:
            yield Span(opened[closed].end(), mark.start())
            del opened[closed:]
        elif _can_open(text, mark, paragraph):
            opened = [*opened[-_DEEPEST:], mark]
    if opened:
        line = _SENTENCE_LINE.search(text, opened[0].end(), paragraph.end)
        yield Span(opened[0].end(), line.start() + 1 if line else paragraph.end)


def _can_open(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Return whether a mark may open a quotation: words follow, and before it is neither a word nor a number."""
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    if mark[0] in {"«", "„", "‟", "“", "``"}:
        return True
    return not (after.isspace() or before.isalnum())


def _find_singles(text: str, paragraph: Span, doubles: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands between single marks, within one quotation in double marks or outside of all."""
    openings = [*_OPENING_SINGLE.finditer(text, paragraph.start, paragraph.end)]
    closings = [mark.start() for mark in _CLOSING_SINGLE.finditer(text, paragraph.start, paragraph.end)]
    innermost, end = _make_lookup(doubles), paragraph.start
    for number, mark in enumerate(openings):
        if mark.start() < end:
            continue
        outer = innermost(mark.start())
        following = openings[number + 1].start() if number + 1 < len(openings) else paragraph.end
        limit = min(following, outer.end if outer else paragraph.end, mark.end() + _LONGEST_SINGLE)
        places = closings[bisect_right(closings, mark.start()) : bisect_left(closings, limit + 1)]
        close = _choose_closing(text, mark, [place for place in places if innermost(place) == outer])
        if close is not None:
            end = close
            yield Span(mark.end(), close)


def _make_lookup(spans: Sequence[Span]) -> Callable[[int], Span | None]:
    """Return a function that returns the innermost of the spans around a position, its end included."""
    around: list[Span] = []
    places, owners = [-1], list[Span | None]([None])
    for place, is_start, span in sorted(
        [(span.start, True, span) for span in spans] + [(span.end + 1, False, span) for span in spans]
    ):
        if is_start:
            around.append(span)
        else:
            around.remove(span)
        places.append(place)
        owners.append(around[-1] if around else None)
    return lambda position: owners[bisect_right(places, position) - 1]


def _choose_closing(text: str, mark: re.Match[str], places: Sequence[int]) -> int | None:
    """Return where a single mark closes: after punctuation, or else where the mark is hardly an apostrophe."""
    after_punctuation = [place for place in places if text[place - 1] in _PUNCTUATION]
    if mark[0] == "'" and not after_punctuation and not _LEAD_IN.search(text[max(0, mark.start() - 3) : mark.start()]):
        return None
    if after_punctuation:
        return after_punctuation[0]
    return next(
        (place for place in places if text[place - 1] not in _BEFORE_APOSTROPHE), places[-1] if places else None
    )


def _strip(text: str, span: Span) -> Span | None:
    words = span.slice(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def _with_depth(spans: Sequence[Span]) -> list[DraftQuotation]:
    """Return sorted quotations with how many others each stands in."""
    found, around = [], list[Span]()
    for span in spans:
        around = [outer for outer in around if outer.end >= span.end]
        found.append(DraftQuotation(span, len(around)))
        around.append(span)
    return found
