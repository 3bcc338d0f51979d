"""Slow clients: connections that do not send a request head in time are closed (slowloris)."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0


class HeadTimeoutProtocol(H11Protocol):
    """HTTP/1.1 that closes a connection if a request head does not arrive in time, at first and after each response."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in the class it extends
        """Start the timer for the first request head."""
        super().connection_made(transport)
        self._timer = self.loop.call_later(HEAD_SECONDS, transport.close)

    def data_received(self, data: bytes) -> None:
        """Stop the timer when a request head has arrived; restart it when the connection is idle."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._timer is None:
            self._timer = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timer."""
        self._stop()
        super().connection_lost(exc)

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
