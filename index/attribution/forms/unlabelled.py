"""Words without a label of their own: the opening of a briefing, and answers under an office or "A" alone."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.attribution.forms.document import Document, Turn
from index.attribution.forms.label_grammar import bare
from index.attribution.forms.label_words import LINKS
from index.attribution.forms.labels import Label
from index.attribution.forms.paragraphs import find_paragraphs
from index.attribution.forms.principal import find_principal
from index.attribution.forms.stage_directions import is_direction
from index.attribution.forms.transcript import assemble_turns, resolve
from index.attribution.statements import Speaker
from index.text.spans import Span

_OPENING = re.compile(
    r"\b(?:briefing|remarks|press conference|doorstep|statement|statements to the press|transcript)\b", re.IGNORECASE
)
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Mm]y)\b|^(?:Good|Hello|Thank|Welcome)")
_NARRATED = re.compile(
    r"\b(?:The following|[Nn]ear-verbatim|Check against|[Tt]ranscript|[Pp]articipants|[Ww]itnesses|[Pp]resent:)"
)
_SPOKES = frozenset({"spokesman", "spokesperson", "spokeswoman"})
_BLANK = re.compile(r"\s*")
_SHORT = 40


def with_principal(document: Document, labels: Sequence[Label]) -> list[Turn]:
    """Return the turns of labels, with the principal's name where the label is their office, and the opening words."""
    speakers = resolve(document, labels)
    needs = any(label.text.kind == "answer" or _is_spokes(label) for label in labels)
    asked = any(label.text.kind == "question" for label in labels)
    asked_again = any(
        one.text.kind == "question" and other.text.kind in {"question", "crowd"} for one, other in pairwise(labels)
    )
    opens = labels[0].span.start > _SHORT and asked if labels else False
    principal = find_principal(document) if needs or opens or asked_again else None
    if principal is None:
        return assemble_turns(document, labels, speakers)
    principal = _as_labelled(principal, speakers)
    named = [
        replace(principal, span=label.span) if label.text.kind == "answer" or _is_principals(label, principal) else one
        for label, one in zip(labels, speakers, strict=True)
    ]
    turns = _answered(document.text, assemble_turns(document, labels, named), labels, principal)
    return [*_opening(document, labels[0].line, principal), *turns] if opens else turns


def _answered(text: str, turns: Sequence[Turn], labels: Sequence[Label], principal: Speaker) -> list[Turn]:
    """Part from a question what is said after it, where the next label asks again: it is the principal's answer."""
    kinds = {label.words: label.text.kind for label in labels}
    starts = sorted(kinds)
    found: list[Turn] = []
    for turn in turns:
        place = bisect_right(starts, turn.words[0].start) - 1
        following = kinds[starts[place + 1]] if place + 1 < len(starts) else "question"
        if turn.speaker is not None or kinds[starts[place]] != "question" or following not in {"question", "crowd"}:
            found.append(turn)
            continue
        end = text.find("\n", turn.words[0].start, turn.words[-1].end)
        first = text[turn.words[0].start : end].rstrip(' *_”"')
        if end < 0 or not first.endswith(("?", ".")) or "?" not in first:
            found.append(turn)
            continue
        rest = [Span(max(part.start, end), part.end) for part in turn.words if part.end > end]
        blank = _BLANK.match(text, end)
        start = blank.end() if blank else end
        rest = [Span(max(start, part.start), part.end) for part in rest if part.end > start]
        found.append(Turn(None, (Span(turn.words[0].start, end),)))
        if rest:
            found.append(Turn(replace(principal, span=None), tuple(rest)))
    return found


def _as_labelled(principal: Speaker, speakers: Sequence[Speaker | None]) -> Speaker:
    """Return the principal under the name that their own labels have."""
    last = principal.name.split()[-1].casefold()
    same = (one for one in speakers if one and one.name.split()[-1].casefold() == last)
    return next(same, principal)


def _is_spokes(label: Label) -> bool:
    text = label.text
    return text.kind == "office" and not text.holder and not text.led_by_the


def _is_principals(label: Label, principal: Speaker) -> bool:
    """Tell whether an office alone is the principal's: "Spokesman" at the spokesman's own briefing."""
    if not _is_spokes(label):
        return False
    office = {bare(word) for word in (label.text.office or "").replace("-", " ").split()} - LINKS
    role = {bare(word) for word in (principal.role or "").replace("-", " ").split()}
    spokes = bool(office & _SPOKES) and bool(role & _SPOKES or not role)
    return (office <= role or (spokes and len(office) == 1)) and ("deputy" in office) == ("deputy" in role)


def _opening(document: Document, end: int, principal: Speaker) -> list[Turn]:
    """Return the paragraphs before the first label that are spoken, from the first in which somebody speaks."""
    if not _OPENING.search(f"{document.title}\n{document.text[:600]}"):
        return []
    turns: list[Turn] = []
    surname = principal.name.split()[-1]
    for paragraph in find_paragraphs(document.text[:end]):
        words = paragraph.span.slice(document.text)
        if is_direction(words) or len(words) < _SHORT:
            continue
        if not turns and (surname in words or _NARRATED.search(words) or not _SPOKEN.search(words)):
            continue
        turns.append(Turn(replace(principal, span=None), (paragraph.span,)))
    return turns
