"""A bounded queue: how many requests run and wait at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.exceptions import HTTPException


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
