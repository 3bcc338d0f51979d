"""Linking: tags become attributed stretches of an article: which source, which cue, which words.

A passage ends where it is full, not where a quotation does: what belongs together may be tagged in two. And a writer
who has named a speaker once goes on quoting: a quotation that nothing introduces belongs to the one beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from index.attribution.sentence_links import between, by_sentence, inverted_source, source_of
from index.models.tags import CONTENT, CUE, NOTHING, Tags
from index.text.spans import Span

Tagged = tuple[int, Tags]
"""Where a passage begins in its article, and its tags."""

_OPENING, _CLOSING = "“\"'‘«„", "”\"'’»“"
_REACH = 40  # code points before a source that are looked at
_LED = re.compile(r"(?:^|[.!?\n”\"]\s*)(?:On|In|At|About|Regarding|Concerning|For|With|After|Before)\s$")
_LINE = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Linked:
    """Words of somebody: `source` names them in the article's words, and `cue` says that they are told.

    `certainty` is that of the tags, `link` that they belong together; both from 0 to 1.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    certainty: float
    link: float


@dataclass(slots=True)
class _Draft:
    """A statement that is being put together."""

    source: Span | None = None
    cue: Span | None = None
    content: list[Span] = field(default_factory=list)
    certainties: list[float] = field(default_factory=list)
    link: float = 1.0

    @property
    def bare(self) -> bool:
        """Whether nothing tells whose words they are."""
        return self.source is None and self.cue is None

    def linked(self) -> Linked:
        parts = tuple(sorted(self.content, key=lambda part: part.start))
        return Linked(self.source, self.cue, parts, float(np.mean(self.certainties)), self.link)


def link(text: str, passages: Sequence[Tagged]) -> list[Linked]:
    """Put together who said what, in the order of the text."""
    drafts: list[_Draft] = []
    for start, tags in passages:
        drafts += _of_passage(text, drafts[-1] if drafts else None, start, tags)
    spoken = sorted((draft for draft in drafts if draft.content), key=lambda draft: min(draft.content).start)
    return [draft.linked() for draft in _gathered(text, spoken) if draft.content]


def _of_passage(text: str, before: _Draft | None, start: int, tags: Tags) -> list[_Draft]:
    """Follow the links of a passage; content that began in the one before goes on there."""
    spans = [Span(start + int(tag["start"]), start + int(tag["end"])) for tag in tags]
    cues = {row: _named(text, tags, spans, row) for row in np.flatnonzero(tags["kind"] == CUE).tolist()}
    drafts = [*cues.values()]
    for row in np.flatnonzero(tags["kind"] == CONTENT).tolist():
        for span, cue in by_sentence(text, tags, spans, row):
            parts = [*_paragraphs(text, span, cues.get(cue))]
            if row == 0 and span.start == spans[0].start and not tags["opens"][0] and before and before.content:
                before.content += parts
                continue
            draft = cues.get(cue)
            if draft is None:
                drafts.append(draft := _named(text, tags, spans, row))
            else:
                draft.link *= float(tags["link"][row])
                draft.certainties.append(float(tags["certainty"][row]))
            draft.content += parts
    for draft in drafts:
        if draft.source:
            draft.content = [part for part in draft.content if not draft.source.start <= part.start < draft.source.end]
    return drafts


def _named(text: str, tags: Tags, spans: Sequence[Span], row: int) -> _Draft:
    """Begin a statement at its cue, or at content that has none, with the source that it points at."""
    draft = _Draft(certainties=[float(tags["certainty"][row])], link=float(tags["link"][row]))
    source = int(tags["source"][row])
    if tags["kind"][row] == CUE:
        draft.cue, source = spans[row], source_of(text, tags, spans, row)
        parted = source == NOTHING or _LINE.search(between(text, spans[source], draft.cue))
        draft.source = inverted_source(text, draft.cue) if parted else None
    if draft.source is None and source != NOTHING:
        draft.source = _phrase(text, spans[source])
        draft.certainties.append(float(tags["certainty"][source]))
    return draft


def _phrase(text: str, source: Span) -> Span:
    """Leave out of a source what stands on a line before it, and the end of a phrase that the sentence begins with."""
    words, start = source.slice(text), source.start
    start += words.rfind("\n") + 1
    led = _LED.search(text, max(0, start - _REACH), start)
    comma = text.find(", ", start, source.end)
    return Span(comma + 2 if led and comma >= 0 else start, source.end)


def _paragraphs(text: str, span: Span, draft: "_Draft | None") -> list[Span]:
    """Cut content at the ends of paragraphs; only a quotation goes on from one to the next."""
    cuts = [(gap.start(), gap.end()) for gap in _LINE.finditer(text, span.start, span.end)]
    parts = [
        Span(start, end)
        for (_, start), (end, _) in pairwise([(span.start, span.start), *cuts, (span.end, span.end)])
        if start < end
    ]
    cue = draft.cue if draft else None
    if cue and text[span.start] not in _OPENING and _LINE.search(between(text, span, cue)):
        return []  # words of another paragraph than the cue's, and no quotation that goes on
    held = [part for part in parts if text[part.start] in _OPENING or (cue and "\n" not in between(text, part, cue))]
    return held or parts[:1]


def _gathered(text: str, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Give quotations that nothing introduces to the statement that they go on with."""
    kept: list[_Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        if last and draft.bare and _goes_on(text, last, draft):
            last.content += draft.content
        elif last and last.bare and draft.cue and _goes_on(text, last, draft):
            draft.content += last.content
            kept[-1] = draft
        else:
            kept.append(draft)
    return kept


def _goes_on(text: str, one: _Draft, other: _Draft) -> bool:
    """Tell whether two quotations are of one speaker: in one paragraph, or the first is not closed in its own."""
    last, first = max(one.content), min(other.content)
    if text[first.start] not in _OPENING:
        return False
    gap = text[last.end : first.start]
    if "\n" in gap:
        return not gap.strip() and text[last.start] in _OPENING and text[last.end - 1] not in _CLOSING
    return text[last.start] in _OPENING or text[last.end - 1] in _CLOSING
