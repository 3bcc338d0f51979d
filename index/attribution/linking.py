"""Linking: the tags of an article's passages become attributed statements, each with source, cue and content.

Passages are cut by length, so one statement may be tagged in two of them. A writer who has introduced a speaker once
goes on quoting: a quotation without a source or a cue belongs to the statement next to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from index.attribution.discourse import Discourse
from index.attribution.sentence_links import find_inverted_source, find_source, is_another_introduced, split_by_cue
from index.models.tagging.tags import CONTENT, CUE, NO_LINK, Tags
from index.text.letters import CAPITALS
from index.text.quotation_marks import CLOSING, OPENING
from index.text.spans import Span

TaggedPassage = tuple[Span, Tags]
"""A passage of an article and its tags, whose positions count from the start of the passage."""

_LEAST_CAPITALS = 5  # letters of a word of a heading
_FRONTED_REACH = 40  # code points before a source in which a fronted phrase is looked for
_FRONTED = re.compile(r"(?:^|[.!?\n”\"]\s*)(?:On|In|At|About|Regarding|Concerning|For|With|After|Before)\s$")
_DATELINE = re.compile(  # "TALSEN, 3 May (Agency) — "
    rf"[{CAPITALS}]{{3,}}(?:[ .’'-][{CAPITALS}.’'-]{{2,}}){{0,4}}(?:, [{CAPITALS}][\w. ]{{2,30}}){{0,2}}(?:,? \d{{1,2}}"
    rf" [{CAPITALS}][a-z]+)?"
    r"(?: ?\([^()\n]{2,30}\))? ?(?:[—–-]|--) (?=\S)"
)
_LONGEST_HEADING = 60  # code points
_LINE_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """A statement as tagged: `source` is the span that names its speaker, `cue` the words of saying.

    `certainty` is the mean confidence of its tags, `link` the confidence that they belong together; both from 0 to 1.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    certainty: float
    link: float


@dataclass(slots=True)
class _Draft:
    """A statement to which content may still be added."""

    source: Span | None = None
    cue: Span | None = None
    content: list[Span] = field(default_factory=list)
    certainties: list[float] = field(default_factory=list)
    link: float = 1.0

    @property
    def is_unattributed(self) -> bool:
        """Whether it has neither a source nor a cue."""
        return self.source is None and self.cue is None

    def to_statement(self) -> LinkedStatement:
        parts = tuple(sorted(self.content, key=lambda part: part.start))
        return LinkedStatement(self.source, self.cue, parts, float(np.mean(self.certainties)), self.link)


def link_tags(discourse: Discourse, passages: Sequence[TaggedPassage]) -> list[LinkedStatement]:
    """Return the tagged statements of an article, in the order of its text."""
    drafts: list[_Draft] = []
    for passage, tags in passages:
        drafts += _link_passage(discourse, drafts[-1] if drafts else None, passage.start, tags)
    complete = sorted((draft for draft in drafts if draft.content), key=lambda draft: min(draft.content).start)
    return [draft.to_statement() for draft in _join_quotations(discourse.text, complete) if draft.content]


def _link_passage(discourse: Discourse, previous: _Draft | None, start: int, tags: Tags) -> list[_Draft]:
    """Return the statements of a passage; content that began in the previous passage is added to `previous`."""
    spans = [Span(start + int(tag["start"]), start + int(tag["end"])) for tag in tags]
    cues = {row: _begin(discourse, tags, spans, row) for row in np.flatnonzero(tags["kind"] == CUE).tolist()}
    drafts = [*cues.values()]
    for row in np.flatnonzero(tags["kind"] == CONTENT).tolist():
        for span, cue in split_by_cue(discourse, tags, spans, row):
            draft = cues.get(cue)
            parts = _split_paragraphs(discourse, span, draft.cue if draft else None)
            continues = row == 0 and span.start == spans[0].start and not tags["opens"][0]
            if continues and previous and previous.content:
                previous.content += parts
                continue
            if draft is None:
                drafts.append(draft := _begin(discourse, tags, spans, row))
            else:
                draft.link *= float(tags["link"][row])
                draft.certainties.append(float(tags["certainty"][row]))
            draft.content += parts
    for draft in drafts:
        if source := draft.source:
            draft.content = [part for part in draft.content if not source.start <= part.start < source.end]
    return drafts


def _begin(discourse: Discourse, tags: Tags, spans: Sequence[Span], row: int) -> _Draft:
    """Return a draft for a cue, or for content without one, with the source that it points at."""
    draft = _Draft(certainties=[float(tags["certainty"][row])], link=float(tags["link"][row]))
    source = int(tags["source"][row])
    if tags["kind"][row] == CUE:
        draft.cue, source = spans[row], find_source(discourse, tags, spans, row)
        apart = source == NO_LINK or _LINE_BREAK.search(discourse.between(spans[source], draft.cue))
        draft.source = find_inverted_source(discourse.text, draft.cue) if apart else None
    is_other = source != NO_LINK and (
        _is_heading(discourse, spans[source], spans[row]) or is_another_introduced(discourse, spans[source], spans[row])
    )
    source = NO_LINK if is_other else source
    if draft.source is None and source != NO_LINK:
        draft.source = _trim_source(discourse.text, spans[source])
        draft.certainties.append(float(tags["certainty"][source]))
    return draft


def _is_heading(discourse: Discourse, source: Span, row: Span) -> bool:
    """Return whether a source is in capitals in another line: a heading, such as "UNION THREATENS MARCH"."""
    words = source.slice(discourse.text)
    is_apart = bool(_LINE_BREAK.search(discourse.between(source, row)))
    return is_apart and words.isupper() and "\n" not in words and len(words) >= _LEAST_CAPITALS


def _trim_source(text: str, source: Span) -> Span:
    """Return a source without a heading above, a dateline or the end of a fronted phrase ("On [Monday, Ana Ruiz]")."""
    start = source.start
    for end_of_line in _LINE_BREAK.finditer(text, source.start, source.end):
        line = end_of_line.start() - text.rfind("\n", 0, end_of_line.start())
        is_wrapped = line > _LONGEST_HEADING and end_of_line[0].count("\n") == 1
        start = start if is_wrapped else end_of_line.end()
    dateline = _DATELINE.match(text, start, source.end)
    start = dateline.end() if dateline else start
    fronted = _FRONTED.search(text, max(0, start - _FRONTED_REACH), start)
    comma = text.find(", ", start, source.end)
    return Span(comma + 2 if fronted and comma >= 0 else start, source.end)


def _split_paragraphs(discourse: Discourse, span: Span, cue: Span | None) -> list[Span]:
    """Return the parts of content by paragraph: those that are quotations or share a paragraph with the cue."""
    text = discourse.text
    if cue and text[span.start] not in OPENING and _LINE_BREAK.search(discourse.between(span, cue)):
        return []  # another paragraph than the cue's, and no quotation that goes on
    breaks = [match.span() for match in _LINE_BREAK.finditer(text, span.start, span.end)]
    parts = [
        Span(start, end)
        for (_, start), (end, _) in pairwise([(span.start, span.start), *breaks, (span.end, span.end)])
        if start < end
    ]
    kept = [part for part in parts if text[part.start] in OPENING or (cue and "\n" not in discourse.between(part, cue))]
    return kept or parts[:1]


def _join_quotations(text: str, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Return the statements with each unattributed quotation joined to the statement that it continues."""
    joined: list[_Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and draft.is_unattributed and _continues(text, last, draft):
            last.content += draft.content
        elif last and last.is_unattributed and draft.cue and _continues(text, last, draft):
            draft.content += last.content
            joined[-1] = draft
        else:
            joined.append(draft)
    return joined


def _continues(text: str, first: _Draft, second: _Draft) -> bool:
    """Return whether two quotations are one speaker's: both in one paragraph, or the first left open at its end."""
    before, after = max(first.content), min(second.content)
    if text[after.start] not in OPENING:
        return False
    gap = text[before.end : after.start]
    if "\n" in gap:
        return not gap.strip() and text[before.start] in OPENING and text[before.end - 1] not in CLOSING
    return text[before.start] in OPENING or text[before.end - 1] in CLOSING
