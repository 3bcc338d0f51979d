"""Press conferences and interviews without labels of answers: the words after "Q:" or a bold question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.forms.layout.stage_directions import is_direction
from index.attribution.forms.principal import find_respondent
from index.attribution.forms.transcripts.acceptance import accept_labels
from index.attribution.forms.transcripts.interviewer_lines import find_interviewer_lines
from index.attribution.statements import Speaker

_LEAST = 2  # questions
_UNANSWERED = 0.6  # share of questions after which no labelled answer comes, at least
_ENOUGH = 4  # questions above which more add no evidence
_TITLED, _UNTITLED = 0.6, 0.1  # evidence of the title
_BOLD = re.compile(r"[ \t]*(?:\*{1,3}|_{1,2}|#{2,6} ).{4,600}[?:.…][”\"]?[ \t]*(?:\*{1,3}|_{1,2})?[ \t]*$", re.DOTALL)
_MOST_BOLD = 1 / 1.5  # share of paragraphs
_QUESTION = re.compile(r"[?][”\"’)*_ ]*$")
_LONGEST = 700  # code points of a question
_HEAD = 600  # code points in which the kind of the document is stated
_SHORT = 60  # code points of a heading or a greeting, at most
_LONG = 400  # code points of an answer in which "was published" is no note of the editor
_TITLE = re.compile(
    r"\b(?:interview|Q ?& ?A|questions|in conversation|talks to|speaks to|answers|briefing|press (?:conference"
    r"|remarks|point)|doorstep"
    r"|(?:minutes|hours?|lunch|dinner|breakfast|coffee|tea) with"
    r"|remarks|spoke (?:to|with)|media quer|repl(?:y|ies)|responses?|comments?|asked|sat down with)\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"\b[Qq]uestion for (?:written|oral) answer\b")  # of a member, with the answer of another
_NARRATED = re.compile(
    r"\b(?:The following|near-verbatim|Check against delivery|spoke (?:to|with) (?:us|me|the)|interview was"
    r"|has been edited|edited for|conducted by"
    r"|was published|Photo|Tags|Source:)\b"
)
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou|us)\b|^(?:Good (?:morning|afternoon|evening)|Hello|Thank)")
_INTERVIEW = re.compile(
    r"\b(?:interview|Q ?& ?A|in conversation|talks to|speaks to|spoke (?:to|with)|sat down with"
    r"|press (?:conference|point)|doorstep|(?:minutes|hours?|lunch|dinner|breakfast|coffee|tea) with)\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_QUOTED = re.compile(r"[“\"][^”\"\n]{0,2000}[”\"]")
_LEAST_SPOKEN = 0.3  # share of answers


class PressConference:
    """The form of questions under a label or in bold, and answers without a label."""

    name = "questions and answers"
    covers_all = True

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of questions without labelled answers, where the title names who answers."""
        questions = _find_questions(document)
        is_written = _WRITTEN.search(document.text)
        if len(questions) < _LEAST or is_written or not find_respondent(document):
            return NO_EVIDENCE
        if not (_INTERVIEW.search(f"{document.title}\n{document.text[:_HEAD]}") or _are_spoken(document, questions)):
            return NO_EVIDENCE
        is_titled = _TITLE.search(document.title) or _TITLE.search(document.text[:_HEAD])
        score = min(1.0, len(questions) / _ENOUGH + (_TITLED if is_titled else _UNTITLED))
        return Evidence(score, f"{len(questions)} questions, answers without a label")

    def turns(self, document: Document) -> list[Turn]:
        """Return the questions without a speaker, and all other words as the principal's."""
        principal = find_respondent(document)
        questions = _find_questions(document)
        return [*_find_turns(document, questions, principal)] if principal and questions else []


def _find_questions(document: Document) -> Mapping[int, int]:
    """Return the ends of questions by their starts."""
    paragraphs = document.paragraphs
    labels = accept_labels(document, lambda label: label.mark in {":", ".", "-", "line", "bold"} or label.inline)
    is_question = [label.text.kind == "question" for label in labels]
    asked = sum(is_question)
    answered = len(labels) - asked
    if asked >= _LEAST:
        follow_ups = [following for each, following in pairwise(is_question) if each]
        is_unanswered = sum(follow_ups) >= _UNANSWERED * len(follow_ups) and answered < asked
        lines = {label.line for label in labels if label.text.kind == "question"}
        return _ends_by_start(_find_paragraphs_of(paragraphs, sorted(lines)) if is_unanswered else ())
    return _ends_by_start(_find_unlabelled_questions(document, paragraphs) if answered <= _LEAST else ())


def _are_spoken(document: Document, questions: Mapping[int, int]) -> bool:
    """Return whether those who answer speak of themselves, as in no article with questions for headings.

    Questions with a label need no such answers: a ministry's are in the third person.
    """
    if any(label.text.kind == "question" for label in document.labels):
        return True
    first = min(questions)
    answers = [one for one in document.paragraphs if one.span.start > first and one.span.start not in questions]
    plain = [_QUOTED.sub("", one.span.slice(document.text)) for one in answers if len(one.span) > _SHORT]
    return sum(map(bool, map(_OF_ONESELF.search, plain))) >= _LEAST_SPOKEN * len(plain)


def _ends_by_start(paragraphs: Iterable[Paragraph]) -> Mapping[int, int]:
    return {paragraph.span.start: paragraph.span.end for paragraph in paragraphs}


def _find_paragraphs_of(paragraphs: Sequence[Paragraph], lines: Sequence[int]) -> list[Paragraph]:
    """Return the paragraphs that contain, or follow, the starts of lines, which are in order."""
    containing = []
    place = 0
    for paragraph in paragraphs:
        passed = place
        while place < len(lines) and lines[place] < paragraph.span.end:
            place += 1
        if place > passed:
            containing.append(paragraph)
    return containing


def _find_unlabelled_questions(document: Document, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs in bold where some are questions, or else those that end in a question mark."""
    text = document.text
    short = [paragraph for paragraph in paragraphs if len(paragraph.span) < _LONGEST]
    bold = [paragraph for paragraph in short if _BOLD.match(paragraph.span.slice(text))]
    questions = [paragraph for paragraph in bold if _QUESTION.search(paragraph.span.slice(text))]
    is_titled = _TITLE.search(f"{document.title}\n{text[:_HEAD]}")
    is_asked = len(questions) >= _LEAST or (questions and is_titled and _are_apart(paragraphs, bold))
    if is_asked and len(bold) < len(paragraphs) * _MOST_BOLD:
        return bold
    spoken = [paragraph for paragraph in paragraphs if not _is_apart(paragraph.span.slice(text))]
    asked = {
        place
        for place, paragraph in enumerate(spoken)
        if len(paragraph.span) < _LONGEST and _QUESTION.search(paragraph.span.slice(text))
    }
    if len(asked) < _LEAST or not is_titled:
        return []
    questions = [*(spoken[place] for place in asked), *find_interviewer_lines(text, spoken, asked)]
    return sorted(questions, key=lambda each: each.span.start) if len(questions) > _LEAST else []


def _is_apart(words: str) -> bool:
    """Return whether a paragraph is nobody's words: a stage direction or a note of the editor."""
    return is_direction(words) or (len(words) < _LONG and bool(_NARRATED.search(words)))


def _are_apart(paragraphs: Sequence[Paragraph], bold: Sequence[Paragraph]) -> bool:
    """Return whether several paragraphs in bold each have another paragraph under them."""
    starts = {paragraph.span.start for paragraph in bold}
    is_bold = [paragraph.span.start in starts for paragraph in paragraphs]
    return len(bold) > _LEAST and not any(first and second for first, second in pairwise([*is_bold, True]))


def _find_turns(document: Document, questions: Mapping[int, int], principal: Speaker) -> Sequence[Turn]:
    text, paragraphs = document.text, document.paragraphs
    first = min(questions)
    opening = [paragraph for paragraph in paragraphs if paragraph.span.start < first and len(paragraph.span) > _SHORT]
    is_opening_spoken = any(_SPOKEN.search(paragraph.text(text)) for paragraph in opening)
    surname = principal.name.split()[-1]
    turns: list[Turn] = []
    for paragraph in paragraphs:
        words = paragraph.span.slice(text)
        if paragraph.span.start in questions:
            turns.append(Turn(None, (paragraph.span,)))
        elif is_direction(words):
            continue
        elif paragraph.span.start > first:
            if not _is_apart(words):
                turns.append(Turn(principal, (paragraph.span,)))
        elif is_opening_spoken and not (_NARRATED.search(words) or surname in words or len(words) < _SHORT):
            turns.append(Turn(principal, (paragraph.span,)))
    return turns


PRESS_CONFERENCE = PressConference()
