"""The limits of a request: how long its body may take to come, and how many are worked on and wait at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_SECONDS = 30.0


class Patience:
    """Pure ASGI: gives up on a body that has not come whole within some seconds, with 408."""

    def __init__(self, app: ASGIApp, seconds: float = BODY_SECONDS) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; whoever reads its body meets the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        until: float | None = asyncio.get_running_loop().time() + self._seconds

        async def receiving() -> Message:
            nonlocal until
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, headers={"Connection": "close"}) from None
            if not message.get("more_body"):
                until = None  # what comes after the body is the end of the connection, and that may take its time
            return message

        await self._app(scope, receiving, send)


class Turns:
    """A bounded queue: `at_once` are worked on and `waiting` wait for their turn; any more are sent away with 429."""

    def __init__(self, at_once: int = 4, waiting: int = 36) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._most, self._waiting = waiting, 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn and keep it for as long as the context lasts."""
        if self._free.locked() and self._waiting >= self._most:
            raise HTTPException(429, headers={"Retry-After": "1"})
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()
