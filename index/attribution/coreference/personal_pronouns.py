"""Pronouns: whom each "he", "she", "his" and "her" of an article stands for.

Each is given to the one before it that is most in view: named or spoken of lately, as who acts or speaks, outside
quotations, and of the right gender (Grosz, Joshi and Weinstein, Centering, 1995; Lappin and Leass, 1994).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.attribution.coreference.entities import Figure, Mention
from index.attribution.coreference.mentions import Cast
from index.attribution.discourse import Page
from index.text.spans import Span

PERSONAL = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Hh]imself|[Ss]he|[Hh]er|[Hh]ers|[Hh]erself)\b")
_OBJECT = re.compile(
    r"\b(?:of|with|by|to|for|against|about|from|on|over|at|between|and|than|like|towards?|under|behind|into|call(?:ing|ed)"
    r"|urged|urging|told|endorsed|attacked|accused|criticized|supports?|backing|beat|defeat|versus|vs\.)"
    r" (?:[\w.]+ )?$"
)
_ACTS = re.compile(
    r"(?:\s\([^)]{1,20}\))?(?:,[^,“”\"\n]{1,90},)?(?:\s(?:of|at|from)(?:\s(?:the\s)?[A-Z][\w.]*)+)?\s(?:\w+ly )?"
    r"(?:said|says|told|\w+ed\b|is|was|has|had|will|would|went|took|made|gave|spoke|wrote|thinks?|believes?|wants?"
    r"|continues?|argues?|adds?|claims?|responds?|tells|also|does|did|can|could|may|might|should"
    r"|\w+s (?:that|the|a|his|her)\b)"
)
_ASKED = re.compile(r"\b(?:asked|pressed|questioned) (?:[\w.]+ ){0,3}$")
_INTRODUCED = re.compile(
    r",\s(?:\d\d\b|(?:the|an?|one of|its|former|chair\w*|president|director|co-\w+|chief|executive)\s)"
)
_OWNS = re.compile(r"[’']s")
_BEFORE = re.compile(r"\b(?:said|says|added|asked|wrote|continued|explained|according to) (?:[\w.’'-]+ ){0,5}$")
_SAID = re.compile(r"\s(?:said|says|added|adds|argued|argues|wrote|explained|noted|acknowledge[sd]|told)\b")
_FRONTED = re.compile(
    r"\s*(?:Asked|As|When|After|In|At|On|While|Although|Though|Before|During|If|Speaking|With|For|By|Later)\b"
)
_ACTING = 0.8
_EARLY = 60  # code points from where the sentence begins
_LATELY = 16  # referents that are weighed for each pronoun


@dataclass(frozen=True, slots=True)
class Referent:
    """A place where someone is named or stood for, and how much in view they are from there."""

    position: int
    figure: Figure
    sentence: int
    weight: float
    quoted: bool


def personal(page: Page, cast: Cast, sources: Sequence[Span]) -> dict[int, Figure]:
    """Give whom the pronouns of one person stand for, by where they stand; unclear ones are left out."""
    heads = sorted(sources)
    known: dict[int, Figure] = {}
    referents: list[Referent] = []
    for one in _in_order(page.text, cast):
        if isinstance(one, Mention):
            before = referents[-1] if referents else None
            named = _named(page, one, heads)
            # Who else is named in the sentence of one who acts is acted on.
            acted = before and before.sentence == named.sentence and before.weight >= _ACTING and not before.quoted
            referents.append(replace(named, weight=named.weight - 0.5) if acted else named)
            continue
        figure = _best(page, one, referents)
        if figure:
            known[one.start()] = figure
            weight = 1.0 if one[0].lower() in {"he", "she"} else 0.2
            place = one.start()
            weight += 0.8 * (_around(place, heads) is not None)
            referents.append(Referent(place, figure, page.sentence(place), weight, page.quotation(place) is not None))
    return known


def _in_order(text: str, cast: Cast) -> Iterable[Mention | re.Match[str]]:
    both: list[tuple[int, Mention | re.Match[str]]] = [(mention.start, mention) for mention in cast.mentions]
    both += [(found.start(), found) for found in PERSONAL.finditer(text)]
    return [one for _, one in sorted(both, key=lambda pair: pair[0])]


def _named(page: Page, mention: Mention, heads: Sequence[Span]) -> Referent:
    text, start = page.text, mention.start
    begins = page.beginning(start)
    before = text[max(begins, start - 40) : start]
    weight = 0.8 if _ACTS.match(text, mention.end) or _BEFORE.search(before) else 0.0
    early = start - begins < _EARLY
    weight += (
        0.5 * early - 0.6 * bool(_OBJECT.search(before)) - 0.5 * bool(not early and _OWNS.match(text, mention.end))
    )
    weight += 1.5 * bool(_ASKED.search(before)) + 1.0 * bool(mention.full and _INTRODUCED.match(text, mention.end))
    held = _around(start, heads)
    weight += 1.0 * bool(held and held.start >= begins)
    return Referent(start, mention.figure, page.sentence(start), weight, page.quotation(start) is not None)


def _around(position: int, heads: Sequence[Span]) -> Span | None:
    """Give the source that a position is in."""
    place = bisect_right(heads, position, key=lambda head: head.start) - 1
    return heads[place] if place >= 0 and position < heads[place].end else None


def _best(page: Page, pronoun: re.Match[str], referents: Sequence[Referent]) -> Figure | None:
    wanted = "m" if pronoun[0].lower().startswith("hi") or pronoun[0].lower() == "he" else "f"
    here, inside = page.sentence(pronoun.start()), page.quotation(pronoun.start()) is not None
    tagged = _is_tag(page, pronoun)
    scores: dict[int, tuple[float, Figure]] = {}
    for referent in referents[-_LATELY:]:
        if referent.figure.gender not in {wanted, None}:
            continue
        score = referent.weight - 0.7 * min(here - referent.sentence, 8)
        score -= 2.0 * (referent.quoted and not inside) + 0.6 * (referent.figure.gender is None)
        score += 0.12 * min(referent.figure.forms.total(), 4)
        score -= 1.2 * (tagged and referent.sentence == here)
        held = scores.get(id(referent.figure))
        total = max(score, held[0]) if held else score
        scores[id(referent.figure)] = (total, referent.figure)
    return max(scores.values(), key=lambda pair: pair[0])[1] if scores else None


def _is_tag(page: Page, pronoun: re.Match[str]) -> bool:
    """Tell ", he said" after what he said: who is named in that sentence was only spoken of."""
    if not page.text[max(0, pronoun.start() - 2) : pronoun.start()].startswith(","):
        return False
    begins = page.beginning(pronoun.start())
    return not _FRONTED.match(page.text, begins) and bool(_SAID.match(page.text, pronoun.end()))
