"""Reactions: what several said on one event, each quotation under a heading that names its speaker.

"BRAZILIAN PRESIDENT ANA RUIZ" or "Ana Ruiz, prime minister of Chad:" on a line, and the quotation under it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.issuers.bodies import find_body
from index.attribution.forms.labels.grammar import parse_label
from index.attribution.forms.labels.tokens import capitalize_word
from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.forms.principal import read_person
from index.attribution.statements import Speaker
from index.text.quotation_marks import DOUBLE_OPENING
from index.text.spans import Span

_HEADING = 140  # code points, at most
_WHERE = re.compile(
    r",? (?:on (?:X|Twitter|Facebook|Telegram|Truth Social|social media|state (?:TV|television)|\w+day)"
    r"|in (?:an? )?(?:\w+ )?(?:statement|post|tweet|interview|speech)|to (?:reporters|Reuters|AFP|the BBC))\b.*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[”\"][.,]?\s*$")
_ACRONYM = 3  # letters of "US" and "EU", at most
_LEAST = 3  # quotations
_EVIDENCE, _LEAST_SHARE = 0.7, 0.3


class Reactions:
    """The form of a list of quotations, each under the name of its speaker."""

    name = "reactions"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of headings that name different speakers, each with a quotation under it."""
        quotations = [] if document.speaker else _find_quotations(document)
        share = sum(len(span) for _, span in quotations) / max(1, len(document.text))
        names = list(dict.fromkeys(speaker.name for speaker, _ in quotations))
        if len(names) < _LEAST or share < _LEAST_SHARE:
            return NO_EVIDENCE
        return Evidence(_EVIDENCE, f"{len(quotations)} quotations under the names of their speakers: {names[0]}, ...")

    def turns(self, document: Document) -> list[Turn]:
        """Return each quotation as the words of the speaker above it."""
        return [Turn(speaker, (span,), clause=True) for speaker, span in _find_quotations(document)]


def _find_quotations(document: Document) -> list[tuple[Speaker, Span]]:
    text = document.text
    quotations: list[tuple[Speaker, Span]] = []
    for heading, words in _blocks(text, document.paragraphs):
        speaker = _read_heading(text, heading)
        if speaker:
            quotations.append((speaker, words))
    return quotations


def _blocks(text: str, paragraphs: Sequence[Paragraph]) -> list[tuple[Span, Span]]:
    """Return each line that precedes a quotation with the quoted paragraphs under it."""
    blocks: list[tuple[Span, Span]] = []
    is_open = False
    for before, paragraph in pairwise(paragraphs):
        words = paragraph.span.slice(text)
        is_quoted = words.lstrip("*_> ").startswith(tuple(DOUBLE_OPENING))
        if is_open and blocks and (is_quoted or not _CLOSED.search(before.span.slice(text))):
            blocks[-1] = blocks[-1][0], Span(blocks[-1][1].start, paragraph.span.end)
        elif is_quoted and len(before.span) <= _HEADING and not _CLOSED.search(before.span.slice(text)):
            blocks.append((before.span, paragraph.span))
        else:
            is_open = False
            continue
        is_open = True
    return blocks


def _read_heading(text: str, heading: Span) -> Speaker | None:
    printed = " ".join(text[heading.start : heading.end].strip(" *_:–—-•#").split())
    if not printed or printed.endswith((".", "?", "!", ",", ";")):
        return None
    name = _WHERE.sub("", printed)
    person = read_person(name)
    if person and person[0].name:
        full = " ".join(map(capitalize_word, person[0].name.split()))
        office = person[0].office or person[1]
        return Speaker(full, " ".join(map(_lower, office.split())) if office else None, None, heading)
    label = parse_label(name)
    body = find_body(name, 0, len(name))
    if (label and label.kind == "office") or (body and len(body) == len(name)):
        return Speaker(" ".join(map(_lower, name.split())), None, None, heading)
    return None


def _lower(word: str) -> str:
    return word if len(word) <= _ACRONYM else capitalize_word(word)


REACTIONS = Reactions()
