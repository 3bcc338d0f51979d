"""The limits of a request: how long its body may take to come, and how many are worked on and wait at once."""

import asyncio

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
