"""Selection: which of forty quotations answer, by their numbers; the quotations stay ours, word for word."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from index.errors import OnrecordError
from index.text.plurals import format_count
from rag.answers.answer_id import compute_summary_id
from rag.answers.compose import write_answer
from rag.answers.documents import Answer, Conflict
from rag.language_model.client import LanguageModel
from rag.language_model.failures import ModelFailure
from rag.language_model.task_prompts import MAX_CANDIDATES, write_selection_prompt

_MAX_TOKENS = 160
_WRITTEN = re.compile(r"[\s\[\]\d,;.&]*|\W*none\W*")
_SELECTABLE = frozenset(("speaker", "article"))
_UNSUITABLE = frozenset(("trace", "library", "help", "greeting", "count", "comparison", "timeline"))


def can_be_selected(answer: Answer) -> bool:
    """Return whether an answer is a list of quotations of which some may be left out."""
    is_list = answer.intent not in _UNSUITABLE and {group.by for group in answer.groups} <= _SELECTABLE
    return not answer.abstained and is_list and len(answer.citations) > 1


def select_numbers(answer: Answer, model: LanguageModel) -> tuple[int, ...]:
    """Return the numbers of the quotations that a model says answer, best first; raise ModelFailure."""
    written = model.complete(
        write_selection_prompt(answer.standalone_question, answer.citations), max_tokens=_MAX_TOKENS
    )
    text = re.sub(r"^\W*(?:numbers|answer)\W*:", "", written, flags=re.IGNORECASE)
    if not _WRITTEN.fullmatch(text.casefold()):
        raise ModelFailure("format")
    shown = {citation.number for citation in answer.citations[:MAX_CANDIDATES]}
    numbers = dict.fromkeys(int(number) for number in re.findall(r"\d+", text))
    if not shown.issuperset(numbers):
        raise ModelFailure("format")  # a number that no quotation has
    return tuple(numbers)


def select_citations(answer: Answer, candidates: Answer, model: LanguageModel, limit: int) -> Answer:
    """Return an answer with at most `limit` of the quotations of `candidates`, those that a model selects.

    The answer as it is, with one note, if the model fails or selects none.
    """
    if "selection" not in model.tasks or not can_be_selected(candidates):
        return answer
    try:
        numbers = select_numbers(candidates, model)
    except (ModelFailure, OnrecordError) as error:
        return answer.with_note(str(error))
    if not numbers:
        return answer.with_note(f"The language model {model.name} selected none of the quotations; all are shown.")
    return _keep(candidates, set(numbers[:limit]), model.name)


def _keep(answer: Answer, numbers: AbstractSet[int], model: str) -> Answer:
    """Return an answer with some of its citations, renumbered in their order; what the direct line cites stays."""
    kept = {*numbers, *(answer.direct.citations if answer.direct else ())}
    citations = [citation for citation in answer.citations if citation.number in kept]
    new = {citation.number: number for number, citation in enumerate(citations, 1)}
    renumbered = [citation.model_copy(update={"number": new[citation.number]}) for citation in citations]
    count = format_count(len(answer.citations), "quotation")
    note = f"The language model {model} selected {len(renumbered)} of {count}; each is as it stands in its article."
    notes = (*answer.notes, note)
    written = write_answer(renumbered, " ".join(notes))
    direct = answer.direct and answer.direct.model_copy(
        update={"citations": tuple(new[number] for number in answer.direct.citations)}
    )
    return answer.model_copy(
        update={
            "id": compute_summary_id(answer.id, f"{model}: {sorted(kept)}"),
            "answer": written.text,
            "notes": notes,
            "direct": direct,
            "sentences": written.sentences,
            "citations": tuple(renumbered),
            "groups": written.groups,
            "conflicts": tuple(_renumber_conflicts(answer.conflicts, new)),
            "found": answer.found.model_copy(update={"truncated": True}),
        }
    )


def _renumber_conflicts(conflicts: Sequence[Conflict], new: dict[int, int]) -> list[Conflict]:
    """Return the conflicts of which all sides are kept, with their new numbers."""
    return [
        conflict.model_copy(update={"citations": tuple(new[number] for number in conflict.citations)})
        for conflict in conflicts
        if new.keys() >= set(conflict.citations)
    ]
