"""Timeouts: a limit on how long the body of a request may take to arrive."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_SECONDS = 30.0


class BodyTimeout:
    """Pure ASGI: refuses a body that has not arrived in full within some seconds, with 408."""

    def __init__(self, app: ASGIApp, seconds: float = BODY_SECONDS) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; reading its body raises HTTPException 408 after the deadline."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        deadline: float | None = asyncio.get_running_loop().time() + self._seconds

        async def receive_in_time() -> Message:
            nonlocal deadline
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, headers={"Connection": "close"}) from None
            if not message.get("more_body"):
                deadline = None  # after the body only a disconnect follows, at any time
            return message

        await self._app(scope, receive_in_time, send)
