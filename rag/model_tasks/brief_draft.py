"""Brief draft: sentences that a language model writes of picked quotations, each checked as those of a summary are."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from rag.answers.citations import Citation
from rag.answers.documents import Summary
from rag.language_model.client import LanguageModel
from rag.language_model.prompt import MAX_QUOTATIONS
from rag.language_model.task_prompts import write_draft_prompt
from rag.summaries.writer import write_of_citations

_OFF = "Drafting by a language model is switched off, or none is set; set ONRECORD_LLM_URL."
_EMPTY = "There are no quotations to draft from."


class BriefDraft(BaseModel):
    """The draft of a brief: its numbers are those of the brief's quotations; null, with a note, if there is none."""

    model_config = ConfigDict(frozen=True)

    draft: Summary | None
    notes: tuple[str, ...] = ()


def draft_brief(title: str, citations: Sequence[Citation], model: LanguageModel | None) -> BriefDraft:
    """Return sentences on the quotations of a brief, those that the quotations carry."""
    if not citations:
        return BriefDraft(draft=None, notes=(_EMPTY,))
    if model is None or "draft" not in model.tasks:
        return BriefDraft(draft=None, notes=(_OFF,))
    used = citations[:MAX_QUOTATIONS]
    draft, failure = write_of_citations(used, write_draft_prompt(title, used), model)
    notes = [failure] if failure else []
    if len(citations) > len(used):
        notes.append(f"Only the first {len(used)} of {len(citations)} quotations were drafted from.")
    return BriefDraft(draft=draft, notes=tuple(notes))
