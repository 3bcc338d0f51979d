"""Rebuttals: "Claim: ... / Fact: ...", "Myth", "Fiction", with the answer of whoever issues the document under each.

A claim is nobody's, or whose the label says; it is never the issuer's. A fact is the issuer's, if the document says who
that is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.issuers.mastheads import BODY_NAME, BODY_NOUN, LETTERHEAD
from index.attribution.forms.layout.stage_directions import is_direction
from index.attribution.forms.principal import find_principal, read_person
from index.attribution.statements import Speaker
from index.text.spans import Span

_CLAIM = (
    r"(?:(?:The |Their |False |Misleading |Russian |Kremlin |Media |Popular )*(?:[Cc]laims?|[Mm]yths?|[Ff]iction"
    r"|[Aa]llegations?|[Ff]alsehoods?|[Ll]ies?|[Dd]isinformation|[Ff]ake|[Rr]umou?rs?|[Mm]isconceptions?"
    r"|[Aa]ccusations?|[Aa]ssertions?)|CLAIM|FALSE CLAIM|MYTH|FICTION|ALLEGATION|FALSEHOOD|LIE|DISINFORMATION|FAKE"
    r"|RUMOU?R|What (?P<sayer>they|[A-Z][^:\n]{2,60}?) (?:say|said|says|claim|claims|claimed))"
)
_FACT = (
    r"(?:(?:The |Our )?(?:[Ff]acts?|[Rr]eality|[Tt]ruth|[Rr]esponse|[Rr]ebuttal|[Aa]nswer|[Cc]orrection)|FACTS?|REALITY"
    r"|TRUTH|RESPONSE|REBUTTAL|ANSWER|What is true|What the facts say)"
)
_LABEL = re.compile(
    rf"^[ \t*_>#•–-]*(?:\d{{1,2}}[.)][ \t]*)?(?:(?P<claim>{_CLAIM})|(?P<fact>{_FACT}))(?: (?:[Nn]o\.? ?|#)?\d{{1,2}})?"
    r"(?:,? (?:by|of|from|made by) (?P<by>[^:\n]{3,80})| \((?P<bracket>[^()\n]{3,80})\))?[*_]{0,3}[ \t]*"
    r"(?:[:|\t–—][*_ \t]*|[.-][*_]{0,2}[ \t]+|$)",
    re.MULTILINE,
)
_PREFIX = re.compile(rf"(?:The )?{BODY_NAME}:")
_ISSUED = re.compile(
    rf"\b(?:[Cc]omments?|[Ss]tatement|[Rr]eply|[Rr]esponse|[Nn]ote|[Ff]act ?sheet|[Rr]ebuttal|[Cc]larification) "
    rf"(?:by|of|from) (?:the )?{BODY_NAME}"
)
_NOTES = re.compile(
    rf"(?:^|(?<=[.!?] ))(?:The )?{BODY_NAME} (?:has |have |would like |wishes |today |hereby )?"
    r"(?:noted?s?|answers?|rebuts?|rejects?|refutes?|responds?|corrects?|sets?|replies|debunks?|to clarify|to set|seen"
    r"|clarifies|draws?|is aware|has compiled)\b"
)
_BLOCK = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_ENDED = re.compile(r"[.!?…;:”\"’)][*_\s]*$")
_NOT_SPOKEN = re.compile(
    r"[ \t*_]*(?:For (?:more|further) |Contact|Press (?:contact|office)|Source:|Last updated|Published|See also|ENDS)"
)
_HEAD_LINES = 8
_HEADING = 12  # words without a full stop that may be a heading, at most
_HEAD = 900  # code points in which the issuer is named
_LEAST = 2  # pairs of a claim and a fact
_SCORES = {1: 0.6, 2: 0.95}  # evidence, by pairs


@dataclass(frozen=True, slots=True)
class _Part:
    """The words under a label: of a claim, with whom the label names, or of a fact."""

    span: Span
    is_fact: bool
    by: str | None


class Rebuttal:
    """The form of a text that sets out claims, and the facts against each."""

    name = "rebuttal"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of claims that are followed by facts."""
        if document.speaker:
            return NO_EVIDENCE
        parts = _find_parts(document.text)
        pairs = sum(second.is_fact and not first.is_fact for first, second in pairwise(parts))
        if not pairs:
            return NO_EVIDENCE
        return Evidence(_SCORES[min(pairs, _LEAST)] + 0.1 * (pairs > _LEAST), f"{pairs} claims, each with the facts")

    def turns(self, document: Document) -> list[Turn]:
        """Return the claims as nobody's, or whose their labels say, and the facts as the issuer's."""
        text = document.text
        issuer = _find_issuer(document)
        turns: list[Turn] = []
        for part in _find_parts(text):
            speaker = issuer if part.is_fact else _read_claimant(part.by)
            for block in _BLOCK.finditer(text, part.span.start, part.span.end):
                words = block[0].strip()
                is_note = _NOT_SPOKEN.match(words) or is_direction(words)
                if words and not is_note and (not turns or _ENDED.search(words) or len(words.split()) > _HEADING):
                    lead = len(block[0]) - len(block[0].lstrip())
                    turns.append(Turn(speaker, (Span(block.start() + lead, block.start() + lead + len(words)),)))
        return turns


def _find_parts(text: str) -> Sequence[_Part]:
    labels = [*_LABEL.finditer(text)]
    ends = [*(label.start() for label in labels[1:]), len(text)] if labels else []
    return [
        _Part(Span(label.end(), end), bool(label["fact"]), label["by"] or label["bracket"] or label["sayer"])
        for label, end in zip(labels, ends, strict=True)
        if text[label.end() : end].strip()
    ]


def _read_claimant(by: str | None) -> Speaker | None:
    person = read_person(by) if by else None
    return Speaker(person[0].name, person[0].office or person[1]) if person and person[0].name else None


def _find_issuer(document: Document) -> Speaker | None:
    """Return who answers: a body in the letterhead, the title or the opening, or the principal; None if unclear."""
    lines = [document.title, *document.text[:_HEAD].splitlines()[:_HEAD_LINES]]
    for read in (_ISSUED.search, _PREFIX.match, LETTERHEAD.fullmatch, _NOTES.search):
        for match in filter(None, map(read, lines)):
            if BODY_NOUN.search(match["who"]):
                return Speaker(match["who"].removeprefix("The "))
    return find_principal(document)


REBUTTAL = Rebuttal()
