"""Outages: since when a part on another machine has not answered, and when it is asked again."""

import threading
import time
from datetime import UTC, datetime

from index.errors import Unreachable

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0  # seconds in which nobody asks again, doubled each time


class Outage:
    """The outage of one part, if there is one; safe to share between threads.

    While it lasts, the part is asked again after pauses that grow to seconds, by whoever comes first; all others are
    told at once, so that requests do not queue up behind a machine that does not answer.
    """

    def __init__(self, part: str) -> None:
        """Take what the part is called."""
        self._part = part
        self._lock = threading.Lock()
        self._since: datetime | None = None
        self._message = ""
        self._pause = self._asked_again = 0.0

    def require_answer(self) -> None:
        """Raise Unreachable if the part was found not to answer a moment ago."""
        since = self._since
        if since is None:
            return
        with self._lock:
            if time.monotonic() < self._asked_again:
                raise self._describe(since)
            self._asked_again = time.monotonic() + self._pause

    def begin(self, message: str) -> Unreachable:
        """Note that the part did not answer; return the error that says so, and since when."""
        with self._lock:
            self._since = self._since or datetime.now(UTC)
            self._message = message
            self._pause = min(2 * self._pause or _FIRST_PAUSE, _LONGEST_PAUSE)
            self._asked_again = time.monotonic() + self._pause
            return self._describe(self._since)

    def end(self) -> None:
        """Note that the part has answered."""
        if self._since is not None:
            with self._lock:
                self._since, self._pause, self._asked_again = None, 0.0, 0.0

    def _describe(self, since: datetime) -> Unreachable:
        detail = f"{self._part} has not answered since {since:%Y-%m-%d %H:%M:%S} UTC; try again in a moment"
        return Unreachable(f"{self._message} (since {since:%Y-%m-%d %H:%M:%S} UTC)", detail=detail)
