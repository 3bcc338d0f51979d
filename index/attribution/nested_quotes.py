"""Nesting: what others are told to have said within somebody's words.

In "The minister told me, 'We will stay,'" a speaker says all of it, and tells a part as the minister's. Tags give each
word to one statement at most. Within its content another is told by a word of saying between its subject and a clause
or a quotation, or by a quotation with "the officer shouted" after it. A quotation that has neither is a title, or words
that are kept at a distance; what somebody might say, or never said, is no statement.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.text.spans import Span

_SAID = (
    r"(?:said|says|told|tells|warned|warns|denied|denies|promised|announced|insisted|insists|claimed|added|adds|replied"
    r"|answered|shouted|wrote|writes|stated|argued|argues|admitted|acknowledged|confirmed|declared|explained|assured"
    r"|concluded|reported|complained|predicted|testified|vowed|pledged|stressed|reiterated|responded|remarked|asserted"
    r"|alleged|informed|yelled|screamed|joked|noted|asked)"
)
_ONE = r"(?:the|an?|his|her|their|our|my|its|your|some|several|many|one|two|another|both|these|those)"
_LEADS = r"(?:and|but|so|because|since|then|although|though|after|while|when|where|that)"
_OFTEN = r"(?:also|then|later|once|even|already|just|always|often|\w+ly)"
_ELSE = (
    rf"(?:{_ONE}|{_LEADS}|{_SAID}|{_OFTEN}|if|unless|or|as|who|which|what|is|was|were|are|has|had|have|be|been"
    r"|not?|never|nobody|i|he|she|we|they|you|it)\b"
)
_WORD = rf"(?!(?i:{_ELSE}))(?>(?:[A-Z]\.)+|(?:Mrs?|Ms|Dr|St|Sen|Gov|Rep|Gen)\.|[\w’'&$-]+)"
_NAME = rf"(?=[^\W\da-z_]){_WORD}"
_NOUNS = rf"(?i:{_ONE}) {_WORD}(?: {_WORD}){{0,4}}(?: (?:of|for|from|at|in) (?:{_ONE} )?{_WORD}(?: {_WORD}){{0,3}})?"
_WHO = (
    rf"(?:(?i:he|she|they|we|it|who|people)|I|{_NOUNS}|[a-z]{{3,}}(?<!s)s"
    rf"|{_NAME}(?: (?:(?:of|for|the|de|al|bin|van|von) )?{_NAME}){{0,5}}(?:(?<=[’']s)(?: {_WORD}){{1,3}})?)"
)
_SUBJECT = re.compile(
    rf"(?:^|[“”\"‘’',;:.?!—–(-] ?|\b(?i:{_LEADS}|as) |(?<=\w) (?=who ))({_WHO})"
    rf"(?:[’'](?:ve|s|d))?(?: (?:has|have|had|{_OFTEN})){{0,2}} $"
)
_UNKNOWN = re.compile(r"\b(?:was|were|been|and|then) (?:\w+ly )?$")  # "was told", "he came in and said"
_NOBODY = re.compile(r"\b(?:not?|never|nobody|any|anyone|anybody|if)\b|n[’']t\b")  # "I know of no supplier who"
_CUE = re.compile(rf"\b{_SAID}\b")

_WHOM = rf"(?: (?:me|us|him|her|them|you|reporters|{_NOUNS}|{_NAME}(?: {_NAME})?))?"
_QUOTED = re.compile(rf"{_WHOM}(?: the other day| (?:on|last|this) \w+)?(?:[,:]| that)? (?=[“\"‘']\w)")
_CLAUSE = re.compile(
    rf"{_WHOM},? (?=that\b(?!,| to ))|(?:(?<=said|says)|(?<=told|ells){_WHOM}) (?={_WHO} "
    r"(?:is|was|were|are|has|had|have|will|would|could|should|can|did|does|may|might|must)\b)"
)
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Sen|Gov|Rep|Gen|Rev|Col))[.?!…]+(?=[\"”’')]*(?:\s|$))"
    rf"|;|[—–]| --? |,(?= (?:{_LEADS}|which|who|adding|saying|according)\b)"
)
_BLANK = re.compile(r"\s")
_INSIDE = re.compile(r"(?:''|[“\"«„])(.+?)(?:''|[”\"»“])|[‘'](.+?)[’']", re.DOTALL)
_OPENS = re.compile(r"(?<!\w)[“\"‘'](?=\w)")
_CLOSES = re.compile(r"(?<=[\w.,?!…])[’'](?!\w)")
_CLIPPED = "sn"  # letters that an apostrophe follows: "the miners’ pit", "goin’ home"
_OPENING = {"”": "“", "’": "‘"}
_TURNED = re.compile(rf"[,?!][’'”\"] ({_WHO}) $")
_CHAIN = re.compile(rf"({_SAID}(?: that)?) {_WHO} (?:(?:has|had|have) )?{_SAID}")
_REACH = 120  # code points before a word of saying that are looked at
_LONGEST = 1000  # code points that are told
_FEW = 2  # words, which tell nothing: "as rich as he says he is", "told me that story himself"


class Nested(NamedTuple):
    """Words within words: who is told to have said them, None where that is not told, with which word, and what.

    `quoted` tells whether the words around are a quotation, in which "I" is not the writer.
    """

    source: Span | None
    cue: Span
    content: Span
    quoted: bool


def nested(text: str, content: Span) -> Iterator[Nested]:
    """Find what others are told to have said within a stretch of somebody's words."""
    words = _BLANK.sub(" ", content.slice(text))
    whole = _INSIDE.fullmatch(words)
    first, end = whole.span(whole.lastindex or 0) if whole else (0, len(words))
    for source, cue, said in _found(words[first:end]):
        at = content.start + first
        yield Nested(
            _moved(source, at) if source else None, _moved(cue, at), _moved(said, at), quoted=whole is not None
        )


def unchained(text: str, cue: Span) -> tuple[Span, int] | None:
    """Give the first word of "said Turkey had announced", and where what it leads to begins; None for any other cue."""
    chain = _CHAIN.fullmatch(text, cue.start, cue.end)
    return (Span(*chain.span(1)), chain.end(1) + 1) if chain else None


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _found(words: str) -> Iterator[tuple[Span | None, Span, Span]]:
    """Give source, cue and content of all that is told in these words."""
    for cue in _CUE.finditer(words):
        first, said = max(0, cue.start() - _REACH), _after(words, cue.end())
        before = words[first : cue.start()]
        who = (_SUBJECT if said else _TURNED).search(before)
        if who and not said:
            said = _turned(words, first + who.start(1) - 1)
        if who and who[1] == "who" and _NOBODY.search(before):
            continue
        if said and (who or _UNKNOWN.search(before)):
            yield _moved(Span(*who.span(1)), first) if who else None, Span(*cue.span()), said


def _turned(words: str, close: int) -> Span | None:
    """Give the quotation that ends before "the officer shouted"."""
    kind = _OPENING.get(words[close - 1], words[close - 1])
    marks = _OPENS.finditer(words, max(0, close - _LONGEST), close)
    opens = [mark.start() for mark in marks if mark[0] == kind]
    return Span(opens[-1], close) if opens else None


def _after(words: str, start: int) -> Span | None:
    """Give the quotation or the clause that a word of saying leads to."""
    end = min(len(words), start + _LONGEST)
    quoted = _QUOTED.match(words, start, end)
    if quoted:
        return _quotation(words, quoted.end(), end)
    clause = _CLAUSE.match(words, start, end)
    return _clause(words, clause.end(), end) if clause else None


def _quotation(words: str, start: int, end: int) -> Span | None:
    if words[start] in '“"':
        close = words.find("”" if words[start] == "“" else '"', start + 1, end) + 1
    else:
        another = _OPENS.search(words, start + 1, end)
        closes = [mark.end() for mark in _CLOSES.finditer(words, start + 1, another.start() if another else end)]
        close = next((close for close in closes if words[close - 2] not in _CLIPPED), closes[0] if closes else 0)
    return Span(start, close) if close else None


def _clause(words: str, start: int, end: int) -> Span | None:
    stop = _END.search(words, start, end)
    told = words[start : stop.start() if stop else end].rstrip(" ,")
    return Span(start, start + len(told)) if len(told.removeprefix("that ").split()) > _FEW else None
