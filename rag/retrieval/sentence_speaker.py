"""Sentence speaker: a sentence is attributed to a quoted speaker, the article's speaker, or the outlet."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.attribution.statements import Speaker, Statement
from index.names.gazetteer import load_gazetteer
from index.names.person_names import is_one_edit_apart, parse_name
from index.store.article_table import ArticleRow
from index.store.sentence_speakers import MIN_QUOTED_SHARE, MIN_SHARE
from index.store.statement_table import StatementTable
from index.text.spans import Span

Attribution = Literal["direct", "indirect", "mixed", "outlet"]

_ATTRIBUTED_LANGUAGES = frozenset((None, "en"))  # a language that is not stated counts as English
_INITIAL = 2  # letters of a word of a name that many have in common


@dataclass(frozen=True, slots=True)
class SentenceAttribution:
    """Who said a sentence, and how confident that is; the outlet's own words have no speaker and no confidence.

    `kind` is None if the article is in a language in which statements are not attributed.
    """

    speaker: Speaker | None
    kind: Attribution | None
    confidence: float | None


def attribute_sentence(
    span: Span, entry: ArticleRow, statements: Sequence[Statement], listed: StatementTable | None = None
) -> SentenceAttribution:
    """Return who said a sentence, given the statements of its article, or only those that overlap it.

    The speaker of the article has the name under which `listed` has that person, as those of statements have.
    A sentence that reports another's words belongs to whoever reports them; only what lies wholly within the other's
    words is the other's.
    """
    best = max(
        reversed(statements), key=lambda statement: statement.overlap(span), default=None
    )  # nested statements come later
    if best and _covers_sentence(best, span):
        return SentenceAttribution(best.speaker, best.attribution, best.confidence)
    return attribute_by_article(entry, listed)


def attribute_by_article(entry: ArticleRow, listed: StatementTable | None) -> SentenceAttribution:
    """Return who says what no statement of an article covers: its speaker, as the library lists them, or the outlet."""
    if entry.speaker:
        owner = entry.speaker, entry.speaker_role, entry.country
        return SentenceAttribution(Speaker(*(listed.list_owner(*owner) if listed else owner)), "direct", None)
    language = entry.language and entry.language.partition("-")[0].lower()
    return SentenceAttribution(None, "outlet" if language in _ATTRIBUTED_LANGUAGES else None, None)


def is_second_hand(entry: ArticleRow, attribution: SentenceAttribution) -> bool:
    """Return whether a sentence is that of a person who is quoted in another's speech."""
    if not entry.speaker or not attribution.speaker:
        return False
    return is_another_person(attribution.speaker.name, entry.speaker)


@lru_cache(maxsize=1 << 14)
def is_another_person(name: str, speech_owner: str) -> bool:
    """Return whether a name is that of a person, and of another than whose speech it stands in."""
    person, owner = parse_name(name), parse_name(speech_owner)
    is_person = len(person.words) > 1 and not load_gazetteer().find_codes(name)
    same = (
        one == two or is_one_edit_apart(one, two) for one in person.words for two in owner.words if len(two) > _INITIAL
    )
    return is_person and not any(same)


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
