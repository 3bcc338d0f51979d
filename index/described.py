"""Described: which person a description is about: the head of it, or who holds an office that the article gives."""

import re

from index.characters import Figure
from index.named import Cast
from index.phrases import JOINED
from index.spans import Span

_BELONGS = re.compile(r"\b(?:of|to|for|by|with|from|in|on|about|against)\s(?:[\w.]+\s)?$")
_OWNS = re.compile(r"[’']s?\s")
_ENDS = re.compile(r"\s*(?:$|,|\(|who\b|of\b|in\b|at\b|-|–|—|[’']s?$|:|\.)")
_SPELT = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general"}
_LATELY = 200  # mentions that are looked at


def head(text: str, cast: Cast, source: Span) -> Figure | None:
    """Give the person whom words are about: "Ana Ruiz, a friend of Bo Li", "Li's friend Ana Ruiz"."""
    for mention in cast.within(source.start, source.end):
        before, after = text[source.start : mention.start], text[mention.end : source.end]
        if _BELONGS.search(before) or _OWNS.match(after):
            continue
        if JOINED.match(after):
            return None
        if _ENDS.match(after):
            return mention.figure
    return None


def holder(cast: Cast, source: Span, office: str) -> Figure | None:
    """Give the one last named of whom the article says all words of an office."""
    wanted = set(re.findall(r"\w+", re.sub(r" (?:for|of|in) .*", "", office).casefold()))
    for mention in reversed(cast.within(0, source.start)[-_LATELY:]):
        held = {word for role in mention.figure.offices for word in re.findall(r"\w+", role.casefold())}
        held |= {_SPELT[word] for word in held & _SPELT.keys()}
        if wanted <= held:
            return mention.figure
    return None
