"""Summaries over HTTP: written by the language model after the quotations are there, and after their slot is free.

A slow model holds a thread of its own, and neither a slot of the request queue nor the index.
"""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

import anyio
from anyio import CapacityLimiter, to_thread

from rag import Answer, LanguageModel, Record, Sentence, can_be_summarised, write_summary
from ui.runtime.dependencies import Dependencies

AT_ONCE = 16
"""Summaries that are written at the same time; any more are told so."""

NO_MODEL = "No language model is set, so that there is no written summary; set ONRECORD_LLM_URL."
BUSY = "The language model is busy with other questions; there is no written summary."

MODEL_MISSING = "No language model is set, so that none was asked; set ONRECORD_LLM_URL."
MODEL_BUSY = "The language model is busy with other questions; it was not asked."

_WRITERS = threading.BoundedSemaphore(AT_ONCE)


class RecordSource(Protocol):
    """Any source of an open record, such as the live record of a server."""

    def lease(self) -> AbstractContextManager[Record]:
        """Hold a record open during the context. Raises OnrecordError if there is none."""


def write_or_explain(answer: Answer, model: LanguageModel | None) -> Iterator[Sentence | Answer]:
    """Yield the sentences of a summary and last the answer; one note says why there is no summary."""
    if not can_be_summarised(answer):
        yield answer
    elif model is None:
        yield answer.with_note(NO_MODEL)
    else:
        with hold_writer() as is_free:
            if is_free:
                yield from write_summary(answer, model)
            else:
                yield answer.with_note(BUSY)


@contextmanager
def hold_writer() -> Iterator[bool]:
    """Hold one of the places of those who wait for the model during the context; yield whether one was free."""
    is_free = _WRITERS.acquire(blocking=False)
    try:
        yield is_free
    finally:
        if is_free:
            _WRITERS.release()


async def stream_summary(answer: Answer, deps: Dependencies) -> AsyncIterator[Sentence | Answer]:
    """Yield what `write_or_explain` does, each part from a thread, and keep the answer."""
    parts = write_or_explain(answer, deps.model)
    limiter = CapacityLimiter(1)
    try:
        while (part := await to_thread.run_sync(next, parts, None, limiter=limiter)) is not None:
            yield keep(part, deps.live) if isinstance(part, Answer) else part
    finally:
        with anyio.CancelScope(shield=True):
            await to_thread.run_sync(parts.close, limiter=limiter)  # type: ignore[attr-defined] # a generator


def keep(answer: Answer, source: RecordSource) -> Answer:
    """Store an answer with its summary, so that it can be opened again by its id."""
    if answer.summary is not None:
        with source.lease() as record:
            record.answer_store.save(answer)
    return answer
