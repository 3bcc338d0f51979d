"""Quoted through another: "TASS quoted the general as saying that ...", "She read out a message from the Minister:".

The tagger takes the outlet or the reader for the source, and the words of whom they quote for content. The words are
those of whom they quote.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.attribution.linking import LinkedStatement
from index.text.letters import CAPITALS
from index.text.spans import Span

_QUOTED = re.compile(  # "quoted him as saying", "cites Ana Ruiz, director of the office, as having said"
    r"(?:quot|cit)(?:e[ds]?|ing)\s+(?P<who>(?:(?!\bas\b)[^.;:,“”\"\n]){2,90}?)"
    r"(?:,(?:(?!\bas\b)[^.;:“”\"\n]){2,90},)?\s+as\s+(?:saying|telling|stating|writing|having\s+(?:said|told|written))\b"
    r"(?:\s+(?:earlier|later|today|yesterday|(?:on|in)\s+\w+))?(?:,?\s+that\b)?\s*"
)
_READ_OUT = re.compile(  # "then read out the following on behalf of the Secretary-General:"
    r"(?:\w{1,20}\s+)?read(?:ing)?\s+(?:out\s+|aloud\s+)?(?:(?:the|a|an|this)\s+(?:\w+\s+){1,3})?"
    r"(?:on\s+behalf\s+of|from|by|attributable\s+to|(?<=message\s)of|(?<=statement\s)of|(?<=letter\s)of)\s+"
    rf"(?P<who>[^.;:,“”\"\n]{{2,90}}?(?:,\s[{CAPITALS}][^.;:,“”\"\n]{{2,60}}(?=,))?)(?=[,:]|\s(?:on|for|about)\b)"
)
_PASSIVE = re.compile(r"(?:was|were|is|are|been)\s+(?:also\s+)?quoted\b")
_MARKS = re.compile(r"[“”\"]")
_LONGEST = 300  # code points of "quoted ... as saying"
_BESIDE = 2  # code points between the subject of "was quoted" and its verb


def name_quoted(text: str, linked: LinkedStatement) -> LinkedStatement:
    """Return a statement under whom it quotes, if its cue is that another quotes them; else as it is."""
    if linked.cue is None:
        return linked
    if _PASSIVE.match(text, linked.cue.start):
        return _name_subject(text, linked)
    quoted = _QUOTED.search(text, linked.cue.start, linked.cue.end + _LONGEST) or _READ_OUT.match(
        text, linked.cue.start
    )
    if quoted is None or quoted.start() >= linked.cue.end:
        return linked
    content = tuple(_cut(linked.content, Span(*quoted.span())))
    cue = Span(linked.cue.start, quoted.start() + len(quoted[0].rstrip()))
    return replace(linked, source=Span(*quoted.span("who")), cue=cue, content=content) if content else linked


def _name_subject(text: str, linked: LinkedStatement) -> LinkedStatement:
    """Return a statement with the subject of "was quoted" as its source where it was tagged as content."""
    first, *others = linked.content
    is_subject = linked.cue is not None and 0 <= linked.cue.start - first.end <= _BESIDE
    if linked.source or not others or not is_subject or _MARKS.search(first.slice(text)):
        return linked
    return replace(linked, source=first, content=tuple(others))


def _cut(content: Sequence[Span], taken: Span) -> list[Span]:
    """Return the parts of content that are outside a span."""
    kept = []
    for part in content:
        before, after = Span(part.start, min(part.end, taken.start)), Span(max(part.start, taken.end), part.end)
        kept += [each for each in (before, after) if each.start < each.end]
    return kept
