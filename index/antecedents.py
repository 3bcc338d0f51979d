"""Antecedents: whom a relative clause is about: "Ana Ruiz, a farmer, who left", "drivers from Leeds who stayed"."""

import re

from index.characters import Figure
from index.named import Cast
from index.pronouns import Page
from index.spans import Span

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
    several = _SEVERAL.search(close) if source.of(page.text).casefold() != "which" else None
    if several:
        return Span(begins + several.start(), begins + several.end())
    nouns = _NOUNS.search(close)
    if nouns and mentions and re.search(r"\b(?:is|was|as) $", close[: nouns.start()]):
        return mentions[-1].figure  # "Ruiz is a farmer who"
    return Span(begins + nouns.start(), begins + len(close)) if nouns else None
