"""The MCP endpoint: `/mcp` over streamable HTTP, started by the first request, because the protocol is slow to import.

Each request stands for itself and no session is kept, so that any server of several can answer it. Keys, hosts and the
size of bodies are checked before it.
"""

import asyncio
from typing import TYPE_CHECKING

from starlette.types import Receive, Scope, Send

from ui.runtime.dependencies import Dependencies

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


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
        await manager.handle_request(scope, receive, send)

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
