"""The routes of answers: told as it comes, opened again, taken away as a file."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict
from sse_starlette import EventSourceResponse, ServerSentEvent

from rag import Answer, ReopenedAnswer
from ui.export.export import exported
from ui.export.formats import MEDIA_TYPES, Format
from ui.middleware.audit_log import told
from ui.runtime.dependencies import InTurn

router = APIRouter()


class ExportQuery(BaseModel):
    """The query of GET /answers/{id}/export."""

    model_config = ConfigDict(extra="forbid")

    format: Format = "md"


@router.get("/answers/{id}")
def reopened(desk: InTurn, id: str) -> ReopenedAnswer:
    """Give an answer again, and which of its articles have been corrected or removed since."""
    with desk.live.reading() as record:
        answer = record.reopen(id)
    told(answer.generation, (one.article_id for one in answer.citations), answer.question)
    return answer


@router.get(
    "/answers/{id}/export",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}},
)
def export(desk: InTurn, id: str, wish: Annotated[ExportQuery, Query()]) -> Response:
    """Give an answer as a file, each quotation with its evidence, and what has changed since."""
    answer = reopened(desk, id)
    headers = {"Content-Disposition": f'attachment; filename="onrecord-{answer.id}.{wish.format}"'}
    return Response(exported(answer, wish.format), headers=headers, media_type=MEDIA_TYPES[wish.format])


def streamed(answer: Answer) -> EventSourceResponse:
    """Tell an answer as server-sent events: every `citation`, every `sentence`, and last the whole `answer`."""
    return EventSourceResponse(_events(answer))


async def _events(answer: Answer) -> AsyncIterator[ServerSentEvent]:
    parts: tuple[tuple[str, Iterable[BaseModel]], ...] = (
        ("citation", answer.citations), ("sentence", answer.sentences), ("answer", [answer])
    )  # fmt: skip
    for name, documents in parts:
        for document in documents:
            yield ServerSentEvent(document.model_dump_json(), event=name)
            await asyncio.sleep(0)  # gives way to others, and to the news that nobody listens any more
