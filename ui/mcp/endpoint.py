"""The MCP endpoint: `/mcp` over streamable HTTP, started by the first request, because the protocol is slow to import.

Each request stands for itself and no session is kept, so that any server of several can answer it. Keys, hosts and the
size of bodies are checked before it.
"""

import asyncio
import json
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from ui.runtime.dependencies import Dependencies

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


_LONGEST_MESSAGE = 200  # characters
_ERROR_WITHIN, _LONGEST_ERROR = 1_000, 2_000_000  # bytes from the start of a body to an error, and of its body


class ShortErrors:
    """Sends a response with the first line of an error alone, because the others quote the request."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        """Send one message; the head waits for the body, whose length changes."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            body = message.get("body", b"")
            if not message.get("more_body"):
                body = _shorten_error(body)
                headers = MutableHeaders(scope=self._start)
                if "content-length" in headers:
                    headers["content-length"] = str(len(body))
            start, self._start = self._start, None
            await self._send(start)
            message = {**message, "body": body}
        await self._send(message)


def _shorten_error(body: bytes) -> bytes:
    """Return the body of a response, with a short message if it is an error in JSON-RPC."""
    if b'"error":' not in body[:_ERROR_WITHIN] or len(body) > _LONGEST_ERROR:
        return body
    try:
        document = json.loads(body)
        error = document["error"]
        error["message"] = str(error["message"]).partition("\n")[0][:_LONGEST_MESSAGE]
        if len(json.dumps(error)) > 2 * _LONGEST_MESSAGE:
            error.pop("data", None)
    except (ValueError, TypeError, KeyError):
        return body
    return json.dumps(document).encode()


class McpEndpoint:
    """An ASGI application that serves one MCP server until it is closed."""

    def __init__(self, dependencies: Dependencies, max_body_bytes: int) -> None:
        self._dependencies, self._max_body_bytes = dependencies, max_body_bytes
        self._manager: asyncio.Future[StreamableHTTPSessionManager] | None = None
        self._running: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._manager is None:
            self._manager = asyncio.get_running_loop().create_future()
            self._running = asyncio.create_task(self._run(self._manager))
        manager = await asyncio.shield(self._manager)
        await manager.handle_request(scope, receive, ShortErrors(send))

    async def close(self) -> None:
        """End all requests."""
        self._closing.set()
        if self._running:
            await self._running

    async def _run(self, started: "asyncio.Future[StreamableHTTPSessionManager]") -> None:
        """Keep the manager's task group open, which one task must open and close."""
        try:
            manager = await asyncio.to_thread(self._create_manager)
            async with manager.run():
                started.set_result(manager)
                await self._closing.wait()
        except Exception as error:  # noqa: BLE001 (raised again where it is awaited)
            if not started.done():
                started.set_exception(error)

    def _create_manager(self) -> "StreamableHTTPSessionManager":
        from mcp.server.transport_security import TransportSecuritySettings  # noqa: PLC0415 (takes half a second)

        from ui.mcp.server import RecordServer  # noqa: PLC0415 (the same)

        server = RecordServer(self._dependencies.live.lease, self._dependencies.queue.slot)
        server.streamable_http_app(
            json_response=True,
            stateless_http=True,
            max_request_body_size=self._max_body_bytes,
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),  # the guard's business
        )
        return server.session_manager
