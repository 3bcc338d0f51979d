"""Routes of the views beside the chat: an article, an overview, a trace, the library.

They return HTML fragments, which the page's script inserts.
"""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from index import NotIndexed
from ui.documents.fields import Name, Text, today
from ui.documents.responses import ArticleDocument
from ui.middleware.audit_log import audit_entry, record_articles
from ui.page.anchors import Anchor
from ui.page.answer_html import render_holdings
from ui.page.article_html import render_article
from ui.page.chart_view import ChartQuery, render_chart
from ui.page.library_view import LibraryQuery, render_library
from ui.page.overview import OverviewQuery, render_overview
from ui.page.trace_view import render_trace, render_trace_form
from ui.page.views import people_routes, workspace_routes
from ui.page.views.everything import EverythingQuery, render_everything
from ui.page.views.form_input import read_form
from ui.page.views.page_image import PageImageQuery, draw_page, find_pages
from ui.runtime.dependencies import Deps, QueuedDeps
from ui.runtime.writer import IndexState

router = APIRouter(prefix="/page", include_in_schema=False, default_response_class=HTMLResponse)
router.include_router(people_routes.router)
router.include_router(workspace_routes.router)


class TraceQuery(BaseModel):
    """A quotation and the speaker it is attributed to: the query of GET /page/trace."""

    model_config = ConfigDict(extra="forbid")

    trace: Text = ""
    speaker: Annotated[Text, Field(max_length=200)] = ""


class LinkRequest(BaseModel):
    """The URL of a page or feed to index from now on: the body of POST /page/links."""

    model_config = ConfigDict(extra="forbid")

    link: Annotated[Name, Field(pattern=r"^https?://")]


@router.get("/article")
def show_article(deps: QueuedDeps, request: Request, anchor: Annotated[Anchor, Query()]) -> str:
    """Show an article with the words of a citation marked."""
    may_write = audit_entry(request.scope).may_write
    with deps.live.lease() as record:
        document = ArticleDocument.load(record, anchor.article, anchor.version)
        record_articles(record.generation, [document.id])
        duplicates, pages = record.near_duplicates(document.id), find_pages(anchor, document.text, record)
        return render_article(document, anchor.span, duplicates, pages=pages, may_write=may_write)


@router.get("/image", response_class=Response)
def show_page_image(deps: QueuedDeps, query: Annotated[PageImageQuery, Query()]) -> Response:
    """Show a page of an article's PDF as it was printed, with the words of a citation marked."""
    with deps.live.lease() as record:
        image = draw_page(query, record)
        record_articles(record.generation, [query.article])
    return Response(image, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@router.get("/look")
def show_overview(deps: QueuedDeps, request: Request) -> str:
    """Show everything said on a subject, or two sides of it compared."""
    query, form = read_form(OverviewQuery, request.query_params)
    if not query.look.strip() or form.errors:
        return render_overview(query, form=form)
    with deps.live.lease() as record:
        filters = query.to_filters()
        answer = record.ask(query.question, everything=True, filters=filters, asked=today(), aliases=query.aliases)
        record_articles(record.generation, (citation.article_id for citation in answer.citations), query.question)
        return render_overview(query, answer, record.count_searched(answer.filters))


@router.get("/chart")
def show_chart(deps: QueuedDeps, query: Annotated[ChartQuery, Query()]) -> str:
    """Show everything said on a subject as a chart."""
    with deps.live.lease() as record:
        answer = query.find_answer(record)
        record_articles(record.generation, (citation.article_id for citation in answer.citations), answer.question)
        return render_chart(query, answer)


@router.get("/everything")
def show_everything(deps: QueuedDeps, query: Annotated[EverythingQuery, Query()]) -> str:
    """Show all that an answer shows the best of, grouped by speaker, date or source."""
    with deps.live.lease() as record:
        answer = query.ask_again(record)
        record_articles(record.generation, (citation.article_id for citation in answer.citations), answer.question)
        return render_everything(query, answer)


@router.get("/trace")
def show_trace(deps: QueuedDeps, request: Request) -> str:
    """Show where a quotation was found, with the differences marked."""
    query, form = read_form(TraceQuery, request.query_params)
    if not query.trace.strip() or form.errors:
        return render_trace_form(query.trace, query.speaker, form)
    with deps.live.lease() as record:
        html, matches = render_trace(query.trace, query.speaker, record)
        record_articles(record.generation, (match.citation.article_id for match in matches), query.trace)
        return html


@router.get("/holdings")
def show_holdings(deps: Deps) -> str:
    """Show the size of the library, as in the head of the page."""
    try:
        with deps.live.lease() as record:
            return render_holdings(record.holdings())
    except NotIndexed:
        return ""


@router.get("/library")
def show_library(deps: QueuedDeps, request: Request, query: Annotated[LibraryQuery, Query()]) -> str:
    """Show the articles, with controls to change them for those who have a key."""
    entry = audit_entry(request.scope)
    may_write, signed_in = entry.may_write, entry.key is not None
    state = deps.writer.state if may_write else deps.writer.state.for_readers()
    try:
        with deps.live.lease() as record:
            return render_library(query, record, state.last, may_write=may_write, signed_in=signed_in)
    except NotIndexed:
        return render_library(query, None, state.last, may_write=may_write, signed_in=signed_in)


@router.post("/links", status_code=202, response_class=JSONResponse)
def add_link(deps: Deps, link: Annotated[LinkRequest, Body()]) -> IndexState:
    """Index a page or feed, now and whenever sources are re-indexed."""
    return deps.writer.bring_up_to_date(link.link)
