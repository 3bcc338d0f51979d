"""Routes of the HTTP API, one function each; /docs documents them."""

import asyncio
from collections.abc import AsyncIterator
from importlib.metadata import version
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse
from starlette.convertors import StringConvertor, register_url_convertor

import index
from index import Report
from rag import Answer, Facets, SearchResult, StatementList, Statements, Trace, read_statements
from ui.api.answer_routes import stream_answer
from ui.api.uploads import MAX_MEGABYTES, OPENAPI_BODY, PostedArticles, read_body
from ui.documents.requests import (
    ArticleRevision,
    AskQuery,
    AskRequest,
    FacetsQuery,
    ListQuery,
    SearchRequest,
    StatementsQuery,
    StatementsRequest,
    TraceRequest,
    VersionQuery,
)
from ui.documents.responses import Added, ArticleDocument, ArticleList, Uploaded
from ui.export.statement_csv import format_statements
from ui.middleware.audit_log import audit_entry, record_articles
from ui.runtime.dependencies import Deps, QueuedDeps
from ui.runtime.model_answers import ModelResponse, needs_model
from ui.runtime.writer import IndexState, Writer

POLL_SECONDS = 0.2
NOT_SERVED = "the newest generation cannot be served; the server's log says why"


class _ArticleConvertor(StringConvertor):
    """An id of an article in a path, which may have slashes; "/restore" after it is no part of it."""

    regex = ".+(?<!/restore)"


register_url_convertor("article", _ArticleConvertor())
router = APIRouter()


class Ready(BaseModel):
    """A generation is loaded; if it is not the newest one, `reason` says why. `version` is that of onrecord."""

    ready: Literal[True] = True
    version: str
    generation: int
    reason: Annotated[str | None, Field(exclude_if=lambda reason: reason is None)]


@router.post("/ask", response_model=Answer)
def ask(deps: QueuedDeps, request: AskRequest) -> Answer | Response:
    """Answer a question with verbatim, attributed, dated citations, or say why there is no answer.

    With `mode` "summary" and a language model set, the answer has a summary as well, checked sentence by sentence. With
    `selection` the model selects the quotations that answer, from forty; with `reading` it reads a question that was
    not understood.
    """
    answer = _ask(deps, request)
    waits = request.mode == "summary" or needs_model(answer, request, deps.model)
    return ModelResponse(answer, request, deps) if waits else answer


def _ask(deps: QueuedDeps, request: AskRequest) -> Answer:
    with deps.live.lease() as record:
        answer = request.ask(record)
    record_articles(answer.generation, (citation.article_id for citation in answer.citations), request.question)
    return answer


@router.post("/ask/stream", response_class=Response, responses={200: {"content": {"text/event-stream": {}}}})
def ask_and_stream(deps: QueuedDeps, request: AskRequest) -> EventSourceResponse:
    """Answer as server-sent events: every `citation`, then every `sentence`, then the whole `answer`.

    With `mode` "summary", each checked sentence of the summary comes before the answer, as `summary`.
    """
    return stream_answer(_ask(deps, request), request, deps)


@router.get("/ask", response_model=Answer)
def ask_with_query(deps: QueuedDeps, query: Annotated[AskQuery, Query()]) -> Answer | Response:
    """Answer a question given as query parameters."""
    return ask(deps, query.to_request())


@router.post("/search")
def search(deps: QueuedDeps, request: SearchRequest) -> SearchResult:
    """Return the best matching passages."""
    with deps.live.lease() as record:
        filters = request.filters.to_filters()
        result = record.search(
            request.query, limit=request.limit, filters=filters, asked=request.asked, aliases=request.aliases
        )
    record_articles(result.generation, (hit.article_id for hit in result.hits), request.query)
    return result


@router.post("/trace")
def trace(deps: QueuedDeps, request: TraceRequest) -> Trace:
    """Find a quotation and its speaker: exact, altered (with the differences) or not on record."""
    with deps.live.lease() as record:
        result = record.trace(request.quote, request.speaker)
        record_articles(record.generation, (match.citation.article_id for match in result.matches), request.quote)
    return result


@router.post("/statements")
def extract_statements(deps: QueuedDeps, request: StatementsRequest) -> Statements:
    """Extract who said what from a text; it is returned unchanged, and every span points into it."""
    return read_statements(request.to_article(), deps.live.encoder)


@router.get("/statements", response_model=StatementList, responses={200: {"content": {"text/csv": {}}}})
def list_statements(
    deps: QueuedDeps, query: Annotated[StatementsQuery, Query()], request: Request
) -> StatementList | Response:
    """List the statements of the library: newest first, then by article, then in the order of the text.

    `about` is a subject that the words of a statement must contain, under any form of a name; `speaker` filters by its
    speaker, `speaker_id` is exactly one of GET /speakers, `country` filters by the speaker's country and the countries
    it names. `cursor` continues with the next page, also in a newer index. As CSV, the header Link holds the address of
    the next page.
    """
    with deps.live.lease() as record:
        page = record.statements(
            about=query.about,
            filters=query.to_filters(),
            limit=query.limit,
            cursor=query.cursor,
            speaker_id=query.speaker_id,
        )
        record_articles(record.generation, (statement.article_id for statement in page.statements), query.about)
    next_page = request.url.include_query_params(cursor=page.cursor)
    return respond_with_csv(page, f"{next_page.path}?{next_page.query}") if query.format == "csv" else page


@router.get("/facets")
def count_facets(deps: QueuedDeps, query: Annotated[FacetsQuery, Query()]) -> Facets:
    """Count statements by speaker, country, source, year and kind, the most frequent first."""
    with deps.live.lease() as record:
        return record.facets(query.about, query.to_filters())


@router.get("/articles")
def list_articles(deps: QueuedDeps, query: Annotated[ListQuery, Query()]) -> ArticleList:
    """List the articles, newest first."""
    with deps.live.lease() as record:
        page = ArticleList.load(record, query)
        record_articles(record.generation, (head.id for head in page.articles), query.q)
    return page


@router.get("/articles/{id:path}")
def get_article(deps: QueuedDeps, id: str, query: Annotated[VersionQuery, Query()]) -> ArticleDocument:
    """Return an article with its text and its versions; the spans of citations point into that text."""
    with deps.live.lease() as record:
        document = ArticleDocument.load(record, id, query.version)
        record_articles(record.generation, [document.id])
    return document


@router.post(
    "/articles",
    openapi_extra=OPENAPI_BODY,
    max_body_size=MAX_MEGABYTES * 1_000_000,
    responses={201: {"model": Added | Uploaded, "description": "An article was added"}},
)
def add_articles(
    deps: QueuedDeps, body: Annotated[PostedArticles, Depends(read_body)], response: Response
) -> Added | Uploaded:
    """Add or update one article, or those of a file; POST /index then makes them searchable."""
    document = body.add_to(deps.home)
    outcomes = document.articles if isinstance(document, Uploaded) else (document,)
    record_articles(None, [outcome.id for outcome in outcomes])
    response.status_code = 201 if any(outcome.status == "added" for outcome in outcomes) else 200
    return document


@router.patch("/articles/{id:article}")
def revise_article(deps: Deps, id: str, revision: ArticleRevision) -> Added:
    """Change an article's title, source, date or speaker by hand: a new version, which POST /index makes searchable."""
    record_articles(None, [id])
    outcome = index.revise_article(deps.home, id, revision.to_changes())
    return Added(id=outcome.id, version=outcome.version, status=outcome.status)


@router.delete("/articles/{id:article}")
def remove_article(deps: Deps, id: str) -> Report:
    """Remove an article from the index; its versions are kept in the library."""
    record_articles(None, [id])
    return deps.writer.remove([id])


@router.post("/articles/{id:path}/restore")
def restore_article(deps: Deps, id: str) -> Report:
    """Restore a removed article."""
    record_articles(None, [id])
    return deps.writer.restore([id])


@router.post("/index", status_code=202)
def bring_up_to_date(deps: Deps) -> IndexState:
    """Index all known sources and posted articles again; GET /index returns the progress."""
    return deps.writer.bring_up_to_date()


@router.get("/index")
def index_state(deps: Deps, request: Request) -> IndexState:
    """Return the state of the index run and the report of the last one; those who may write see refused sources."""
    return _visible_state(deps.writer, may_write=audit_entry(request.scope).may_write)


@router.get("/index/events")
async def index_events(deps: Deps, request: Request) -> EventSourceResponse:
    """Return the same as server-sent events: immediately, and then at each change."""
    return EventSourceResponse(_state_events(deps.writer, may_write=audit_entry(request.scope).may_write))


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(deps: Deps, request: Request) -> Response:
    """Return what the server has done and what it holds, for Prometheus."""
    content, content_type = deps.metrics.render(request.headers.get("accept", ""))
    return Response(content, headers={"Content-Type": content_type})


@router.get("/health")
async def health() -> dict[str, str]:
    """Return that the server is alive."""
    return {"status": "alive"}


@router.get("/ready")
def ready(deps: Deps, request: Request) -> Ready:
    """Return that a generation is loaded and all parts answer, or respond 503 with the reason."""
    index.require_parts(deps.home)
    with deps.live.lease() as record:
        reason = deps.live.reason
        if reason and "/" in reason and not audit_entry(request.scope).may_write:
            reason = NOT_SERVED  # the path of a file concerns only those who may write
        return Ready(version=version("onrecord"), generation=record.generation, reason=reason)


def _visible_state(writer: Writer, *, may_write: bool) -> IndexState:
    return writer.state if may_write else writer.state.for_readers()


async def _state_events(writer: Writer, *, may_write: bool) -> AsyncIterator[dict[str, str]]:
    sent = None
    while True:
        if (state := _visible_state(writer, may_write=may_write)) != sent:
            sent = state
            yield {"event": "state", "data": state.model_dump_json()}
        await asyncio.sleep(POLL_SECONDS)


def respond_with_csv(page: StatementList, address: str) -> Response:
    """Return a page of statements as CSV; `address` is that of the next page, given in the header Link."""
    headers = {"Link": f'<{address}>; rel="next"'} if page.cursor else None
    return Response(format_statements(page), headers=headers, media_type="text/csv; charset=utf-8")
