"""Relayed statements: what speakers of turns and issuers of clauses report of others."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.attribution.confidence import NESTED, QUOTED, estimate_confidence
from index.attribution.coreference.resolve import resolve_speakers
from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.discourse import ArticleContext, Discourse
from index.attribution.forms.document import Document, Turn
from index.attribution.forms.issuers.bodies import is_short_name
from index.attribution.forms.labels.words import OFFICES
from index.attribution.linking import LinkedStatement
from index.attribution.manner import classify_manner
from index.attribution.relayed.antecedents import find_antecedent, find_relative
from index.attribution.relayed.indirect_words import find_indirect_words
from index.attribution.relayed.quoted_words import find_opening_words, find_quoted_words
from index.attribution.relayed.relayed_words import QuotedWords
from index.attribution.relayed.set_off_words import find_set_off_words
from index.attribution.statements import Speaker, Statement
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS
from index.text.normalize import words
from index.text.spans import Span

_PRONOUN = r"(?:I|We|It|They|He|She|This|That|These|Those|My|Our|Who|One)\b"
_NAMED = re.compile(  # "the European Commissioner", "The economist Sir Alan Pembury", "the representative of Jordan"
    rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ur|[Mm]y) (?:[a-z][\w’'-]*,? ){{0,4}})?(?!{_PRONOUN}|(?:The|An?)\b)[^\W\d_a-z]"
)
_QUOTED = re.compile(rf"(?:that )?[“\"][^“”\"]*[.!?][”\"](?= [{CAPITALS}])")
_ONE_PERSON = frozenset({"who", "he", "she"})
_HONOURABLE = re.compile(r"\b(?:right )?hon\. (?:and \w+ )?(?:Gentleman|Lady|Member)\b")
"""How a member of a parliament refers to the one who spoke before."""

_DELEGATE = re.compile(r"\b(?:[Rr]epresentative|[Dd]elegate|[Aa]mbassador|[Oo]bserver|[Dd]elegation)\b")
_AT_ANOTHER_TIME = re.compile(
    r"\b(?:in (?:19|20)\d\d|last (?:year|month|session)|years? ago|the (?:previous|last|\d+th) (?:meeting|session))\b"
)
"""When another than who speaks in the document may have been the delegate."""

_REPORTED = re.compile(
    r"(?:(?:has|have|had|also|then|just|recently|again) ){0,2}"
    r"(?:said|told|wrote|called|calls|claimed|announced|warned|stated|reported|denied|accused|alleged|argued|insisted|says)\b"
)
"""What a question reports of somebody: "The Foreign Minister told Parliament yesterday ..."."""

_CALLED = re.compile(rf"[.!?]\s+(?:(?:And|Yes|Now|Then),? )?(?:[{CAPITALS}][\w.’'-]+ ?){{1,4}}\?$")
"""The end of a turn that gives the floor: "This hearing is about details. Senator Ruiz?"."""

_TOLD = re.compile(r"(?:(?:also|then|once|just|always|even) )?(?:told|warned|informed|assured|wrote|said)\b")
_BARE_OFFICE = re.compile(rf"(?i:the )?(?i:{'|'.join(sorted(OFFICES))})")
"""An office of which a document may name several holders: "The Minister"."""

_PARTS = 4  # parts of a turn, and of the question before it, in which a person may be named
_RELATIVE_REACH = 220  # code points before "who" in which its antecedent is named
_LONGEST_QUESTION = 600  # code points of a turn


def attribute_relayed(
    discourse: Discourse, turns: Sequence[Turn], linked: Iterable[LinkedStatement], context: ArticleContext
) -> Iterator[Statement]:
    """Yield what speakers report of others whom they name, or refer to by "who" or "she". Questions report nothing."""
    text = discourse.text
    spoken = sorted(((part, turn) for turn in turns for part in turn.words), key=lambda pair: pair[0])
    starts = [part.start for part, _ in spoken]
    relayed: list[tuple[str, LinkedStatement, Span, Span]] = []
    for each in linked:
        place = bisect_right(starts, each.content[0].start) - 1
        if place < 0 or not each.source or not each.cue:
            continue
        part, turn = spoken[place]
        is_verb = (
            turn.clause and turn.cue is not None and each.source.start <= turn.cue.start
        )  # "Requests the Chair to"
        within = part.start <= each.source.start and not is_verb and each.content[-1].end <= part.end
        is_asked = turn.speaker is None or is_question(text, turn)
        may_be = _is_named_in_question if is_asked else _may_be_relayed
        if within and may_be(text, each.source, each, in_clause=turn.clause):
            referent = _find_referent(text, part, each.source)
            if referent:
                relayed.append((turn.speaker.name if turn.speaker else "", each, each.source, referent))
    resolved = resolve_speakers(discourse, [referent for *_, referent in relayed], context)
    for (outer, each, source, _), speaker in zip(relayed, resolved, strict=True):
        if speaker and not is_short_name(speaker.name) and not _is_same(speaker.name, outer):
            content = _end_with_quotation(text, each.content)  # "The Ministers" are those who issue the document
            kind = classify_manner(text, content)
            confidence = NESTED * estimate_confidence(each)
            yield Statement(replace(speaker, span=source), each.cue, content, kind, confidence)


def _find_referent(text: str, part: Span, source: Span) -> Span | None:
    """Return the words that name a source in a part of a turn: its own, or those that a pronoun refers to."""
    pronoun = source.slice(text).casefold()
    if pronoun not in _ONE_PERSON:
        return source
    if pronoun != "who":
        return find_antecedent(text, (part,), source.start, pronoun)
    start = max(part.start, source.start - _RELATIVE_REACH)
    named = find_relative(re.sub(r"\s", " ", text[start : source.start]), pronoun)
    return named.shift(start) if named else None


def attribute_quoted(
    discourse: Discourse, document: Document, turns: Sequence[Turn], context: ArticleContext
) -> list[Statement]:
    """Return what turns quote of others whom the words beside it name: with marks, or in answers without marks."""
    found: list[tuple[Turn, QuotedWords, Speaker | None]] = []
    asked: tuple[Span, ...] = ()  # the question before the turn, and the exchange before it
    exchange: tuple[Span, ...] = ()  # the last question and its answer
    latest: Speaker | None = None
    other: Speaker | None = None  # who spoke before the speaker of the turn
    for turn in turns:
        if turn.speaker:
            other = latest if latest and latest.name != turn.speaker.name else other
            latest = turn.speaker
        for number, part in enumerate(turn.words):
            before = (*asked, *turn.words[: number + 1])[-_PARTS:]
            quoted = _find_quoted(discourse.text, document, turn, part, before)
            found += [(turn, each, other) for each in quoted]
        if turn.speaker and turn.clause:
            asked = (*asked, *turn.words)[-_PARTS:]  # clauses go on with whom those before name
        elif turn.speaker:
            exchange, asked = (*asked, *turn.words)[-_PARTS:], ()
        else:
            asked = (*exchange, *turn.words)[-_PARTS:]
    resolved = resolve_speakers(discourse, [each.referent for _, each, _ in found], context)
    delegates = _find_delegates(turns)
    statements = []
    for (turn, each, before_turn), named in zip(found, resolved, strict=True):
        referent = each.referent.slice(discourse.text)
        is_past = _AT_ANOTHER_TIME.search(discourse.text, each.source.end, max(each.source.end, each.content[0].start))
        delegate = None if is_past else _find_delegate(referent, delegates)
        is_last = _HONOURABLE.search(referent) or _is_pronoun_of(referent, before_turn)
        speaker = before_turn if is_last else None if referent.casefold() in _ONE_PERSON else delegate or named
        if speaker and not (turn.speaker and _is_same(speaker.name, turn.speaker.name)):
            speaker = replace(speaker, span=each.source)
            kind = "direct" if each.is_set_off else classify_manner(discourse.text, each.content)
            statements.append(Statement(speaker, each.cue, each.content, kind, QUOTED))
    return statements


def _find_quoted(
    text: str, document: Document, turn: Turn, part: Span, before: Sequence[Span]
) -> Sequence[QuotedWords]:
    """Return what a part of a turn quotes or reports of others; `before` are the parts that may name whom "he" is."""
    quoted = [*find_quoted_words(text, part, document.paragraphs, before)]
    quoted += find_set_off_words(text, part, document.paragraphs, before)
    if turn.speaker:
        quoted += find_indirect_words(text, part, before)
    opening = find_opening_words(text, part) if part == turn.words[0] else None
    if opening and all(each.source != opening.source for each in quoted):
        quoted.append(opening)
    return quoted


def _is_pronoun_of(referent: str, speaker: Speaker | None) -> bool:
    """Return whether words are "he" or "she", and a speaker may be meant: "Here he is. RUIZ: ... HOST: He says"."""
    pronoun = {"he": "m", "she": "f"}.get(referent.casefold())
    gender = VOCABULARY.gender(speaker.name.split()[0]) if speaker else None
    return pronoun is not None and gender in {None, pronoun}


def _find_delegates(turns: Iterable[Turn]) -> dict[str, Speaker | None]:
    """Return who speaks for each country, by its name; None where several do."""
    delegates: dict[str, Speaker | None] = {}
    for speaker in filter(None, (turn.speaker for turn in turns)):
        if speaker.country and delegates.setdefault(speaker.country, speaker) != speaker:
            known = delegates[speaker.country]
            delegates[speaker.country] = speaker if known and known.name == speaker.name else None
    return delegates


def _find_delegate(referent: str, delegates: dict[str, Speaker | None]) -> Speaker | None:
    """Return who speaks in the document as "the representative of Arvania", or "the Arvanian representative"."""
    gazetteer = load_gazetteer()
    codes = gazetteer.find_codes(referent) if delegates and _DELEGATE.search(referent) else []
    return delegates.get(gazetteer.label(codes[0])) if len(codes) == 1 else None


def _is_same(name: str, other: str) -> bool:
    """Return whether two names are one person's, by the surname; "the representative of Jordan" is not Mrs. Jordan."""
    return name == other or (" of " not in name and words(name)[-1:] == words(other)[-1:])


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
    is_told = linked.cue is not None and bool(_TOLD.match(linked.cue.slice(text)))
    return source.slice(text).casefold() in _ONE_PERSON and (in_clause or is_quoted or is_told)


def _is_named_in_question(text: str, source: Span, linked: LinkedStatement, *, in_clause: bool) -> bool:
    """Return whether a question reports what somebody said whom it names, by a verb of saying in the past."""
    cue = linked.cue.slice(text) if linked.cue else ""
    words = source.slice(text)
    is_named = _NAMED.match(words) and not _BARE_OFFICE.fullmatch(words)
    follows = linked.cue is not None and linked.content[0].start > linked.cue.start
    is_quoted = classify_manner(text, linked.content) != "indirect"
    return bool(is_named and not in_clause and (follows or is_quoted) and _REPORTED.match(cue))


def is_question(text: str, turn: Turn) -> bool:
    """Return whether a turn is a question, of a host or a reporter who is named: it reports nothing of others."""
    first, last = turn.words[0], turn.words[-1]
    words = last.slice(text).rstrip(' *_”"')
    return last.end - first.start < _LONGEST_QUESTION and words.endswith("?") and not _CALLED.search(words)
