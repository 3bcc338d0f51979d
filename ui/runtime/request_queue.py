"""Request queue: a bound on how many requests run and wait at the same time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter
from starlette.exceptions import HTTPException


class RequestQueue:
    """Runs `at_once` requests while up to `waiting` others wait for a slot; any more are refused with 429."""

    def __init__(self, at_once: int = 4, waiting: int = 64) -> None:
        self._running = CapacityLimiter(at_once)
        self._max_waiting = waiting

    @property
    def running(self) -> int:
        """The number of requests that hold a slot."""
        return self._running.statistics().borrowed_tokens

    @property
    def waiting(self) -> int:
        """The number of requests that wait for a slot."""
        return self._running.statistics().tasks_waiting

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a slot and hold it during the context. Raises HTTPException 429 if too many are waiting."""
        if self._running.available_tokens <= 0 and self._running.statistics().tasks_waiting >= self._max_waiting:
            raise HTTPException(429, headers={"Retry-After": "1"})
        async with self._running:
            yield
