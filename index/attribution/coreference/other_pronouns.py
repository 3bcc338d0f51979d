"""Groups: whom "they" and "it" stand for, where nobody spoke lately: what the sentence is about, or the one before."""

import re
from itertools import pairwise

from index.attribution.coreference.entities import Figure
from index.attribution.coreference.mentions import Cast
from index.attribution.discourse import Page
from index.text.spans import Span

_LEAD = r"(?:But |And |Yet |Still, |Meanwhile, )?"
_MANY = re.compile(
    rf"{_LEAD}(?!(?:If|When|As|This|That|In|On|At|For|While|After|What|There|It)\b)"
    r"((?:[\w’'-]+ ){0,4}[\w’'-]+(?<!s)s)(?:, [^,]{2,90},| (?:who|of|in|for|at|from) [^,.]{2,60}?)?"
    r" (?:\w+ly )?(?:say|argue|have|are|were|had|want|believe|see|\w+ed|will|would|said)\b"
)
_BODY = re.compile(
    rf"{_LEAD}(?!(?:Although|Though|If|When|As|In|On|At|For|While|After|What)\b)"
    r"((?:[Tt]he )?[A-Z][\w.’'-]*(?: (?:of|and|for|the|on)(?= )| [A-Z][\w.’'-]*){0,6})"
    r"(?:, [^,]{2,90},)? (?:\w+ly |then |also )?(?:said|says|is|was|has|had|\w+ed|will|would|did|does"
    r"|(?:need|want|argue|claim|report|note|add|write|find|believe)s)\b"
)
_CLAUSE = re.compile(
    r"\b(?i:if|when|because|while|unless|although) ((?:(?:the|many|some|most|more|other) )?(?:\w+ )?"
    r"(?:people|women|men|\w{3,}(?<!s)s)) (?:are|were|have|had|will|would|do|did|can|could|\w+ed)\b"
)
_JOINED = re.compile(r"(?:,? [^\W\d_a-z][\w.]+(?: (?:of|from) [^,;.]{2,30})?,|, [^,;.]{2,40},)? and ")
"""What stands between two names that are joined."""


def subject(page: Page, cast: Cast, source: Span, *, plural: bool) -> str | None:
    """Give the words that name what a sentence is about, of the one in which a pronoun stands or the one before."""
    here = page.sentence(source.start)
    for number in range(here, max(here - 2, -1), -1):
        begins = page.starts[number]
        end = source.start if number == here else page.starts[number + 1]
        found = _several(page.text, cast, begins, end) if plural else _one(page.text, cast, begins, end)
        if found:
            return found
    return None


def _several(text: str, cast: Cast, begins: int, end: int) -> str | None:
    for one, other in pairwise(cast.within(begins, end)):
        if one.figure is not other.figure and _JOINED.fullmatch(text, one.end, other.start):
            return f"{one.figure.name} and {other.figure.name}"
    found = [*_CLAUSE.finditer(text, begins, end)]
    return found[-1][1] if found else _begun(_MANY.match(text, begins, end), cast)


def _one(text: str, cast: Cast, begins: int, end: int) -> str | None:
    return _begun(_BODY.match(text, begins, end), cast)


def _begun(found: re.Match[str] | None, cast: Cast) -> str | None:
    return " ".join(found[1].split()) if found and not cast.within(found.start(1), found.end(1)) else None


_DETERMINER = (
    r"(?:an?|the|this|that|those|these|many|some|several|one|another|two|three|four|most|any|other|few|both|all"
    r"|his|her|its|their|our|my)"
)
_NOUNS = re.compile(
    rf"(?:\b{_DETERMINER}\b[ \xa0](?:(?!(?:said|says|told|was|is|were|are|that|who|and)\b)[\w’'%$.-]+[ \xa0]){{0,8}}"
    r"|(?:[A-Z][\w’'-]*[ \xa0]|\w+(?:ic|al|an|ish|ese|ent)[ \xa0]){0,3})[\w’'-]+$"
)
_SEVERAL = re.compile(
    r"\b(?:[A-Z][\w’'-]* )?(?:people|\w{3,}(?<!s)s)"
    r" (?:on|in|at|from|to|of|for) (?:(?:the|his|her|its|their) )?[\w’'“”\" -]{2,40}$"
)
"""Several, and where or of what they are."""

_TRAIL = re.compile(r"[\s,–—'’”\"-]*(?:\([^)]*\)[\s,]*)?(?:\b(?:all|many|some|most|one|both) of )?\s*$")
"""What stands between nouns and "who"."""

_FROM = r"(?:, of [A-Z][\w ]+(?:, [A-Z][\w.]+)?)"
_APPOSED = re.compile(
    rf"(?:\s\([^)]{{1,30}}\))?(?:, \d+|{_FROM}|, (?:now |then |once )?(?:the|an?|his|her|its|[A-Z][\w.]+[’']s)"
    rf" [^,;:“”\"]{{2,90}})?{_FROM}?(?: of [A-Z][\w ]+)?,?[\s–—-]+"
)
"""What stands between a name and "who"."""

_AS_ONE = re.compile(r"[“\"]?As (?:someone|an?|one)\b[^.!?\n]*, (I)\b")
"""A sentence that begins with what the writer is."""

_NEAR = 220  # code points


def antecedent(page: Page, cast: Cast, source: Span) -> Figure | Span | None:
    """Give the person whom "who" is about, or where the words stand that tell; None where that is not clear."""
    begins = max(page.beginning(source.start), source.start - _NEAR)
    before = page.text[begins : source.start]
    mentions = cast.within(begins, source.start)
    named = next((one for one in reversed(mentions) if _APPOSED.fullmatch(page.text, one.end, source.start)), None)
    if named:
        return named.figure
    if re.search(r"\b(?:and|or|but) $", before):  # "who stayed, and who"
        earlier = [*re.finditer(r"\bwho\b", before)]
        return antecedent(page, cast, Span(begins + earlier[-1].start(), source.start)) if earlier else None
    writer = _AS_ONE.match(page.text, begins)
    if writer:
        return Span(*writer.span(1))
    close = _TRAIL.sub("", before)
    several = _SEVERAL.search(close) if source.slice(page.text).casefold() != "which" else None
    if several:
        return Span(begins + several.start(), begins + several.end())
    nouns = _NOUNS.search(close)
    if nouns and mentions and re.search(r"\b(?:is|was|as) $", close[: nouns.start()]):
        return mentions[-1].figure  # "Ruiz is a farmer who"
    return Span(begins + nouns.start(), begins + len(close)) if nouns else None
