"""Model answers: a question that was not understood is read by the language model, and quotations are selected by it.

Both wait outside the request queue; what they ask of the index takes a slot of its own. Without a model, and where a
model fails, the answer is as it was.
"""

from collections.abc import Callable
from functools import partial

from anyio import CapacityLimiter, from_thread, to_thread
from fastapi.responses import Response
from starlette.types import Receive, Scope, Send

from rag import Answer, Filters, LanguageModel, assist_answer, needs_reading
from ui.documents.fields import FilterFields
from ui.documents.requests import AskRequest
from ui.runtime.dependencies import Dependencies
from ui.runtime.summaries import MODEL_BUSY, MODEL_MISSING, hold_writer, stream_summary


def needs_model(answer: Answer, request: AskRequest, model: LanguageModel | None) -> bool:
    """Return whether a language model has something to do before the answer is sent."""
    return request.selection or (model is not None and request.reading and needs_reading(answer))


async def assist(answer: Answer, request: AskRequest, deps: Dependencies) -> Answer:
    """Return the answer to the question as a model reads it, with the quotations that it selects, as was asked for."""
    if not needs_model(answer, request, deps.model):
        return answer
    if deps.model is None:
        return answer.with_note(MODEL_MISSING)
    with hold_writer() as is_free:
        if not is_free:
            return answer.with_note(MODEL_BUSY)
        return await _assist(answer, request, deps, deps.model)


async def _assist(answer: Answer, request: AskRequest, deps: Dependencies, model: LanguageModel) -> Answer:
    def ask(asked: tuple[str, Filters] | None, limit: int) -> Answer:
        again = _narrow(request, *asked) if asked else request
        return from_thread.run(_ask_in_slot, again.model_copy(update={"limit": limit}), deps)

    select = request.selection and not request.all
    assisted = await _in_thread(
        partial(assist_answer, answer, model, ask, limit=request.limit, reading=request.reading, selection=select)
    )
    if assisted.id != answer.id:
        with deps.live.lease() as record:
            return await to_thread.run_sync(record.answer_store.save, assisted)
    return assisted


def _narrow(request: AskRequest, question: str, filters: Filters) -> AskRequest:
    fields = FilterFields.model_validate(filters.model_dump(exclude={"as_of"}))
    return request.model_copy(update={"question": question, "filters": fields})


async def _ask_in_slot(request: AskRequest, deps: Dependencies) -> Answer:
    """Ask the index again, in a slot of the queue; the answer is not kept."""

    def ask() -> Answer:
        with deps.live.lease() as record:
            return request.ask(record)

    async with deps.queue.slot():
        return await to_thread.run_sync(ask)


async def _in_thread(work: Callable[[], Answer]) -> Answer:
    """Run what waits for a model in a thread that no other request waits for."""
    return await to_thread.run_sync(work, limiter=CapacityLimiter(1))


async def finish(answer: Answer, request: AskRequest, deps: Dependencies) -> Answer:
    """Return the answer after a language model has done its part: read, selected, summarised."""
    answer = await assist(answer, request, deps)
    if request.mode == "summary":
        async for part in stream_summary(answer, deps):
            answer = part if isinstance(part, Answer) else answer
    return answer


class ModelResponse(Response):
    """An answer as JSON that a language model still has to do with: to read, to select, to summarise."""

    media_type = "application/json"

    def __init__(
        self,
        answer: Answer,
        request: AskRequest,
        deps: Dependencies,
        write: Callable[[Answer], str] = Answer.model_dump_json,
    ) -> None:
        super().__init__()
        self._answer, self._request, self._deps, self._write = answer, request, deps, write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the model do its part and send the whole answer."""
        answer = await finish(self._answer, self._request, self._deps)
        await Response(self._write(answer), media_type=self.media_type)(scope, receive, send)
