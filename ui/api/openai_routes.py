"""Routes of OpenAI's protocol, for chat clients and libraries that speak it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException

from ui.documents.chat_completions import MODEL, Completion, CompletionRequest
from ui.middleware.audit_log import record_articles
from ui.runtime.dependencies import QueuedDeps

router = APIRouter(prefix="/v1")

_STARTED = int(time.time())
_MODELS = [{"id": MODEL, "object": "model", "created": _STARTED, "owned_by": "onrecord"}]


@router.get("/models")
async def list_models() -> dict[str, Any]:
    """List the models: `onrecord` answers with quotations."""
    return {"object": "list", "data": _MODELS}


@router.get("/models/{id}")
async def get_model(id: str) -> dict[str, Any]:
    """Return one model."""
    return _find_model(id)


@router.post(
    "/chat/completions",
    response_model=None,
    responses={200: {"content": {"application/json": {}, "text/event-stream": {}}}},
)
def complete_chat(deps: QueuedDeps, request: CompletionRequest, http: Request) -> dict[str, Any] | Response:
    """Answer the last message of a conversation with quotations; the whole answer stands under `onrecord`."""
    _find_model(request.model)
    with deps.live.lease() as record:
        answer = request.ask(record)
    record_articles(answer.generation, (citation.article_id for citation in answer.citations), answer.question)
    completion = Completion(answer, str(http.base_url))
    created, prompt = int(time.time()), " ".join(message.text for message in request.messages)
    if not request.stream:
        return completion.document(created, prompt)
    include_usage = bool(request.stream_options and request.stream_options.include_usage)
    return EventSourceResponse(_events([*completion.chunks(created, prompt, include_usage=include_usage)]))


async def _events(chunks: list[dict[str, Any]]) -> AsyncIterator[ServerSentEvent]:
    for chunk in chunks:
        yield ServerSentEvent(json.dumps(chunk, ensure_ascii=False))
        await asyncio.sleep(0)  # lets other requests run, and notices a client that has gone
    yield ServerSentEvent("[DONE]")


def _find_model(id: str) -> dict[str, Any]:
    """Return a model. Raises HTTPException 404 if there is none of that id."""
    found = next((model for model in _MODELS if model["id"] == id), None)
    if found is None:
        raise HTTPException(404)
    return found
