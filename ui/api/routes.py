"""The HTTP interface, one function a route; /docs says what each takes and gives."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse

from index import Report
from rag import Answer, SearchResult, StatementList, Statements, Trace, statements_in
from ui.api.answer_routes import streamed
from ui.api.uploads import BODY, MEGABYTES, Posted, posted
from ui.documents.requests import (
    AskQuery,
    AskRequest,
    ListQuery,
    SearchRequest,
    StatementsQuery,
    StatementsRequest,
    TraceRequest,
    VersionQuery,
)
from ui.documents.responses import Added, ArticleDocument, ArticleList, Uploaded
from ui.export.statement_csv import as_csv
from ui.middleware.audit_log import told
from ui.runtime.dependencies import AtDesk, InTurn
from ui.runtime.writer import IndexState, Writer

LOOK_EVERY_SECONDS = 0.2

router = APIRouter()


class Ready(BaseModel):
    """A generation is loaded; where it is not the current one, the reason says why not."""

    ready: Literal[True] = True
    generation: int
    reason: Annotated[str | None, Field(exclude_if=lambda reason: reason is None)]


@router.post("/ask")
def ask(desk: InTurn, wish: AskRequest) -> Answer:
    """Answer a question with verbatim, attributed, dated citations, or say why there is none."""
    with desk.live.reading() as record:
        answer = wish.of(record)
    told(answer.generation, (one.article_id for one in answer.citations), wish.question)
    return answer


@router.post("/ask/stream", response_class=Response, responses={200: {"content": {"text/event-stream": {}}}})
def ask_and_stream(desk: InTurn, wish: AskRequest) -> EventSourceResponse:
    """Answer as server-sent events: every `citation`, then every `sentence`, then the whole `answer`."""
    return streamed(ask(desk, wish))


@router.get("/ask")
def ask_by_address(desk: InTurn, wish: Annotated[AskQuery, Query()]) -> Answer:
    """Answer a question that stands in the address."""
    return ask(desk, wish.request())


@router.post("/search")
def search(desk: InTurn, wish: SearchRequest) -> SearchResult:
    """Give the passages that match best."""
    with desk.live.reading() as record:
        filters = wish.filters.filters()
        found = record.search(wish.query, limit=wish.limit, filters=filters, asked=wish.asked, aliases=wish.aliases)
    told(found.generation, (hit.article_id for hit in found.hits), wish.query)
    return found


@router.post("/trace")
def trace(desk: InTurn, wish: TraceRequest) -> Trace:
    """Tell where a quotation stands and whose words it is there: exact, altered and how, or not on record."""
    with desk.live.reading() as record:
        found = record.trace(wish.quote, wish.speaker)
        told(record.generation, (match.citation.article_id for match in found.matches), wish.quote)
    return found


@router.post("/statements")
def statements(desk: InTurn, wish: StatementsRequest) -> Statements:
    """Tell who said what in a text; it comes back unchanged, and every span points into it."""
    return statements_in(wish.article(), desk.live.encoder)


@router.get("/statements", response_model=StatementList, responses={200: {"content": {"text/csv": {}}}})
def listed(desk: InTurn, wish: Annotated[StatementsQuery, Query()], request: Request) -> StatementList | Response:
    """List who said what across the library: newest first, then by article, then as it stands there.

    `about` is a subject that the words of a statement must hold, with names under every form; `speaker` goes by who
    made it, `country` by that of its speaker and what it names. `cursor` gives the next page, also of a newer index.
    As csv, the header Link leads to it.
    """
    with desk.live.reading() as record:
        page = record.statements(about=wish.about, filters=wish.filters(), limit=wish.limit, cursor=wish.cursor)
        told(record.generation, (one.article_id for one in page.statements), wish.about)
    following = request.url.include_query_params(cursor=page.cursor)
    return table(page, f"{following.path}?{following.query}") if wish.format == "csv" else page


@router.get("/articles")
def articles(desk: InTurn, wish: Annotated[ListQuery, Query()]) -> ArticleList:
    """List the articles, newest first."""
    with desk.live.reading() as record:
        page = ArticleList.of(record, wish)
        told(record.generation, (head.id for head in page.articles), wish.q)
    return page


@router.get("/articles/{id:path}")
def article(desk: InTurn, id: str, wish: Annotated[VersionQuery, Query()]) -> ArticleDocument:
    """Give one article with its text and its versions; every span of a citation points into that text."""
    with desk.live.reading() as record:
        document = ArticleDocument.of(record, id, wish.version)
        told(record.generation, [document.id])
    return document


@router.post(
    "/articles",
    openapi_extra=BODY,
    max_body_size=MEGABYTES * 1_000_000,
    responses={201: {"model": Added | Uploaded, "description": "Something was new"}},
)
def add(desk: InTurn, body: Annotated[Posted, Depends(posted)], response: Response) -> Added | Uploaded:
    """Add or update one article, or those of a .txt, .md or .jsonl file; POST /index then makes them searchable."""
    document = body.add_to(desk.home)
    outcomes = document.articles if isinstance(document, Uploaded) else (document,)
    told(None, [outcome.id for outcome in outcomes])
    response.status_code = 201 if any(outcome.status == "added" for outcome in outcomes) else 200
    return document


@router.delete("/articles/{id:path}")
def remove(desk: AtDesk, id: str) -> Report:
    """Take an article out of what is searched; its versions are kept."""
    told(None, [id])
    return desk.writer.remove([id])


@router.post("/articles/{id:path}/restore")
def restore(desk: AtDesk, id: str) -> Report:
    """Undo a removal."""
    told(None, [id])
    return desk.writer.restore([id])


@router.post("/index", status_code=202)
def bring_up_to_date(desk: AtDesk) -> IndexState:
    """Read again what was indexed before and take in what was posted since; GET /index tells how far it has come."""
    return desk.writer.bring_up_to_date()


@router.get("/index")
def index_state(desk: AtDesk) -> IndexState:
    """Tell what is being done to the index, and what the last run did."""
    return desk.writer.state


@router.get("/index/events")
async def index_events(desk: AtDesk) -> EventSourceResponse:
    """Tell the same as server-sent events: at once, and then at each change."""
    return EventSourceResponse(_changes(desk.writer))


@router.get("/health")
async def health() -> dict[str, str]:
    """Tell that the server is alive."""
    return {"status": "alive"}


@router.get("/ready")
def ready(desk: AtDesk) -> Ready:
    """Tell that the current generation is loaded, or why not."""
    with desk.live.reading() as record:
        return Ready(generation=record.generation, reason=desk.live.reason)


async def _changes(writer: Writer) -> AsyncIterator[dict[str, str]]:
    told = None
    while True:
        if (state := writer.state) != told:
            told = state
            yield {"event": "state", "data": state.model_dump_json()}
        await asyncio.sleep(LOOK_EVERY_SECONDS)


def table(page: StatementList, address: str) -> Response:
    """Answer with a page as a table; `address` leads to the next one but for its cursor."""
    headers = {"Link": f'<{address}>; rel="next"'} if page.cursor else None
    return Response(as_csv(page), headers=headers, media_type="text/csv; charset=utf-8")
