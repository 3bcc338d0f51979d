"""Described: which person a description is about: the head of it, or who holds an office that the article gives."""

import re

from index.characters import Figure
from index.named import Cast
from index.phrases import JOINED
from index.spans import Span

_BELONGS = re.compile(r"\b(?:of|to|for|by|with|from|in|on|about|against)\s(?:[\w.]+\s)?$")
_OWNS = re.compile(r"[’']s?\s")
_ENDS = re.compile(r"\s*(?:$|,|\(|who\b|of\b|in\b|at\b|-|–|—|[’']s?$|:|\.)")


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
