"""Routes of the views of followed questions and briefs."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from rag import BriefStore, FollowStore
from ui.middleware.audit_log import audit_entry, record_articles
from ui.page.views.workspace_views import BriefQuery, FollowQuery, render_brief, render_briefs, render_follows
from ui.runtime.dependencies import QueuedDeps

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/follow")
def show_follows(deps: QueuedDeps, request: Request, _: Annotated[FollowQuery, Query()]) -> str:
    """Show the followed questions and their news."""
    with deps.live.lease() as record:
        follows = FollowStore(deps.home).list_news(record)
        record_articles(record.generation, (item.citation.article_id for news in follows for item in news.new))
    return render_follows(follows, may_write=audit_entry(request.scope).may_write)


@router.get("/brief")
def show_brief(deps: QueuedDeps, request: Request, query: Annotated[BriefQuery, Query()]) -> str:
    """Show a brief, or the list of all."""
    may_write = audit_entry(request.scope).may_write
    if not query.brief:
        return render_briefs(BriefStore(deps.home).list_heads(), may_write=may_write)
    with deps.live.lease() as record:
        brief = BriefStore(deps.home).open(record, query.brief)
        record_articles(record.generation, (citation.article_id for citation in brief.citations))
    return render_brief(brief, may_write=may_write)
