"""Groups: whom "they" and "it" stand for, where nobody spoke lately: what the sentence is about, or the one before."""

import re
from itertools import pairwise

from index.named import Cast
from index.pronouns import Page
from index.spans import Span

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
