"""Whose words a sentence is: the speaker that its article gives for most of it, or else the writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.attribution.statements import Speaker, Statement
from index.store.article_table import Entry
from index.text.spans import Span

Attribution = Literal["direct", "indirect", "mixed", "outlet"]

_MOST = 1 / 3  # of a sentence, without the words that tell who said it
_QUOTED = 0.15  # of one that tells of a quotation who said it: their office and the place take up most of it


@dataclass(frozen=True, slots=True)
class Whose:
    """Who said a sentence, and how sure that is; an outlet's own words are no one person's, and nothing weighs them."""

    speaker: Speaker | None
    attribution: Attribution
    confidence: float | None


def said_by(span: Span, entry: Entry, statements: Sequence[Statement]) -> Whose:
    """Tell whose words a sentence is, of the statements of its article, or of those alone that touch it.

    Whoever tells what another said has said it; only what stands wholly within the other's words is the other's.
    """
    best = max(reversed(statements), key=lambda said: said.overlap(span), default=None)  # inner ones come later
    if best and _makes(best, span):
        return Whose(best.speaker, best.attribution, best.confidence)
    if entry.speaker:
        return Whose(Speaker(entry.speaker, entry.speaker_role, entry.country), "direct", None)
    return Whose(None, "outlet", None)


def _makes(said: Statement, span: Span) -> bool:
    """Tell whether enough of a sentence is somebody's words for all of it to be shown as theirs."""
    content = said.overlap(span)
    source = said.speaker.span if said.speaker else None
    rest = len(span) - sum(_common(part, span) for part in (said.cue, source) if part)
    told = said.cue is not None and _common(said.cue, span) > 0
    most = content >= _MOST * rest or (said.attribution == "direct" and told and content >= _QUOTED * len(span))
    return content > 0 and most


def _common(part: Span, span: Span) -> int:
    return max(0, min(part.end, span.end) - max(part.start, span.start))
