"""Adjoining: what stands in one sentence belongs together: words with ", Ruiz said" after them or "Ruiz said" before.

Tags point at what is likely in all of a passage, and where one speaker follows another that can be the other's cue. To
give words to the wrong one is the worst mistake of all: a sentence that has a cue of its own keeps to it.
"""

import re
from collections.abc import Sequence

from index.models.tags import CUE, NOTHING, SOURCE, Tags
from index.text.spans import Span

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Sen|Gov|Rep|Gen|Rev|Col))[.!?…][\"”’')]*\s+"
    r"(?=[\"“‘'(]*[^\W\da-z])"
)
_CLOSED = re.compile(r"[.!?…][\"”’')]*\s+$")
_QUOTED = re.compile(r"[“”\"]|''")
_TURNS = re.compile(r".{0,2}?[,?!][\"”’']* (?=\S)")  # from words to who said them
_LEADS = re.compile(r",?:? (?:that )?")  # from who says them to words
_QUOTED_BEFORE = re.compile(r"[,.!?][”\"’]\s*$|[”\"’],\s*$")
_INVERTED = re.compile(  # "...," wrote the daily "Il Corriere"; said a fighter who goes by the name "Shorty"
    r"[ \u00a0]((?:(?:the|an?|one|another)\b[^“”\"\n.;:,]{2,80})?(?:[“\"][^\W\d_a-z][^“”\"\n]{0,40}[”\"])"
    r"|(?:the|an?|one|another)\b[^“”\"\n.;:,]{2,80})(?=[,.:;\n]|$)"
)
_REACH = 40  # code points between a cue and the source beside it


def by_sentence(text: str, tags: Tags, spans: Sequence[Span], row: int) -> list[tuple[Span, int]]:
    """Give content with the row of its cue; where it runs from "Ruiz said" up to ", Li said", each has its sentence."""
    span, cue, own = spans[row], int(tags["cue"][row]), _own(text, tags, spans, row)
    if own == NOTHING:
        return [(span, cue)]
    ends = [*_SENTENCE_END.finditer(text, span.start, span.end)]
    loose = ends and not _QUOTED.search(text, span.start, span.end)
    if loose and own == cue and own > row:
        return [(Span(ends[-1].end(), span.end), own)]
    if loose and NOTHING < cue < row < own:
        return [(Span(span.start, ends[-1].start()), cue), (Span(ends[-1].end(), span.end), own)]
    elsewhere = cue == NOTHING or cue > own or _is_parted(text, spans[cue], span)
    return [(span, own if elsewhere else cue)]


def source_of(text: str, tags: Tags, spans: Sequence[Span], cue: int) -> int:
    """Give the row of a cue's source: the one that it points at, unless that is of another sentence; else NOTHING."""
    source = int(tags["source"][cue])
    if source != NOTHING and not _is_parted(text, spans[source], spans[cue]):
        return source
    for near in (cue - 1, cue + 1):
        if 0 <= near < len(tags) and tags["kind"][near] == SOURCE and _is_beside(text, spans[near], spans[cue]):
            return near
    return source


def inverted_source(text: str, cue: Span) -> Span | None:
    """Return the source that stands right after the cue of a quotation, as a name in quotation marks does."""
    if not _QUOTED_BEFORE.search(text, max(0, cue.start - _REACH), cue.start):
        return None
    found = _INVERTED.match(text, cue.end, min(len(text), cue.end + 2 * _REACH + _REACH))
    return Span(*found.span(1)) if found else None


def between(text: str, one: Span, other: Span) -> str:
    """Give what stands between two spans."""
    first, second = sorted((one, other))
    return text[first.end : second.start]


def _own(text: str, tags: Tags, spans: Sequence[Span], row: int) -> int:
    """Give the cue that stands with its source right after content, or right before it; else NOTHING."""
    kinds = tags["kind"]
    after = row + 2 if SOURCE in kinds[row + 1 : row + 2] else row + 1
    turned = _TURNS.match(text, spans[row].end - 2)
    if CUE in kinds[after : after + 1] and turned and turned.end() == spans[row + 1].start:
        return after if "\n" not in text[spans[row].start : spans[after].start] else NOTHING
    led = row and kinds[row - 1] == CUE and _LEADS.fullmatch(text, spans[row - 1].end, spans[row].start)
    return row - 1 if led else NOTHING


def _is_beside(text: str, source: Span, cue: Span) -> bool:
    return len(between(text, source, cue)) <= _REACH and not _is_parted(text, source, cue)


def _is_parted(text: str, one: Span, other: Span) -> bool:
    """Tell whether a sentence ends between two spans."""
    words = between(text, one, other)
    return bool(_SENTENCE_END.search(words) or _CLOSED.search(words))
