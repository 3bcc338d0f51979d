"""Nested quotations: statements of others within the content of a statement.

In "The minister told me, 'We will stay,'" all words are one speaker's, who attributes some of them to the minister. The
tagger labels each word for one statement only. Within its content, a nested statement is found by a cue between a
subject and a clause or a quotation, or by a quotation followed by "the officer shouted". A quotation with neither is a
title or scare quotes. Hypothetical and negated speech is no statement.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.attribution.discourse import CLAUSE_STOP, Discourse
from index.text.letters import CAPITALS
from index.text.quotation_marks import CLOSING_SINGLE, OPENING_BEFORE_WORD, OPENING_OF, WHOLE_QUOTATION
from index.text.spans import Span

_VERB = (
    r"(?:said|says|told|tells|warned|warns|denied|denies|promised|announced|insisted|insists|claimed|added|adds|replied"
    r"|answered|shouted|wrote|writes|stated|argued|argues|admitted|acknowledged|confirmed|declared|explained|assured"
    r"|concluded|reported|complained|predicted|testified|vowed|pledged|threatened|stressed|reiterated|responded|remarked|asserted"
    r"|alleged|informed|yelled|screamed|joked|noted|asked)"
)
_DETERMINER = r"(?:the|an?|his|her|their|our|my|its|your|some|several|many|one|two|another|both|these|those)"
_CONJUNCTION = r"(?:and|but|so|because|since|then|although|though|after|while|when|where|that)"
_ADVERB = r"(?:also|then|later|once|even|already|just|always|often|\w+ly)"
_FUNCTION_WORD = (
    rf"(?:{_DETERMINER}|{_CONJUNCTION}|{_VERB}|{_ADVERB}|if|unless|or|as|who|which|what|is|was|were|are|has|had|have|be|been"
    r"|not?|never|nobody|i|he|she|we|they|you|it)\b"
)
_WORD = rf"(?!(?i:{_FUNCTION_WORD}))(?>(?:[{CAPITALS}]\.)+|(?:Mrs?|Ms|Dr|St|Sen|Gov|Rep|Gen)\.|[\w’'&$-]+)"
_NAME = rf"(?=[^\W\da-z_]){_WORD}"
_NOUN_PHRASE = (
    rf"(?i:{_DETERMINER}) {_WORD}(?: {_WORD}){{0,4}}"
    rf"(?: (?:of|for|from|at|in) (?:{_DETERMINER} )?{_WORD}(?: {_WORD}){{0,3}})?"
)
_SOURCE = (
    rf"(?:(?i:he|she|they|we|it|who|people)|I|{_NOUN_PHRASE}|[a-z]{{3,}}(?<!s)s"
    rf"|{_NAME}(?: (?:(?:of|for|the|de|al|bin|van|von) )?{_NAME}){{0,5}}(?:(?<=[’']s)(?: {_WORD}){{1,3}})?)"
)
_SUBJECT_BEFORE_CUE = re.compile(
    rf"(?:^|[“”\"‘’',;:.?!—–(-] ?|\b(?i:{_CONJUNCTION}|as) |(?<=\w) (?=who ))({_SOURCE})"
    rf"(?:[’'](?:ve|s|d))?(?: (?:has|have|had|{_ADVERB})){{0,2}} $"
)
_NO_SUBJECT = re.compile(r"\b(?:was|were|been|and|then) (?:\w+ly )?$")  # "was told", "he came in and said"
_NEGATION = re.compile(r"\b(?:not?|never|nobody|any|anyone|anybody|if)\b|n[’']t\b")  # "I know of no supplier who"
_CUE = re.compile(rf"\b{_VERB}\b")

_ADDRESSEE = rf"(?: (?:me|us|him|her|them|you|reporters|{_NOUN_PHRASE}|{_NAME}(?: {_NAME})?))?"
_TO_QUOTATION = re.compile(rf"{_ADDRESSEE}(?: the other day| (?:on|last|this) \w+)?(?:[,:]| that)? (?=[“\"‘']\w)")
_TO_CLAUSE = re.compile(
    r"(?:(?<=vowed)|(?<=pledged)|(?<=promised)|(?<=threatened)) (?=to \w)"
    rf"|{_ADDRESSEE}(?: (?:in|on|last|this) \w+)?,? (?=that\b(?!,| to ))"
    rf"|(?:(?<=said|says)|(?<=told|ells){_ADDRESSEE}) (?={_SOURCE} "
    r"(?:is|was|were|are|has|had|have|will|would|could|should|can|did|does|may|might|must|\w{3,}ed)\b)"
)
_CLAUSE_END = re.compile(rf"{CLAUSE_STOP}|;|[—–]| --? |,(?= (?:{_CONJUNCTION}|which|who|adding|saying|according)\b)")
_BLANK = re.compile(r"\s")
_BEFORE_APOSTROPHE = "sn"  # letters that an apostrophe often follows: "the miners’ pit", "goin’ home"
_INVERTED_SOURCE = re.compile(rf"[,?!][’'”\"] ({_SOURCE}) $")
_CUE_CHAIN = re.compile(rf"({_VERB}(?: that)?) {_SOURCE} (?:(?:has|had|have) )?{_VERB}")
_INVERTED = re.compile(rf"[“\"][^“”\"]{{1,600}}[,?!][”\"] ({_SOURCE}) ({_VERB})\b")
_SUBJECT_REACH = 120  # code points before a cue in which its subject is looked for
_LONGEST = 1000  # code points of nested content
_SHORTEST = 3  # words of a clause; fewer report nothing: "as rich as he says he is", "told me that story himself"


class NestedStatement(NamedTuple):
    """A statement within content: its source (None if the text does not name it), its cue and its own content.

    `is_in_quotation` is whether the surrounding content is a quotation, in which "I" is not the writer.
    """

    source: Span | None
    cue: Span
    content: Span
    is_in_quotation: bool


def find_nested(discourse: Discourse, content: Span) -> Iterator[NestedStatement]:
    """Yield the statements nested in a span of content, from its own words only."""
    excerpt = _BLANK.sub(" ", content.slice(discourse.text))
    quotation = WHOLE_QUOTATION.fullmatch(excerpt)
    first, end = quotation.span(quotation.lastindex or 0) if quotation else (0, len(excerpt))
    offset = content.start + first
    for source, cue, inner in _find_in(excerpt[first:end]):
        yield NestedStatement(
            source.shift(offset) if source else None,
            cue.shift(offset),
            inner.shift(offset),
            is_in_quotation=quotation is not None,
        )


def find_inverted(discourse: Discourse, start: int, source: Span | None) -> Iterator[NestedStatement]:
    """Yield the quotation at `start` if another than the source says it: "“...,” Li said in a message, TASS said"."""
    inverted = _INVERTED.match(discourse.text, start)
    if inverted and source and inverted.end() <= source.start:
        quotation = Span(start, inverted.start(1) - 1)
        yield NestedStatement(Span(*inverted.span(1)), Span(*inverted.span(2)), quotation, is_in_quotation=False)


def split_cue_chain(text: str, cue: Span) -> tuple[Span, int] | None:
    """Return the first verb of a cue such as "said Turkey had announced" and where its content starts, else None."""
    chain = _CUE_CHAIN.fullmatch(text, cue.start, cue.end)
    return (Span(*chain.span(1)), chain.end(1) + 1) if chain else None


def _find_in(excerpt: str) -> Iterator[tuple[Span | None, Span, Span]]:
    """Yield source, cue and content of each statement in an excerpt."""
    for cue in _CUE.finditer(excerpt):
        first, content = max(0, cue.start() - _SUBJECT_REACH), _content_after(excerpt, cue.end())
        before = excerpt[first : cue.start()]
        source = (_SUBJECT_BEFORE_CUE if content else _INVERTED_SOURCE).search(before)
        if source and not content:
            content = _quotation_before(excerpt, first + source.start(1) - 1)
        if source and source[1] == "who" and _NEGATION.search(before):
            continue
        if content and (source or _NO_SUBJECT.search(before)):
            yield Span(*source.span(1)).shift(first) if source else None, Span(*cue.span()), content


def _quotation_before(excerpt: str, end: int) -> Span | None:
    """Return the quotation that ends where "the officer shouted" begins."""
    opening = OPENING_OF.get(excerpt[end - 1], excerpt[end - 1])
    marks = OPENING_BEFORE_WORD.finditer(excerpt, max(0, end - _LONGEST), end)
    starts = [mark.start() for mark in marks if mark[0] == opening]
    return Span(starts[-1], end) if starts else None


def _content_after(excerpt: str, start: int) -> Span | None:
    """Return the quotation or the clause that follows a cue."""
    end = min(len(excerpt), start + _LONGEST)
    quotation = _TO_QUOTATION.match(excerpt, start, end)
    if quotation:
        return _quotation(excerpt, quotation.end(), end)
    clause = _TO_CLAUSE.match(excerpt, start, end)
    return _clause(excerpt, clause.end(), end) if clause else None


def _quotation(excerpt: str, start: int, end: int) -> Span | None:
    if excerpt[start] in '“"':
        close = excerpt.find("”" if excerpt[start] == "“" else '"', start + 1, end) + 1
        return Span(start, close) if close else None
    following = OPENING_BEFORE_WORD.search(excerpt, start + 1, end)
    limit = following.start() if following else end
    closes = [mark.end() for mark in CLOSING_SINGLE.finditer(excerpt, start + 1, limit)]
    close = next(
        (close for close in closes if excerpt[close - 2] not in _BEFORE_APOSTROPHE), closes[0] if closes else 0
    )
    return Span(start, close) if close else None


def _clause(excerpt: str, start: int, end: int) -> Span | None:
    stop = _CLAUSE_END.search(excerpt, start, end)
    clause = excerpt[start : stop.start() if stop else end].rstrip(" ,")
    return Span(start, start + len(clause)) if len(clause.removeprefix("that ").split()) >= _SHORTEST else None
