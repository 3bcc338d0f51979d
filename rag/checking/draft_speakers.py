"""Draft speakers: whom a draft attributes each of its quotations to.

The words right beside a quotation are read first, and for the rest the statements of the draft. A name is certain if it
stands beside the quotation; whom a pronoun means, or a statement found by the tagger, may be another.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from index.attribution.statements import Speaker, Statement
from index.names.person_names import parse_name
from index.text.quotation_marks import DOUBLE
from index.text.spans import Span
from rag.checking.attribution_phrases import PhraseReader, PhraseSpeaker, blank_quotations
from rag.checking.draft_quotations import DraftQuotation

_MIN_SHARE = 0.5  # share of a quotation that a statement covers
_IN_DOCUMENT = re.compile(r"(?:the )?(?:speech|address|letter|remarks|statement|text) (?:by|of) ([A-Z].*)")
_MARK = 2  # code points of the longest quotation mark


class AttributedQuotation(NamedTuple):
    """A quotation and its speaker; `around` holds the draft's own words of its paragraph and the one before."""

    span: Span
    speaker: Speaker | None
    is_certain: bool
    around: str


def attribute_quotations(
    text: str, statements: Sequence[Statement], quotations: Sequence[DraftQuotation]
) -> list[AttributedQuotation]:
    """Return the quotations with their speakers."""
    outermost = [_with_marks(text, span) for span, depth in quotations if not depth]
    reader = PhraseReader(blank_quotations(text, outermost))
    found = []
    for span, depth in quotations:
        bounds = _paragraphs_around(text, span)
        marked, is_open = _with_marks(text, span), span.slice(text).endswith((",", "?", "!"))
        if depth:
            outer = min(
                (other for other, _ in quotations if other.start < span.start and span.end < other.end),
                key=len,
                default=span,
            )
            within = [
                _with_marks(text, other)
                for other, level in quotations
                if level == depth and outer.start <= other.start and other.end <= outer.end
            ]
            inner_reader = PhraseReader(
                blank_quotations(outer.slice(text), [each.shift(-outer.start) for each in within])
            )
            phrase = inner_reader.read(marked.shift(-outer.start), Span(0, len(outer)), is_open=is_open)
            phrase = phrase and phrase._replace(span=phrase.span.shift(outer.start))
        else:
            phrase = reader.read(marked, bounds, is_open=is_open)
        speaker, is_certain = _choose(phrase, _find_speaker(statements, span))
        found.append(AttributedQuotation(span, speaker, is_certain, bounds.slice(reader.text if not depth else text)))
    return found


def _choose(phrase: PhraseSpeaker | None, tagged: Speaker | None) -> tuple[Speaker | None, bool]:
    """Return the speaker that the phrase names, with the role that the tagger found for the same person."""
    if phrase is None:
        document = _IN_DOCUMENT.match(tagged.name) if tagged else None
        return (replace(tagged, name=document[1]) if tagged and document else tagged), False
    same = tagged is not None and parse_name(tagged.name).words[-1:] == parse_name(phrase.name).words[-1:]
    role, country = (tagged.role, tagged.country) if same and tagged else (None, None)
    return Speaker(phrase.name, role, country, phrase.span), phrase.is_explicit


def _find_speaker(statements: Sequence[Statement], span: Span) -> Speaker | None:
    best = max(statements, key=lambda statement: _fit(statement, span), default=None)
    if best is None or best.speaker is None or best.overlap(span) < _MIN_SHARE * len(span):
        return None
    return None if any(mark in best.speaker.name for mark in DOUBLE) else best.speaker


def _fit(statement: Statement, span: Span) -> float:
    """Return the share that a quotation and the part of a statement that fits best have in common."""
    return max(part.overlap(span) / (len(part) + len(span) - part.overlap(span)) for part in statement.content)


def _with_marks(text: str, span: Span) -> Span:
    """Return a quotation with the marks and the space around its words."""
    start, end = span.start, span.end
    while start > 0 and span.start - start < _MARK + 1 and text[start - 1] in "“”„‟«»\"‘‚'`\u202f\xa0 ":
        start -= 1
        if text[start] not in "\u202f\xa0 '`":
            break
    while end < len(text) and end - span.end < _MARK + 1 and text[end] in "“”\"»«’‘'\u202f\xa0 ":
        end += 1
        if text[end - 1] not in "\u202f\xa0 '":
            break
    return Span(start, end)


def _paragraphs_around(text: str, span: Span) -> Span:
    """Return the paragraph of a quotation with the one before it."""
    start = text.rfind("\n", 0, max(0, len(text[: span.start].rstrip("\n“”\"‘'«„ "))))
    before = text.rfind("\n", 0, max(0, len(text[: max(0, start)].rstrip())))
    end = text.find("\n", span.end)
    return Span(before + 1, len(text) if end < 0 else end)
