"""Resolutions: "The Security Council," with the clauses under it, each from its number to its semicolon."""

import re
from collections.abc import Sequence

from index.attribution.forms.bodies import Bodies, find_body
from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.paragraphs import Paragraph, find_paragraphs, is_item
from index.attribution.forms.stage_directions import is_direction
from index.text.spans import Span

_OPENS = re.compile(
    r"(?P<cue>(?:(?:Also|Further|Again|Strongly|Deeply|Gravely|Seriously|Firmly|Solemnly|Especially|Particularly"
    r"|Warmly|Once again"
    r"|Fully|Urgently|Extremely|Strongly|Highly|Categorically|Unequivocally),? )*"
    r"(?:[A-Z]?[a-z]+ing\b(?: (?:also|further|with|its|that|again|note|into|in mind))?|Having\b|Guided\b"
    r"|Mindful\b|Concerned\b|Alarmed\b|Convinced\b"
    r"|Determined\b|Aware\b|Conscious\b|Cognizant\b|Disturbed\b|Appalled\b|Encouraged\b|Inspired\b|Dismayed\b"
    r"|Resolved\b|Outraged\b"
    r"|having regard\b|To [a-z]+\b|whereas\b|Whereas\b|concerned\b|condemns\b|[A-Z]?[a-z]{2,}s\b(?: (?:upon|on"
    r"|that|with|its|to|also|further|note))?))",
)
_AGREED = re.compile(
    r"\b(?:agreed|agree|decided?|declared?|follows|following|resolved?)\b[^.;\n]{0,60}:[*_ ]*$", re.IGNORECASE
)
_LEAST = 3
_MOST, _ALONE = 0.95, 0.55
_CLOSING = re.compile(
    r"(?:Adopted|Done|Distributed|Approved|Explanation|In favou?r|Against|Abstain|Annex|Signed|Press)\b"
)
_SHORTEST = 20
_CLAUSE_ENDS = re.compile(r"[,;.:][”\"’*_ ]*$|[,;] (?:and|or)[*_ ]*$")
_LONGEST = 400  # code points of a chapeau
_REACH = 6  # paragraphs without a clause after which no more come


class Resolution:
    """The form of a resolution of any body."""

    name = "resolution"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of a line that is a body's name, and of the clauses under it."""
        found = _clauses(document)
        if not found:
            return NO_EVIDENCE
        chapeau, clauses = found
        share = sum(end - one.words for one, end in clauses) / len(document.text)
        return Evidence(
            min(_MOST, _ALONE + share), f"“{chapeau.slice(document.text)}” with {len(clauses)} clauses under it"
        )

    def turns(self, document: Document) -> list[Turn]:
        """Return each clause as the body's."""
        found = _clauses(document)
        if not found:
            return []
        chapeau, clauses = found
        speaker = Bodies(document).speaker(chapeau.slice(document.text), chapeau)
        return [_turn(document.text, clause, end, speaker) for clause, end in clauses]


def _turn(text: str, clause: Paragraph, end: int, speaker: object) -> Turn:
    cue = _OPENS.match(text, clause.words, clause.span.end)
    return Turn(speaker, (Span(clause.words, end),), Span(*cue.span("cue")) if cue else None, clause=True)  # type: ignore[arg-type]


def _clauses(document: Document) -> tuple[Span, list[tuple[Paragraph, int]]] | None:
    """Return the chapeau, and each clause with where the last item under it ends."""
    paragraphs = find_paragraphs(document.text)
    for place, paragraph in enumerate(paragraphs):
        chapeau = _chapeau(document.text, paragraph)
        if chapeau:
            found = _below(document.text, paragraphs[place + 1 :])
            if len(found) >= _LEAST:
                return chapeau, found
    return None


def _chapeau(text: str, paragraph: Paragraph) -> Span | None:
    words = paragraph.text(text).rstrip("*_ ")
    if len(words) > _LONGEST or (not words.endswith((",", ":")) and len(words) > 60) or paragraph.mark:  # noqa: PLR2004 (a line by itself)
        return None
    body = find_body(text, paragraph.words, paragraph.span.end)
    rest = text[body.end : paragraph.span.end].strip(' *_”"\n') if body else "-"
    alone = not rest.strip(",:")
    if body and ((alone and words.casefold().startswith(("the ", "we"))) or words.endswith((",", ":"))):
        return body if alone or rest.startswith((",", "(", "of", "at", "meeting", "in")) else None
    return None


def _below(text: str, paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, int]]:
    """Return the clauses under a chapeau, up to what closes them."""
    found: list[tuple[Paragraph, int]] = []
    missed, numbered, agreed = 0, False, False
    for paragraph in paragraphs:
        words = paragraph.text(text)
        if found and (_CLOSING.match(words) or (agreed and len(words) < _SHORTEST)):
            break
        if found and paragraph.under and not missed:
            found[-1] = found[-1][0], paragraph.span.end
        elif found and _AGREED.search(words):
            agreed = True
        elif not is_direction(words) and (agreed or _is_clause(paragraph, words, numbered=numbered)):
            found.append((paragraph, paragraph.span.end))
            missed, numbered = 0, numbered or paragraph.mark[:1].isdigit()
        else:
            missed += 1
            if missed > (_REACH if found else 1):
                break
    return found


def _is_clause(paragraph: Paragraph, words: str, *, numbered: bool) -> bool:
    """Tell a clause by the verb that it begins with and by its end."""
    if len(words) <= _SHORTEST:
        return False
    led = is_item(words) and (bool(paragraph.mark) or not numbered)
    return led or bool(_OPENS.match(words) and _CLAUSE_ENDS.search(words))


RESOLUTION = Resolution()
