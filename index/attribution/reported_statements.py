"""Reported statements: what the writer of a report attributes, and the statements nested in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from index.attribution.confidence import NESTED, estimate_confidence
from index.attribution.coreference.resolve import resolve_speakers
from index.attribution.discourse import ArticleContext, Discourse
from index.attribution.linking import LinkedStatement
from index.attribution.manner import classify_manner
from index.attribution.nested_quotes import NestedStatement, find_inverted, find_nested, split_cue_chain
from index.attribution.retractions import find_retractions, is_retracted
from index.attribution.statements import Speaker, Statement, in_order
from index.text.spans import Span

_REPORTED_QUESTION = re.compile(  # cue and content: "asked whether", "asked not to be named"
    r"(?:[\w’]+ )?ask(?:ed|s|ing)?\b(?: \w+){0,2}? (?:whether|if|not to be|to remain|that (?:he|she|they) not be)\b"
    r"|(?:when |if )?asked (?:about|for (?:a |his |her )?(?:comment|reaction|response)|to comment)\b",
    re.IGNORECASE,
)
_PERCEPTION = re.compile(
    r"(?:has |had |have )?(?:saw|seen|watched|witnessed|visited|photographed)"
)  # cues of no saying
_FIRST_PERSON = frozenset({"i", "we"})
_THIRD_PERSON = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})


def attribute_report(
    discourse: Discourse, linked: Sequence[LinkedStatement], context: ArticleContext
) -> list[Statement]:
    """Return the statements that a writer attributes, each followed by those nested in it; no reported questions."""
    linked = [_trim_cue(discourse.text, each) for each in linked if not _is_reported_question(discourse.text, each)]
    retractions = find_retractions(discourse.text)
    linked = [each for each in linked if not any(is_retracted(part, retractions) for part in each.content)]
    nested = [
        [
            *find_inverted(discourse, outer.content[0].start, outer.source),
            *(inner for part in outer.content for inner in find_nested(discourse, part)),
        ]
        for outer in linked
    ]
    pairs = [*zip(linked, nested, strict=True)]
    sources = [*filter(None, chain.from_iterable((outer.source, *(i.source for i in inner)) for outer, inner in pairs))]
    speakers = dict(zip(sources, resolve_speakers(discourse, sources, context), strict=True))
    statements: list[Statement] = []
    for outer, inner in pairs:
        speaker = speakers.get(outer.source) if outer.source else None
        kind = classify_manner(discourse.text, outer.content)
        statement = Statement(speaker, outer.cue, outer.content, kind, estimate_confidence(outer))
        statements += [statement, *(_attribute_nested(discourse.text, statement, each, speakers) for each in inner)]
    return in_order(statements)


def _attribute_nested(
    text: str, outer: Statement, nested: NestedStatement, speakers: Mapping[Span, Speaker | None]
) -> Statement:
    """Return a nested statement. In a quotation "I" is the quoted speaker, and "he" is not resolved."""
    word = nested.source.slice(text).split()[0].casefold() if nested.source else ""
    if nested.is_in_quotation and word in _FIRST_PERSON:
        speaker = replace(outer.speaker, span=nested.source) if outer.speaker else None
    elif nested.is_in_quotation and word in _THIRD_PERSON:
        speaker = None
    else:
        speaker = speakers[nested.source] if nested.source else None
    kind = classify_manner(text, (nested.content,))
    return Statement(speaker, nested.cue, (nested.content,), kind, NESTED * outer.confidence)


def _is_reported_question(text: str, linked: LinkedStatement) -> bool:
    if linked.cue is None:
        return False
    if _PERCEPTION.fullmatch(linked.cue.slice(text)) and not linked.content[0].slice(text).startswith(
        ("that ", "“", '"')
    ):
        return True
    return bool(_REPORTED_QUESTION.match(f"{linked.cue.slice(text)} {linked.content[0].slice(text)}"))


def _trim_cue(text: str, linked: LinkedStatement) -> LinkedStatement:
    """Return a statement without the cue of the statement nested in it, where both were tagged as one cue."""
    split = split_cue_chain(text, linked.cue) if linked.cue else None
    first, *others = linked.content
    if not linked.cue or not split or first.start != linked.cue.end + 1:
        return linked
    cue, start = split
    return replace(linked, cue=cue, content=(Span(start, first.end), *others))
