"""Sentence speaker: a sentence is attributed to a quoted speaker, the article's speaker, or the outlet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.attribution.statements import Speaker, Statement
from index.store.article_table import ArticleRow
from index.store.sentence_speakers import MIN_QUOTED_SHARE, MIN_SHARE
from index.text.spans import Span

Attribution = Literal["direct", "indirect", "mixed", "outlet"]

_ATTRIBUTED_LANGUAGES = frozenset((None, "en"))  # a language that is not stated counts as English


@dataclass(frozen=True, slots=True)
class SentenceAttribution:
    """Who said a sentence, and how confident that is; the outlet's own words have no speaker and no confidence.

    `kind` is None if the article is in a language in which statements are not attributed.
    """

    speaker: Speaker | None
    kind: Attribution | None
    confidence: float | None


def attribute_sentence(span: Span, entry: ArticleRow, statements: Sequence[Statement]) -> SentenceAttribution:
    """Return who said a sentence, given the statements of its article, or only those that overlap it.

    A sentence that reports another's words belongs to whoever reports them; only what lies wholly within the other's
    words is the other's.
    """
    best = max(
        reversed(statements), key=lambda statement: statement.overlap(span), default=None
    )  # nested statements come later
    if best and _covers_sentence(best, span):
        return SentenceAttribution(best.speaker, best.attribution, best.confidence)
    return attribute_by_article(entry)


def attribute_by_article(entry: ArticleRow) -> SentenceAttribution:
    """Return who says what no statement of an article covers: its speaker, or the outlet."""
    if entry.speaker:
        return SentenceAttribution(Speaker(entry.speaker, entry.speaker_role, entry.country), "direct", None)
    language = entry.language and entry.language.partition("-")[0].lower()
    return SentenceAttribution(None, "outlet" if language in _ATTRIBUTED_LANGUAGES else None, None)


def _covers_sentence(statement: Statement, span: Span) -> bool:
    """Return whether a statement covers enough of a sentence to attribute all of it to its speaker."""
    content = statement.overlap(span)
    source = statement.speaker.span if statement.speaker else None
    rest = len(span) - sum(part.overlap(span) for part in (statement.cue, source) if part)
    has_cue = statement.cue is not None and statement.cue.overlap(span) > 0
    is_covered = content >= MIN_SHARE * rest or (
        statement.attribution == "direct" and has_cue and content >= MIN_QUOTED_SHARE * len(span)
    )
    return content > 0 and is_covered
