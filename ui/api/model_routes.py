"""Routes of the language model: a quotation translated for display, and the draft of a brief.

Both wait for the model outside the request queue.
"""

from fastapi import APIRouter

from index import UnknownArticle
from rag import BriefDraft, BriefStore, Translation, draft_brief, translate_quotation
from ui.documents.requests import TranslationRequest
from ui.middleware.audit_log import record_articles
from ui.runtime.dependencies import Deps
from ui.runtime.summaries import MODEL_BUSY, hold_writer

router = APIRouter()


@router.post("/translate")
def translate(deps: Deps, request: TranslationRequest) -> Translation:
    """Translate a quotation for display, beside the original; `text` is null, and `note` says why, if there is none."""
    with deps.live.lease() as record:
        citation = record.cite(request.article_id, request.article_version, request.start, request.end)
        record_articles(record.generation, [request.article_id])
    if citation is None:
        raise UnknownArticle("the article has no words there; give the start and end of a quotation")
    with hold_writer() as is_free:
        if is_free:
            return translate_quotation(citation, request.language, deps.model)
    return Translation.without(citation, request.language, MODEL_BUSY)


@router.post("/briefs/{id}/draft")
def draft(deps: Deps, id: str) -> BriefDraft:
    """Draft a brief from its quotations, each sentence checked as those of a summary are; the brief stays as it is."""
    with deps.live.lease() as record:
        brief = BriefStore(deps.home).open(record, id)
        record_articles(record.generation, (citation.article_id for citation in brief.citations))
    with hold_writer() as is_free:
        if is_free:
            return draft_brief(brief.title, brief.citations, deps.model)
    return BriefDraft(draft=None, notes=(MODEL_BUSY,))
