"""Questions and answers without labels of answers: what follows "Q:" or a question in bold is the principal's."""

import re
from collections.abc import Sequence

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.paragraphs import Paragraph, find_paragraphs
from index.attribution.forms.principal import find_principal
from index.attribution.forms.stage_directions import is_direction
from index.attribution.forms.transcript import accept
from index.attribution.statements import Speaker
from index.text.spans import Span

_LEAST = 2
_UNANSWERED = 0.6  # of questions, that are followed by no labelled answer
_BOLD = re.compile(r"[ \t]*(?:\*\*|__|#{2,6} ).{4,600}[?:.…][”\"]?[ \t]*(?:\*\*|__)?[ \t]*$", re.DOTALL)
_ASKS = re.compile(r"[?][”\"’)*_ ]*$")
_LONGEST = 700
_TITLE = re.compile(
    r"\b(?:interview|Q ?& ?A|questions|in conversation|talks to|speaks to|answers|briefing|press (?:conference"
    r"|remarks|point)|doorstep"
    r"|remarks|spoke (?:to|with)|media quer|repl(?:y|ies)|responses?|comments?|asked|sat down with)\b",
    re.IGNORECASE,
)
_NARRATED = re.compile(
    r"\b(?:The following|near-verbatim|Check against delivery|spoke (?:to|with) (?:us|me|the)|interview was"
    r"|has been edited|edited for|conducted by"
    r"|was published|Photo|Tags|Source:)\b"
)
_GREETING = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou|us)\b|^(?:Good (?:morning|afternoon|evening)|Hello|Thank)")


class PressConference:
    """The form of questions under a label or in bold, and answers without one."""

    name = "questions and answers"
    covers_all = True

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of questions that no labelled answer follows, where the title says who answers."""
        questions = _questions(document)
        if len(questions) < _LEAST or not find_principal(document):
            return NO_EVIDENCE
        titled = _TITLE.search(document.title) or _TITLE.search(document.text[:600])
        score = min(1.0, len(questions) / 4 + (0.6 if titled else 0.1))
        return Evidence(score, f"{len(questions)} questions, answers without a label")

    def turns(self, document: Document) -> list[Turn]:
        """Return the questions as no one's, and all other words as the principal's."""
        principal = find_principal(document)
        questions = _questions(document)
        if principal is None or not questions:
            return []
        return [*_read(document.text, questions, principal)]


def _questions(document: Document) -> dict[int, int]:
    """Return where each question begins and ends."""
    paragraphs = find_paragraphs(document.text)
    labelled = accept(document, lambda label: label.mark in {":", ".", "line"} or label.inline)
    asked = [label for label in labelled if label.text.kind == "question"]
    answered = [label for label in labelled if label.text.kind != "question"]
    if len(asked) >= _LEAST:
        kinds = [label.text.kind == "question" for label in labelled]
        follow = [kinds[place + 1] for place in range(len(kinds) - 1) if kinds[place]]
        if sum(follow) >= _UNANSWERED * len(follow) and len(answered) < len(asked):
            return _paragraphs_of(paragraphs, {label.line for label in asked})
        return {}
    if len(answered) > _LEAST:
        return {}
    return _unlabelled(document, paragraphs)


def _paragraphs_of(paragraphs: Sequence[Paragraph], lines: set[int]) -> dict[int, int]:
    found = {}
    starts = sorted(lines)
    place = 0
    for paragraph in paragraphs:
        while place < len(starts) and starts[place] < paragraph.span.start:
            found[paragraph.span.start] = paragraph.span.end
            place += 1
        if place < len(starts) and paragraph.span.start <= starts[place] < paragraph.span.end:
            found[paragraph.span.start] = paragraph.span.end
            place += 1
    return found


def _unlabelled(document: Document, paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Return the paragraphs in bold, or those that ask, which others answer."""
    text = document.text
    bold = [one for one in paragraphs if _BOLD.match(one.span.slice(text)) and len(one.span) < _LONGEST]
    asking = [one for one in bold if _ASKS.search(one.span.slice(text))]
    if len(asking) >= _LEAST and len(bold) < len(paragraphs) / 1.5:
        return {one.span.start: one.span.end for one in bold}
    asking = [one for one in paragraphs if _ASKS.search(one.span.slice(text)) and len(one.span) < _LONGEST]
    if len(asking) > _LEAST and _TITLE.search(f"{document.title}\n{text[:600]}"):
        return {one.span.start: one.span.end for one in asking}
    return {}


def _read(text: str, questions: dict[int, int], principal: Speaker) -> Sequence[Turn]:
    turns: list[Turn] = []
    first = min(questions)
    paragraphs = find_paragraphs(text)
    opening = [one for one in paragraphs if one.span.start < first]
    spoken = sum(bool(_GREETING.search(one.text(text))) for one in opening if len(one.span) > 60) > 0  # noqa: PLR2004
    surname = principal.name.split()[-1]
    for paragraph in paragraphs:
        words = paragraph.span.slice(text)
        if paragraph.span.start in questions:
            turns.append(Turn(None, (paragraph.span,)))
            continue
        before = paragraph.span.start < first
        narrated = _NARRATED.search(words) or (before and (surname in words or len(words) < 60))  # noqa: PLR2004
        if is_direction(words) or (before and not spoken) or (narrated and (before or len(words) < 400)):  # noqa: PLR2004
            continue
        turns.append(Turn(principal, (Span(paragraph.span.start, paragraph.span.end),)))
    return turns


PRESS_CONFERENCE = PressConference()
