"""Sentence links: the cue and the source of content, corrected by the sentence that they share.

The tagger's pointers are scored over a whole passage. Where one speaker follows another, the highest score can belong
to the other's cue; a wrong speaker is the worst error, so content keeps to the cue that its own sentence has.
"""

import re
from collections.abc import Sequence

from index.attribution.discourse import Discourse
from index.models.tagging.tags import CUE, NO_LINK, SOURCE, Tags
from index.text.letters import CAPITALS
from index.text.quotation_marks import ENGLISH_DOUBLE
from index.text.spans import Span

_QUOTATION_MARK = re.compile(ENGLISH_DOUBLE)
_CONTENT_TO_CUE = re.compile(r".{0,2}?[,?!][\"”’']* (?=\S)")  # “We stay,” [Ruiz said]
_CUE_TO_CONTENT = re.compile(r",?:? (?:that )?")  # [Ruiz said] that we stay
_QUOTATION_END = re.compile(r"[,.!?][”\"’]\s*$|[”\"’],\s*$")
_INVERTED_SOURCE = re.compile(  # "...," wrote [the daily "Il Corriere"]; said [a fighter who goes by the name "Shorty"]
    r"[ \u00a0]((?:(?:the|an?|one|another)\b[^“”\"\n.;:,]{2,80})?(?:[“\"][^\W\d_a-z][^“”\"\n]{0,40}[”\"])"
    r"|(?:the|an?|one|another)\b[^“”\"\n.;:,]{2,80})(?=[,.:;\n]|$)"
)
_INTRODUCED = re.compile(  # a whole paragraph: "In Lusk, fishmonger Bo Reva, 44, watched the boats."
    rf"\n\s*(?![“\"])[^\n“”\"]{{0,60}}?[{CAPITALS}][\w’'-]+ [{CAPITALS}][\w’'-]+, (?:\d\d,|an? [a-z]|who )"
    r"[^\n“”\"]*\n\s*$"
)
_SOURCE_DISTANCE = 40  # code points between a cue and the source beside it


def split_by_cue(discourse: Discourse, tags: Tags, spans: Sequence[Span], row: int) -> list[tuple[Span, int]]:
    """Return a tag's content with the row of its cue.

    Content that runs from "Ruiz said" to ", Li said" is split, so that each cue has the content of its own sentence.
    """
    span, cue, adjacent = spans[row], int(tags["cue"][row]), _adjacent_cue(discourse, tags, spans, row)
    if cue != NO_LINK and is_another_introduced(discourse, spans[cue], span):
        cue = NO_LINK
    if adjacent == NO_LINK:
        return [(span, cue)]
    ends = discourse.sentence_ends(span)
    splittable = ends and not _QUOTATION_MARK.search(discourse.text, span.start, span.end)
    if splittable and adjacent == cue and adjacent > row:
        return [(Span(ends[-1].end, span.end), adjacent)]
    if splittable and NO_LINK < cue < row < adjacent:
        return [(Span(span.start, ends[-1].start), cue), (Span(ends[-1].end, span.end), adjacent)]
    elsewhere = cue == NO_LINK or cue > adjacent or discourse.is_sentence_end_between(spans[cue], span)
    return [(span, adjacent if elsewhere else cue)]


def is_another_introduced(discourse: Discourse, before: Span, content: Span) -> bool:
    """Return whether a paragraph between a cue or a source and content after it introduces somebody else."""
    return before.end < content.start and bool(_INTRODUCED.search(discourse.between(before, content)))


def find_source(discourse: Discourse, tags: Tags, spans: Sequence[Span], cue: int) -> int:
    """Return the row of a cue's source: the one in its sentence, else the one that it points at; NO_LINK if none."""
    source = int(tags["source"][cue])
    if source != NO_LINK and not discourse.is_sentence_end_between(spans[source], spans[cue]):
        return source
    for near in (cue - 1, cue + 1):
        if 0 <= near < len(tags) and tags["kind"][near] == SOURCE and _is_beside(discourse, spans[near], spans[cue]):
            return near
    return source


def find_inverted_source(text: str, cue: Span) -> Span | None:
    """Return the source right after the cue of a quotation, as a name in quotation marks may be; None if none is."""
    if not _QUOTATION_END.search(text, max(0, cue.start - _SOURCE_DISTANCE), cue.start):
        return None
    found = _INVERTED_SOURCE.match(text, cue.end, min(len(text), cue.end + 3 * _SOURCE_DISTANCE))
    return Span(*found.span(1)) if found else None


def _adjacent_cue(discourse: Discourse, tags: Tags, spans: Sequence[Span], row: int) -> int:
    """Return the row of the cue right after content, with or without a source between, or right before; or NO_LINK."""
    text, kinds = discourse.text, tags["kind"]
    after = row + 2 if SOURCE in kinds[row + 1 : row + 2] else row + 1
    to_cue = _CONTENT_TO_CUE.match(text, spans[row].end - 2)
    if CUE in kinds[after : after + 1] and to_cue and to_cue.end() == spans[row + 1].start:
        return after if "\n" not in text[spans[row].start : spans[after].start] else NO_LINK
    follows = row and kinds[row - 1] == CUE and _CUE_TO_CONTENT.fullmatch(text, spans[row - 1].end, spans[row].start)
    return row - 1 if follows else NO_LINK


def _is_beside(discourse: Discourse, source: Span, cue: Span) -> bool:
    near = len(discourse.between(source, cue)) <= _SOURCE_DISTANCE
    return near and not discourse.is_sentence_end_between(source, cue)
