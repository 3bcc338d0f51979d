"""Request rates: how many requests the holder of a key may send in a minute."""

import math

from starlette.concurrency import run_in_threadpool

from index import Rates
from ui.middleware.keys import Holder

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
    """The rates of the holders that are limited."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates

    async def take(self, holder: Holder) -> int:
        """Take one request; return 0 if it is allowed, else the seconds after which the next one is."""
        if holder.per_minute is None:
            return 0
        if self._rates.is_quick:
            return math.ceil(self._rates.take(str(holder.name), holder.per_minute))
        return math.ceil(await run_in_threadpool(self._rates.take, str(holder.name), holder.per_minute))
