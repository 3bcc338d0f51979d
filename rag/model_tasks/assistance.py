"""Assistance: a question that was not understood as a language model reads it, and the quotations that it selects."""

from collections.abc import Callable

from rag.answers.documents import Answer
from rag.language_model.client import LanguageModel
from rag.language_model.task_prompts import MAX_CANDIDATES
from rag.model_tasks.question_reading import read_and_answer
from rag.model_tasks.selection import select_citations
from rag.query.filters import Filters

Ask = Callable[[tuple[str, Filters] | None, int], Answer]
"""Answers a question under some filters, or the first one as it was asked for None, with at most so many citations."""


def assist_answer(
    first: Answer, model: LanguageModel, ask: Ask, *, limit: int, reading: bool = True, selection: bool = False
) -> Answer:
    """Return the answer as a model reads its question, if it was not understood, with what it selects of forty."""
    answer = read_and_answer(first, model, lambda text, filters: ask((text, filters), limit)) if reading else first
    if not selection or answer.abstained:
        return answer
    asked = None if answer is first else (answer.standalone_question, answer.filters)
    return select_citations(answer, ask(asked, MAX_CANDIDATES), model, limit)
