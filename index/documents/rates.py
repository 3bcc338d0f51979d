"""Rates: how many requests somebody may send in a minute, counted in this process or by all servers of a library.

A token bucket holds the requests of one minute and fills evenly. What is kept of it is the time at which it is full.
"""

import threading
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Protocol

from index.errors import Unreachable
from index.library.sql import SharedDatabase

MINUTE = 60.0

# One statement, so that requests at several servers at a time are each counted. Nothing is returned for one too many.
_TAKE = """INSERT INTO rates AS held VALUES (?, extract(epoch FROM clock_timestamp()) + ?)
    ON CONFLICT (name) DO UPDATE SET full_at = greatest(held.full_at, extract(epoch FROM clock_timestamp())) + ?
    WHERE greatest(held.full_at, extract(epoch FROM clock_timestamp())) + ?
    <= extract(epoch FROM clock_timestamp()) + ? RETURNING 1"""
_WAIT = "SELECT full_at - extract(epoch FROM clock_timestamp()) + ? - ? AS seconds FROM rates WHERE name = ?"

_SLACK = 1e-6
"""Seconds by which sums of times may be off."""


class Rates(Protocol):
    """Requests by the name of who sends them. Safe to share between threads."""

    is_quick: bool
    """Whether `take` waits for no other machine."""

    def take(self, name: str, per_minute: int) -> float:
        """Take one request; return 0 if it is allowed, else the seconds after which the next one is."""


class MemoryRates:
    """The rates of one server."""

    is_quick = True

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._full_at: dict[str, float] = {}

    def take(self, name: str, per_minute: int) -> float:
        """Take one request; return 0 if it is allowed, else the seconds after which the next one is."""
        cost = MINUTE / per_minute
        with self._lock:
            now = self._clock()
            full_at = max(self._full_at.get(name, now), now) + cost
            if full_at - now > MINUTE + _SLACK:
                return full_at - now - MINUTE
            self._full_at[name] = full_at
            return 0.0


class SharedRates:
    """The rates of all servers of a library; each counts for itself while the database does not answer."""

    is_quick = False

    def __init__(self, open_database: Callable[[], SharedDatabase]) -> None:
        """Take what opens the database, when it is first needed."""
        self._open, self._own = open_database, MemoryRates()

    def take(self, name: str, per_minute: int) -> float:
        """Take one request; return 0 if it is allowed, else the seconds after which the next one is."""
        cost, digest = MINUTE / per_minute, sha256(name.encode()).hexdigest()
        try:
            if self._open().run_again(_TAKE, digest, cost, cost, cost, MINUTE + _SLACK):
                return 0.0
            rows = self._open().fetch_rows(_WAIT, cost, MINUTE, digest)
        except Unreachable:
            return self._own.take(name, per_minute)
        return max(float(rows[0]["seconds"]) if rows else 0.0, _SLACK)
