"""Situation updates: what a staff or a ministry of defence publishes every day in its own name.

Ministry of Defence of Arvania
GENERAL STAFF
Operational information as of 22:00, 9 May

All sentences under the heading are those of the body above it, or of the one that the heading names.
"""

import re

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.issuers.mastheads import BODY_NAME, BODY_NOUN, find_mastheads
from index.attribution.forms.layout.pieces import find_pieces, read_heading
from index.attribution.forms.layout.stage_directions import is_direction
from index.attribution.statements import Speaker
from index.text.spans import Span

_KIND = (
    r"(?i:operational (?:information|update|situation|summary|bulletin|report|overview)"
    r"|(?:daily|weekly|nightly|morning|evening|midday|noon|24-hour)"
    r" (?:operational |situation |intelligence |security "
    r"|military |front(?:-?line)? ){0,2}(?:update|report|bulletin|summary|overview|digest)"
    r"|situation (?:report|update)|sitrep"
    r"|(?:defen[cs]e |military )?intelligence update"
    r"|update on (?:the )?(?:operational |security |military |current )?situation"
    r"|(?:summary|overview|course) of (?:the )?(?:combat|military|operations)|(?:report|briefing|bulletin|summary)"
    r" (?:of|by) the (?:ministry of defen[cs]e|general staff|armed forces|joint staff|defen[cs]e ministry))\b"
)
_HEADING = re.compile(
    rf"^[ \t*_#•-]*(?P<body>(?:The )?[^\n.!?:;]{{0,80}}?)(?:[:–—-] ?)?{_KIND}[^\n]{{0,160}}$", re.MULTILINE
)
_ISSUED_BY = re.compile(rf"\b(?:by|of|from) (?:the )?{BODY_NAME}")
_INFORMS = re.compile(
    rf"^(?:The )?{BODY_NAME}(?: of [^\n,]{{2,60}})? (?:informs|reports|announces|provides|states|advises)\b",
    re.MULTILINE,
)
_ANOTHER = re.compile(
    r"\b(?:briefing|press|news|statement|remarks|comment|interview|additional|in brief|telethon|media)\b", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?…:;][”\"’)*_]*$")
_HEAD = 700  # code points in which the heading is
_NEAR = 200  # code points under the heading in which the body is named, if not above
_LONGEST = 220  # code points of the heading
_SHORTEST = 3  # words of a sentence
_LEAST = 2  # sentences
_SCORE = 0.7


class SituationUpdate:
    """The form of a situation report of a body."""

    name = "situation update"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of a heading that calls the text a situation update, and of the body that issues it."""
        turns = [] if document.speaker else self.turns(document)
        if len(turns) < _LEAST or turns[0].speaker is None:
            return NO_EVIDENCE
        return Evidence(_SCORE, f"situation update of {turns[0].speaker.name}")

    def turns(self, document: Document) -> list[Turn]:
        """Return the sentences under the heading as the body's, up to another document on the page."""
        found = _find_issuer(document)
        if not found:
            return []
        issuer, start = found
        others = (each.start for each in find_pieces(document.text)[1:] if _is_another(document.text, each))
        end = next((each for each in others if each > start), len(document.text))
        return [
            Turn(issuer, (Span(paragraph.words, paragraph.span.end),))
            for paragraph in document.paragraphs
            if start <= paragraph.span.start < end and _is_sentence(paragraph.text(document.text))
        ]


def _find_issuer(document: Document) -> tuple[Speaker, int] | None:
    """Return the body that issues an update, and where the heading ends."""
    text = document.text
    heading = next((each for each in _HEADING.finditer(text[:_HEAD]) if len(each[0]) < _LONGEST), None)
    if heading is None or _ENDED.search(heading[0].rstrip()):
        return None
    named = [match for match in _ISSUED_BY.finditer(heading[0]) if BODY_NOUN.search(match["who"])]
    if named:
        return Speaker(named[-1]["who"]), heading.end()
    above = [*find_mastheads(document, heading.start())]
    below = (each for each in find_mastheads(document, heading.end() + _NEAR) if each[1].start >= heading.end())
    if printed := above[-1] if above else next(below, None):
        return Speaker(printed[0], None, None, printed[1]), heading.end()
    for words in (
        f"{heading['body']} informs",
        document.title + " informs",
        text[heading.end() : heading.end() + _NEAR],
    ):
        informs = _INFORMS.search(words)
        if informs and BODY_NOUN.search(informs["who"]):
            return Speaker(informs["who"]), heading.end()
    return None


def _is_another(text: str, piece: Span) -> bool:
    return bool(_ANOTHER.search(read_heading(text, piece)))


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= _SHORTEST and bool(_ENDED.search(words)) and not is_direction(words)


SITUATION_UPDATE = SituationUpdate()
