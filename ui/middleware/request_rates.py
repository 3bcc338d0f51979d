"""Request rates: how many requests the holder of a key may send in a minute (token bucket)."""

import math
import threading
import time
from collections.abc import Callable

from ui.middleware.keys import Holder

_MINUTE = 60.0

# What a browser fetches beside a question, and streams that stay open.
_NOT_COUNTED = (
    "/assets/",
    "/static/",
    "/static-offline-docs/",
    "/gradio_api/",
    "/config",
    "/theme.css",
    "/favicon.ico",
)
_ASKING = "/gradio_api/queue/join"


def is_counted(path: str) -> bool:
    """Return whether a request for this path counts: files of the page do not, its questions do."""
    return path == _ASKING or not path.startswith(_NOT_COUNTED)


class RequestRates:
    """Buckets of the holders that are limited; each holds the requests of one minute and fills evenly."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[int | str, tuple[float, float]] = {}

    def take(self, holder: Holder) -> int:
        """Take one request; return 0 if it is allowed, else the seconds after which the next one is."""
        if holder.per_minute is None:
            return 0
        with self._lock:
            now = self._clock()
            left, at = self._buckets.get(holder.name, (float(holder.per_minute), now))
            left = min(left + (now - at) * holder.per_minute / _MINUTE, holder.per_minute)
            self._buckets[holder.name] = (left - 1 if left >= 1 else left, now)
        return 0 if left >= 1 else math.ceil((1 - left) * _MINUTE / holder.per_minute)
