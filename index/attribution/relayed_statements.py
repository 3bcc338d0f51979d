"""Relayed statements: what speakers of turns and issuers of clauses report of others."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from index.attribution.confidence import NESTED, estimate_confidence
from index.attribution.coreference.resolve import resolve_speakers
from index.attribution.discourse import ArticleContext, Discourse
from index.attribution.forms.document import Turn
from index.attribution.forms.issuers.bodies import is_short_name
from index.attribution.linking import LinkedStatement
from index.attribution.manner import classify_manner
from index.attribution.statements import Speaker, Statement
from index.text.normalize import words
from index.text.spans import Span

_PRONOUN = r"(?:I|We|It|They|He|She|This|That|These|Those|My|Our|Who|One)\b"
_NAMED = re.compile(  # "the European Commissioner", "The economist Sir Alan Pembury", "the representative of Jordan"
    rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ur|[Mm]y) (?:[a-z][\w’'-]* ){{0,4}})?(?!{_PRONOUN}|(?:The|An?)\b)[^\W\d_a-z]"
)
_QUOTED = re.compile(r"(?:that )?[“\"][^“”\"]*[.!?][”\"](?= [A-Z])")
_ONE_PERSON = frozenset({"who", "he", "she"})
_ANTECEDENT_REACH = 400  # code points before a pronoun in a turn
_LONGEST_QUESTION = 600  # code points of a turn


def attribute_relayed(
    discourse: Discourse, turns: Sequence[Turn], linked: Iterable[LinkedStatement], context: ArticleContext
) -> Iterator[Statement]:
    """Yield what speakers report of others whom they name, or refer to by "who" or "she". Questions report nothing."""
    text = discourse.text
    spoken = sorted(((part, turn) for turn in turns for part in turn.words), key=lambda pair: pair[0])
    starts = [part.start for part, _ in spoken]
    relayed: list[tuple[Speaker, LinkedStatement, Span]] = []
    for each in linked:
        place = bisect_right(starts, each.content[0].start) - 1
        if place < 0 or not each.source or not each.cue:
            continue
        part, turn = spoken[place]
        within = part.start <= each.source.start and each.content[-1].end <= part.end
        if within and turn.speaker and _may_be_relayed(text, each.source, each, in_clause=turn.clause):
            relayed.append((turn.speaker, each, each.source))
    resolved = resolve_speakers(discourse, [source for _, _, source in relayed], context)
    for (outer, each, source), speaker in zip(relayed, resolved, strict=True):
        if not speaker or is_short_name(speaker.name) or words(speaker.name)[-1:] == words(outer.name)[-1:]:
            continue  # "The Ministers" are those who issue the document
        if _NAMED.match(source.slice(text)) or _is_named_just_before(text, speaker, source):
            content = _end_with_quotation(text, each.content)
            kind = classify_manner(text, content)
            yield Statement(speaker, each.cue, content, kind, NESTED * estimate_confidence(each))


def _end_with_quotation(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return content without the next sentence of whoever quotes: "that “the port is shut.” I do not think so."."""
    first = content[0]
    quoted = _QUOTED.match(text, first.start, first.end)
    return (Span(first.start, quoted.end()),) if quoted and len(content) == 1 else content


def _may_be_relayed(text: str, source: Span, linked: LinkedStatement, *, in_clause: bool) -> bool:
    """Return whether a source within a turn may be another than who speaks: a name, or a pronoun before a quotation.

    In a clause the pronoun needs no quotation, because a body does not speak of itself as "she".
    """
    if _NAMED.match(source.slice(text)):
        return True
    is_quoted = classify_manner(text, linked.content) != "indirect"
    return source.slice(text).casefold() in _ONE_PERSON and (in_clause or is_quoted)


def _is_named_just_before(text: str, speaker: Speaker, source: Span) -> bool:
    """Return whether the surname that a pronoun refers to stands in the words before it."""
    surname = speaker.name.split()[-1]
    return surname[:1].isupper() and surname in text[max(0, source.start - _ANTECEDENT_REACH) : source.start]


def is_question(text: str, turn: Turn) -> bool:
    """Return whether a turn is a question, of a host or a reporter who is named: it reports nothing of others."""
    first, last = turn.words[0], turn.words[-1]
    return last.end - first.start < _LONGEST_QUESTION and last.slice(text).rstrip(' *_”"').endswith("?")
