"""Routes of OpenAI's protocol, for chat clients and libraries that speak it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException

from index import UnknownItem
from rag import Answer
from ui.documents.chat_completions import MODEL, SUMMARY_MODEL, Completion, CompletionRequest
from ui.documents.requests import AskRequest
from ui.middleware.audit_log import record_articles
from ui.runtime.dependencies import Dependencies, Deps, QueuedDeps
from ui.runtime.model_answers import ModelResponse, finish, needs_model

router = APIRouter(prefix="/v1")

_STARTED = int(time.time())


@router.get("/models")
async def list_models(deps: Deps) -> dict[str, Any]:
    """List the models: `onrecord` answers with quotations; `onrecord-summary`, where it can, sums them up."""
    return {"object": "list", "data": [_describe(id) for id in _list_ids(deps)]}


@router.get("/models/{id}")
async def get_model(deps: Deps, id: str) -> dict[str, Any]:
    """Return one model."""
    _check_model(id, deps)
    return _describe(id)


@router.post(
    "/chat/completions",
    response_model=None,
    responses={200: {"content": {"application/json": {}, "text/event-stream": {}}}},
)
def complete_chat(deps: QueuedDeps, request: CompletionRequest, http: Request) -> dict[str, Any] | Response:
    """Answer the last message of a conversation with quotations; the whole answer stands under `onrecord`.

    The model `onrecord-summary` writes a summary above them, each sentence checked. Its text comes when all of it has
    been checked, in a stream too: what a chat has shown cannot be taken back.
    """
    _check_model(request.model, deps)
    asked = request.to_request()
    with deps.live.lease() as record:
        answer = asked.ask(record)
    record_articles(answer.generation, (citation.article_id for citation in answer.citations), answer.question)
    created, prompt = int(time.time()), " ".join(message.text for message in request.messages)

    def complete(answer: Answer) -> Completion:
        return Completion(answer, str(http.base_url), request.model)

    if request.stream:
        include_usage = bool(request.stream_options and request.stream_options.include_usage)

        def list_chunks(answer: Answer) -> list[dict[str, Any]]:
            return [*complete(answer).chunks(created, prompt, include_usage=include_usage)]

        return EventSourceResponse(_events(answer, asked, deps, list_chunks))
    if asked.mode == "summary" or needs_model(answer, asked, deps.model):
        return ModelResponse(answer, asked, deps, lambda answer: json.dumps(complete(answer).document(created, prompt)))
    return complete(answer).document(created, prompt)


async def _events(
    answer: Answer, asked: AskRequest, deps: Dependencies, list_chunks: Callable[[Answer], list[dict[str, Any]]]
) -> AsyncIterator[ServerSentEvent]:
    for chunk in list_chunks(await finish(answer, asked, deps)):
        yield ServerSentEvent(json.dumps(chunk, ensure_ascii=False))
        await asyncio.sleep(0)  # lets other requests run, and notices a client that has gone
    yield ServerSentEvent("[DONE]")


def _list_ids(deps: Dependencies) -> list[str]:
    return [MODEL] if deps.model is None else [MODEL, SUMMARY_MODEL]


def _describe(id: str) -> dict[str, Any]:
    return {"id": id, "object": "model", "created": _STARTED, "owned_by": "onrecord"}


def _check_model(id: str, deps: Dependencies) -> None:
    """Raise UnknownItem if no language model is set for a model that needs one, HTTPException 404 if there is none."""
    if id in _list_ids(deps):
        return
    if id == SUMMARY_MODEL:
        raise UnknownItem(f"{SUMMARY_MODEL} needs a language model; set ONRECORD_LLM_URL, or ask {MODEL}")
    raise HTTPException(404)
