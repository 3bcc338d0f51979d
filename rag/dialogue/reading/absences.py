"""Absences: what is said where nothing was found, so that no more is denied than what was looked for."""

from rag.answers.documents import Answer
from rag.dialogue.reading.background import find_unresolved
from rag.interpretation.statement_questions import StatementQuestion


def reword_absence(answer: Answer, saying: StatementQuestion, skip: int) -> Answer:
    """Return an abstention with the reason that fits its question: an unknown group, what was left out, no more."""
    if not answer.abstained or not answer.reason:
        return answer
    if saying.voices and saying.voices.is_unknown:
        answer = _reword(answer, saying.voices.note, code="not_understood")
    if (saying.others or saying.without) and answer.reason:
        nobody = "No one else is on record on this" if answer.intent == "who" else "Nothing else found"
        answer = _reword(answer, answer.reason.text.replace("Nothing found", nobody, 1))
    return _reword(answer, "No more is on record than what was shown before.") if skip else answer


def reword_unresolved(answer: Answer, question: str) -> Answer:
    """Return an abstention that names the word of its question of which nothing tells what it stands for, if any."""
    points = find_unresolved(question)
    if not points:
        return answer
    text = f"I cannot tell what “{points}” stands for: name the subject in the question itself."
    return _reword(answer, text, code="not_understood")


def _reword(answer: Answer, text: str, **code: str) -> Answer:
    reason = answer.reason and answer.reason.model_copy(update={"text": text, **code})
    return answer.model_copy(update={"reason": reason})
