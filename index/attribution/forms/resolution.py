"""Resolutions: a chapeau ("The Security Council,") and the clauses under it."""

import re
from collections.abc import Iterable

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.issuers.bodies import Bodies, find_body
from index.attribution.forms.issuers.body_clauses import find_subject
from index.attribution.forms.layout.paragraphs import Paragraph, is_item
from index.attribution.forms.layout.stage_directions import is_direction
from index.attribution.statements import Speaker
from index.text.spans import Span

_OPENS = re.compile(
    r"(?:And )?(?P<cue>(?:(?:Also|Further|Again|Strongly|Deeply|Gravely|Seriously|Firmly|Solemnly|Especially"
    r"|Particularly|Warmly|Once again"
    r"|Fully|Urgently|Extremely|Strongly|Highly|Categorically|Unequivocally),? )*"
    r"(?:[A-Z]?[a-z]+ing\b(?: (?:also|further|with|its|that|again|note|into|in mind))?|Having\b|Guided\b"
    r"|Mindful\b|Concerned\b|Alarmed\b|Convinced\b"
    r"|Determined\b|Aware\b|Conscious\b|Cognizant\b|Disturbed\b|Appalled\b|Encouraged\b|Inspired\b|Dismayed\b"
    r"|Resolved\b|Outraged\b"
    r"|having regard\b|To [a-z]+\b|whereas\b|Whereas\b|concerned\b|condemns\b|[A-Z]?[a-z]{2,}s\b(?: (?:upon|on"
    r"|that|with|its|to|also|further|note))?))",
)
_AGREED = re.compile(
    r"\b(?:agreed|agree|decided?|declared?|follows|following|resolved?|hereby)\b[^.;\n]{0,60}:[*_ ]*$", re.IGNORECASE
)
_LEAST = 3  # clauses
_MOST, _LEAST_EVIDENCE = 0.95, 0.55
_CLOSING = re.compile(
    r"(?:Adopted|ADOPTED|Done|DONE|Distributed|Approved|Explanation|In favou?r|Against|Abstain|Annex|ANNEX"
    r"|Signed|SIGNED|Press|PRESS)\b"
)
_WE = re.compile(r"(?:We|WE),? (?=[Tt]he |THE |[A-Z])")
_GATHERED = re.compile(  # after the body of a chapeau: ", convened at ministerial level in Lusk;"
    r",? ?(?:\([^()]{2,120}\),? )?(?:held|convened|gathered|assembled|meeting|having met|sitting|represented"
    r"|in (?:its|an?)|at (?:its|the)|on the occasion)\b"
)
_SHORTEST = 20  # code points of a clause
_CLAUSE_ENDS = re.compile(r"[,;.:][”\"’*_ ]*(?:\d{1,3}|\[\d{1,3}\])?$|[,;] (?:and|or)[*_ ]*$")  # before a footnote
_CAPITALS = 4  # letters of a verb that leads a clause in capitals: "TASK the Secretariat"
_LONGEST = 600  # code points of a chapeau
_LINE = 60  # code points of a chapeau that ends without a mark
_REACH = 6  # paragraphs without a clause after which no more come


class Resolution:
    """The form of a resolution of any body."""

    name = "resolution"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of a chapeau and of the clauses under it."""
        found = _find_clauses(document)
        if not found:
            return NO_EVIDENCE
        chapeau, clauses = found
        share = sum(end - one.words for one, end in clauses) / len(document.text)
        return Evidence(
            min(_MOST, _LEAST_EVIDENCE + share),
            f"“{chapeau.slice(document.text)}” with {len(clauses)} clauses under it",
        )

    def turns(self, document: Document) -> list[Turn]:
        """Return each clause as the body's."""
        found = _find_clauses(document)
        if not found:
            return []
        chapeau, clauses = found
        speaker = Bodies(document).resolve(chapeau.slice(document.text), chapeau)
        return [_make_turn(document.text, clause, end, speaker) for clause, end in clauses]


def _make_turn(text: str, clause: Paragraph, end: int, speaker: Speaker) -> Turn:
    cue = _OPENS.match(text, clause.words, clause.span.end)
    return Turn(speaker, (Span(clause.words, end),), Span(*cue.span("cue")) if cue else None, clause=True)


def _find_clauses(document: Document) -> tuple[Span, list[tuple[Paragraph, int]]] | None:
    """Return the chapeau, and each clause with where the last item under it ends."""
    paragraphs = document.paragraphs
    for place, paragraph in enumerate(paragraphs):
        chapeau = _find_chapeau(document.text, paragraph)
        if chapeau:
            following = (paragraphs[row] for row in range(place + 1, len(paragraphs)))  # a copy for each is quadratic
            clauses = _find_clauses_under(document.text, following, chapeau.slice(document.text).casefold())
            if len(clauses) >= _LEAST:
                return chapeau, clauses
    return None


def _find_chapeau(text: str, paragraph: Paragraph) -> Span | None:
    words = paragraph.text(text).rstrip("*_ ")
    if len(words) > _LONGEST or (not words.endswith((",", ":", ";")) and len(words) > _LINE) or paragraph.mark:
        return None
    led = _WE.match(text, paragraph.words, paragraph.span.end)
    body = find_body(text, led.end() if led else paragraph.words, paragraph.span.end)
    rest = text[body.end : paragraph.span.end].strip(' *_”"\n') if body else "-"
    if words.endswith(";") or led:
        return body if body and _GATHERED.match(" ".join(rest.split())) else None
    alone = not rest.strip(",:")
    if body and ((alone and words.casefold().startswith(("the ", "we"))) or words.endswith((",", ":"))):
        return body if alone or rest.startswith((",", "(", "of", "at", "meeting", "in")) else None
    return None


def _find_clauses_under(text: str, paragraphs: Iterable[Paragraph], body: str) -> list[tuple[Paragraph, int]]:
    """Return the clauses under the chapeau of a body, up to the closing lines or the chapeau of another."""
    clauses: list[tuple[Paragraph, int]] = []
    missed, is_numbered, is_agreed = 0, False, False
    is_list = False  # whether the items "(a)" are under "have agreed as follows:" rather than in a clause
    is_marked: bool | None = None  # whether the items under it have numbers
    for paragraph in paragraphs:
        words = paragraph.text(text)
        if clauses and (_CLOSING.match(words) or (is_agreed and len(words) < _SHORTEST)):
            break
        if clauses and words.endswith(":") and _is_of_another(text, paragraph, body):
            break
        if clauses and paragraph.is_subitem and not missed and not is_list:
            clauses[-1] = clauses[-1][0], paragraph.span.end
        elif clauses and _AGREED.search(words):
            is_agreed = is_list = True
            is_marked = None
        elif not is_direction(words.rstrip("0123456789")) and (
            (is_agreed and (paragraph.mark or not is_marked)) or _is_clause(paragraph, words, is_numbered=is_numbered)
        ):
            clauses.append((paragraph, paragraph.span.end))
            is_marked = bool(paragraph.mark) if is_agreed and is_marked is None else is_marked
            is_list = is_list and paragraph.is_subitem
            missed, is_numbered = 0, is_numbered or paragraph.mark[:1].isdigit()
        else:
            missed += 1
        if missed > (_REACH if clauses else 1):
            break
    return clauses


def _is_of_another(text: str, paragraph: Paragraph, body: str) -> bool:
    """Return whether a chapeau names another body as its subject: "The two sides agreed as follows:"."""
    is_sentence = not paragraph.mark and paragraph.text(text).startswith(("The ", "Both "))
    subject = find_subject(text, paragraph) if is_sentence else None
    return bool(subject and subject.slice(text).split()[-1].casefold() not in body)


def _is_clause(paragraph: Paragraph, words: str, *, is_numbered: bool) -> bool:
    """Return whether a paragraph is a clause, by the verb that it begins with and by its end."""
    if len(words) <= _SHORTEST:
        return False
    first = words.split(maxsplit=1)[0]
    is_shouted = first.isupper() and len(first) >= _CAPITALS
    is_led = is_item(words) and (bool(paragraph.mark) or not is_numbered or is_shouted)
    return is_led or bool(_OPENS.match(words) and _CLAUSE_ENDS.search(words))


RESOLUTION = Resolution()
