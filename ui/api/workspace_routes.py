"""Routes of the workspace: followed questions with their feeds, and briefs."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from rag import Brief, BriefHead, BriefStore, FollowNews, FollowStore, OpenedBrief, summarize_news
from ui.documents.workspace_requests import BriefAddition, BriefContent, FollowRequest, NewBrief
from ui.export.briefs.brief_files import export_brief
from ui.export.follow_feed import format_feed
from ui.export.formats import BRIEF_FILES, BriefFormat
from ui.middleware.audit_log import record_articles
from ui.runtime.dependencies import Deps, QueuedDeps

router = APIRouter()


class FollowList(BaseModel):
    """The followed questions with their news, the latest question first."""

    follows: tuple[FollowNews, ...]


class BriefList(BaseModel):
    """The briefs, the one that was changed last first."""

    briefs: tuple[BriefHead, ...]


class BriefExportQuery(BaseModel):
    """The query of GET /briefs/{id}/export."""

    model_config = ConfigDict(extra="forbid")

    format: BriefFormat = "docx"


@router.get("/follows")
def list_follows(deps: QueuedDeps) -> FollowList:
    """List the followed questions, each with what is new since it was last looked at."""
    with deps.live.lease() as record:
        follows = FollowStore(deps.home).list_news(record)
        shown = (item.citation.article_id for news in follows for item in news.new)
        record_articles(record.generation, shown)
    return FollowList(follows=follows)


@router.post("/follows", status_code=201)
def follow(deps: QueuedDeps, request: Annotated[FollowRequest, Body()]) -> FollowNews:
    """Follow a question: what is on record now is not news, what comes later is."""
    with deps.live.lease() as record:
        return summarize_news(FollowStore(deps.home).add(record, request.question, request.filters.to_filters()))


@router.post("/follows/{id}/seen")
def mark_seen(deps: QueuedDeps, id: str) -> FollowNews:
    """Note that the news of a question was looked at."""
    with deps.live.lease() as record:
        return summarize_news(FollowStore(deps.home).mark_seen(record, id))


@router.delete("/follows/{id}", status_code=204)
def unfollow(deps: Deps, id: str) -> None:
    """Follow a question no longer."""
    FollowStore(deps.home).delete(id)


@router.get("/follows/{id}/feed", response_class=Response, responses={200: {"content": {"application/atom+xml": {}}}})
def show_feed(deps: QueuedDeps, request: Request, id: str) -> Response:
    """Return what is new of a question since it was followed, as an Atom feed."""
    with deps.live.lease() as record:
        followed = FollowStore(deps.home).refresh(record, id)
    content = format_feed(followed, str(request.url), str(request.base_url))
    return Response(content, media_type="application/atom+xml")


@router.get("/briefs")
def list_briefs(deps: Deps) -> BriefList:
    """List the briefs."""
    return BriefList(briefs=BriefStore(deps.home).list_heads())


@router.post("/briefs", status_code=201)
def create_brief(deps: Deps, request: Annotated[NewBrief, Body()]) -> Brief:
    """Begin a brief."""
    return BriefStore(deps.home).create(request.title)


@router.get("/briefs/{id}")
def open_brief(deps: QueuedDeps, id: str) -> OpenedBrief:
    """Return a brief, and which of its articles were corrected or removed since."""
    with deps.live.lease() as record:
        brief = BriefStore(deps.home).open(record, id)
        record_articles(record.generation, (citation.article_id for citation in brief.citations))
    return brief


@router.put("/briefs/{id}")
def replace_brief(deps: QueuedDeps, id: str, request: Annotated[BriefContent, Body()]) -> Brief:
    """Replace the title and the items of a brief; quotations are cut from their articles here."""
    with deps.live.lease() as record:
        return BriefStore(deps.home).replace(record, id, request.title, request.items)


@router.post("/briefs/{id}/items")
def add_to_brief(deps: QueuedDeps, id: str, request: Annotated[BriefAddition, Body()]) -> Brief:
    """Add quotations, headings or notes at the end of a brief."""
    with deps.live.lease() as record:
        return BriefStore(deps.home).append(record, id, request.items)


@router.delete("/briefs/{id}", status_code=204)
def delete_brief(deps: Deps, id: str) -> None:
    """Delete a brief."""
    BriefStore(deps.home).delete(id)


@router.get(
    "/briefs/{id}/export",
    response_class=Response,
    responses={200: {"content": {kind: {} for _, kind in BRIEF_FILES.values()}}},
)
def download_brief(deps: QueuedDeps, id: str, query: Annotated[BriefExportQuery, Query()]) -> Response:
    """Return a brief as a file: a document, a table, or references for a reference manager."""
    brief = open_brief(deps, id)
    ending, media_type = BRIEF_FILES[query.format]
    headers = {"Content-Disposition": f'attachment; filename="brief-{brief.id[:8]}.{ending}"'}
    return Response(export_brief(brief, query.format), headers=headers, media_type=media_type)
