"""Connections: one that does not send the head of a request in time is closed, so that idle ones hold nothing."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0


class Prompt(H11Protocol):
    """Speaks HTTP with those who say soon what they want, at first and after each answer."""

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in the class it extends
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._clock = self.loop.call_later(HEAD_SECONDS, transport.close)

    def data_received(self, data: bytes) -> None:
        """Go on waiting while a head is on its way; stop when it is there."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._clock is None:
            self._clock = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _stop(self) -> None:
        if self._clock:
            self._clock.cancel()
            self._clock = None
