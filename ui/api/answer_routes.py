"""Routes of answers: as a stream, reopened, and exported as a file."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict
from sse_starlette import EventSourceResponse, ServerSentEvent

from index import UnknownItem
from rag import Answer, ReopenedAnswer
from ui.charts.chart import ChartName, Grouping, build_chart
from ui.charts.vega import IMAGE_TYPES, ImageFormat, draw_image
from ui.documents.requests import AskRequest
from ui.export import export
from ui.export.formats import MEDIA_TYPES, Format
from ui.middleware.audit_log import record_articles
from ui.runtime.dependencies import Dependencies, QueuedDeps
from ui.runtime.model_answers import assist
from ui.runtime.summaries import stream_summary

router = APIRouter()


class ExportQuery(BaseModel):
    """The query of GET /answers/{id}/export."""

    model_config = ConfigDict(extra="forbid")

    format: Format = "md"


@router.get("/answers/{id}")
def reopen_answer(deps: QueuedDeps, id: str) -> ReopenedAnswer:
    """Return a kept answer, and which of its articles have been corrected or removed since."""
    with deps.live.lease() as record:
        answer = record.reopen(id)
    record_articles(answer.generation, (citation.article_id for citation in answer.citations), answer.question)
    return answer


@router.get(
    "/answers/{id}/export",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}},
)
def download_answer(deps: QueuedDeps, id: str, query: Annotated[ExportQuery, Query()]) -> Response:
    """Return an answer as a file: each quotation with its evidence, and what has changed since."""
    answer = reopen_answer(deps, id)
    headers = {"Content-Disposition": f'attachment; filename="onrecord-{answer.id}.{query.format}"'}
    return Response(export.export_answer(answer, query.format), headers=headers, media_type=MEDIA_TYPES[query.format])


class ChartQuery(BaseModel):
    """The query of GET /answers/{id}/chart: what is drawn, whose rows a timeline has, and as which kind of file."""

    model_config = ConfigDict(extra="forbid")

    show: ChartName = "timeline"
    rows: Grouping = "speaker"
    format: ImageFormat = "svg"


@router.get(
    "/answers/{id}/chart",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in IMAGE_TYPES.values()}}},
)
def download_chart(deps: QueuedDeps, id: str, query: Annotated[ChartQuery, Query()]) -> Response:
    """Return the citations of an answer over time, or counted by year, speaker or country, as a drawing."""
    answer = reopen_answer(deps, id)
    chart = build_chart(query.show, answer.citations, query.rows)
    if chart is None:
        raise UnknownItem("the answer has no citations that could be drawn")
    headers = {"Content-Disposition": f'attachment; filename="onrecord-{answer.id}-{query.show}.{query.format}"'}
    return Response(draw_image(chart.spec, query.format), headers=headers, media_type=IMAGE_TYPES[query.format])


def stream_answer(answer: Answer, request: AskRequest, deps: Dependencies) -> EventSourceResponse:
    """Return server-sent events: every `citation`, every `sentence`, and last the whole `answer`.

    With `mode` "summary", each sentence of the summary comes before the answer, as `summary`, once it has been checked.
    """
    return EventSourceResponse(_events(answer, request, deps))


async def _events(answer: Answer, request: AskRequest, deps: Dependencies) -> AsyncIterator[ServerSentEvent]:
    answer = await assist(answer, request, deps)
    parts: tuple[tuple[str, Iterable[BaseModel]], ...] = (
        ("citation", answer.citations),
        ("sentence", answer.sentences),
    )
    for name, documents in parts:
        for document in documents:
            yield ServerSentEvent(document.model_dump_json(), event=name)
            await asyncio.sleep(0)  # lets other requests run, and notices a client that has gone
    if request.mode != "summary":
        yield ServerSentEvent(answer.model_dump_json(), event="answer")
        return
    async for part in stream_summary(answer, deps):
        yield ServerSentEvent(part.model_dump_json(), event="answer" if isinstance(part, Answer) else "summary")
