"""Quoted answers: an interview in which each answer is a paragraph in quotation marks, and each question is not.

You are leaving the pier. Is the lamp out?

“No. It has been called out every ten years since I was a girl.”

The answers are the respondent's; what is asked, and what the writer tells, is not.
"""

import re
from collections.abc import Iterator, Sequence

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.forms.principal import find_respondent
from index.text.spans import Span

_ANSWER = re.compile(r"[*_]{0,2}(?:“[^“”]*(?:”[*_]{0,2})?|\"[^\"]*(?:\"[*_]{0,2})?|«[^«»]*(?:»[*_]{0,2})?)$")
_ADDRESSED = re.compile(r"\b(?:[Yy]ou|[Yy]ours?|[Yy]ourself)\b")
_ASKS = re.compile(r"\?[*_”\"]{0,3}$")
_ENDED = re.compile(r"[.?!:…][*_”\"’]{0,3}$")
_LONGEST = 600  # code points of a question
_LEAST = 3  # answers
_LEAST_ASKED = 0.6  # share of the questions that have a question mark or "you"
_ENOUGH = 5  # answers above which more add no evidence


class QuotedAnswers:
    """The form of an interview whose answers are in quotation marks."""

    name = "quoted answers"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of alternating questions and quoted answers, where the first lines say who answers."""
        pairs = [] if document.speaker else [*_find_exchanges(document)]
        asked = sum(_is_asked(document.text, question) for question, _ in pairs)
        if len(pairs) < _LEAST or asked < _LEAST_ASKED * len(pairs) or not find_respondent(document):
            return NO_EVIDENCE
        score = 0.5 + 0.5 * min(1.0, len(pairs) / _ENOUGH)
        return Evidence(score, f"{len(pairs)} answers in quotation marks under questions without")

    def turns(self, document: Document) -> list[Turn]:
        """Return the questions without a speaker, and the quoted paragraphs as the respondent's."""
        respondent = find_respondent(document)
        turns: list[Turn] = []
        for question, answers in _find_exchanges(document) if respondent else ():
            turns.append(Turn(None, (question.span,)))
            turns += [Turn(respondent, (_without_marks(document.text, answer),)) for answer in answers]
        return turns


def _find_exchanges(document: Document) -> Iterator[tuple[Paragraph, Sequence[Paragraph]]]:
    """Yield each paragraph that may be a question with the quoted paragraphs under it."""
    text = document.text
    question: Paragraph | None = None
    answers: list[Paragraph] = []
    for paragraph in document.paragraphs:
        words = paragraph.span.slice(text)
        if not _ANSWER.match(words):
            if question and answers:
                yield question, answers
            question, answers = (paragraph if len(words) <= _LONGEST and _ENDED.search(words) else None), []
        elif question:
            answers.append(paragraph)
    if question and answers:
        yield question, answers


def _is_asked(text: str, question: Paragraph) -> bool:
    words = question.text(text)
    return bool(_ASKS.search(words) or _ADDRESSED.search(words))


def _without_marks(text: str, answer: Paragraph) -> Span:
    """Return the words of an answer without its marks."""
    words = answer.span.slice(text)
    start = answer.span.start + len(words) - len(words.lstrip('*_“"«'))
    return Span(start, max(start, answer.span.start + len(words.rstrip('*_”"»'))))


QUOTED_ANSWERS = QuotedAnswers()
