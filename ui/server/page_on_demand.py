"""Page on demand: the chat page at `/`, made when it is first asked for.

What it is made of takes 130 MB and two seconds to import, which a server that only programs ask does without.
"""

import asyncio
from contextlib import AsyncExitStack

from anyio import to_thread
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from rag import LanguageModel
from ui.middleware.problem_details import problem_response
from ui.page.conversation import OnAnswer
from ui.page.endpoint_allowlist import is_allowed
from ui.runtime.summaries import RecordSource


class PageOnDemand:
    """Pure ASGI: the page, with its event handlers; stands behind every other route."""

    def __init__(self, source: RecordSource, on_answer: OnAnswer, model: LanguageModel | None = None) -> None:
        self._source, self._on_answer, self._model = source, on_answer, model
        self._page: ASGIApp | None = None
        self._starting = asyncio.Lock()
        self._running = AsyncExitStack()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request of the page on to it, or respond 404."""
        if not is_allowed(scope):
            await problem_response(404)(scope, receive, send)
            return
        async with self._starting:
            self._page = self._page or await self._start()
        await self._page(scope, receive, send)

    async def close(self) -> None:
        """Stop the page, if it was asked for."""
        await self._running.aclose()

    async def _start(self) -> ASGIApp:
        page = await to_thread.run_sync(self.make_page)
        await self._running.enter_async_context(page.router.lifespan_context(page))
        return page

    def make_page(self) -> FastAPI:
        """Return the page, made now."""
        from ui.page.gradio_app import mount_page

        return mount_page(FastAPI(openapi_url=None), self._source, self._on_answer, self._model)
