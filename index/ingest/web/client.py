"""A polite client: it names itself, keeps to robots.txt, fetches only what has changed, waits when it is asked to."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from typing import Self

import anyio
import httpx
import stamina
from anyio.from_thread import start_blocking_portal

from index.ingest.web.address_guard import Guarded
from index.ingest.web.fetch_results import Page, Refused, Trouble, Unchanged, Unusable, body, check
from index.ingest.web.robots import Rules
from index.ingest.web.validators import Validators

AGENT = f"onrecord/{version('onrecord')}"
"""What the client calls itself, in requests and when it looks itself up in robots.txt."""

AT_ONCE = 4
"""Requests under way at one moment."""

_REDIRECTS = 6
_LONGEST_RULES = 1_000_000
_PATIENCE = 60.0  # seconds for which a server may ask to be left alone

Reply = Page | Unchanged | Refused

stamina.instrumentation.set_on_retry_hooks([])  # a reply tells how it ended; a line for each attempt would be too many


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: seconds an attempt, bytes, attempts, and seconds of the first pause between two."""

    seconds: float = 30.0
    bytes: int = 20_000_000
    attempts: int = 3
    pause: float = 1.0


class Web:
    """Fetches pages, several at once; a context manager.

    `permitted` are addresses that may be reached although they are not public.
    """

    def __init__(self, *, permitted: Iterable[str] = (), limits: Limits | None = None) -> None:
        """Take what may be reached, and what it may cost."""
        self._permitted, self._limits = tuple(permitted), limits or Limits()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open the connections."""
        self._portal = self._stack.enter_context(start_blocking_portal())
        client = self._portal.call(_Client, Guarded(httpx.AsyncHTTPTransport(), self._permitted), self._limits)
        self._client = self._stack.enter_context(self._portal.wrap_async_context_manager(client))
        return self

    def __exit__(self, *_: object) -> None:
        """Close them."""
        self._stack.close()

    def fetch(self, wanted: Iterable[tuple[str, Validators]]) -> Iterator[Reply]:
        """Fetch addresses, each with how its server named the state of it last; the replies come in their order."""
        under_way = [self._portal.start_task_soon(self._client.fetch, url, known) for url, known in wanted]
        try:
            yield from (reply.result() for reply in under_way)
        finally:
            for reply in under_way:
                reply.cancel()


class _Client:
    """The same, inside the event loop."""

    def __init__(self, transport: httpx.AsyncBaseTransport, limits: Limits) -> None:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
        self._http = httpx.AsyncClient(transport=transport, headers=headers, timeout=limits.seconds, trust_env=False)
        self._limits = limits
        self._limiter = anyio.CapacityLimiter(AT_ONCE)
        self._attempts = stamina.AsyncRetryingCaller(
            attempts=limits.attempts, timeout=None, wait_initial=limits.pause, wait_max=_PATIENCE, wait_jitter=0
        ).on(_may_pass)
        self._sites: defaultdict[str, _Site] = defaultdict(_Site)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def fetch(self, url: str, known: Validators) -> Reply:
        async with self._limiter:
            try:
                return await self._attempts(self._attempt, url, known)
            except TimeoutError:
                return Refused(url, f"took longer than {self._limits.seconds:g} s")
            except (httpx.HTTPError, httpx.InvalidURL, Trouble, Unusable, UnicodeError) as error:
                return Refused(url, " ".join(str(error).split()) or type(error).__name__)

    async def _attempt(self, url: str, known: Validators) -> Page | Unchanged:
        with anyio.fail_after(self._limits.seconds):
            if not url.lower().startswith(("http://", "https://")):
                message = "not an http or https address"
                raise Unusable(message)
            request = self._http.build_request("GET", url, headers=_conditions(known))
            for _ in range(_REDIRECTS):
                await self._ask_the_site(request.url)
                response = await self._http.send(request, stream=True)
                try:
                    if response.next_request is None:
                        return await self._read(url, response)
                    request = response.next_request
                finally:
                    await response.aclose()
        message = "leads on and on to other addresses"
        raise Unusable(message)

    async def _read(self, url: str, response: httpx.Response) -> Page | Unchanged:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Unchanged(url)
        check(response)
        headers = response.headers
        return Page(
            url,
            str(response.url),
            await body(response, self._limits.bytes),
            headers.get("Content-Type", ""),
            Validators(headers.get("ETag"), headers.get("Last-Modified")),
        )

    async def _ask_the_site(self, url: httpx.URL) -> None:
        """Keep to its robots.txt, which is read once, and leave the pause between requests that it asks for."""
        site = self._sites[f"{url.scheme}://{url.netloc.decode()}"]
        async with site.lock:
            if site.rules is None:
                site.rules = await self._rules(url.join("/robots.txt"))
            if not site.rules.allow(str(url)):
                message = f"its robots.txt does not allow {AGENT} to fetch {url}"
                raise Unusable(message)
            await anyio.sleep(max(0.0, site.free - time.monotonic()))
            site.free = time.monotonic() + site.rules.pause

    async def _rules(self, url: httpx.URL) -> Rules:
        async with self._http.stream("GET", url, follow_redirects=True) as response:
            text = await body(response, _LONGEST_RULES) if response.is_success else b""
            return Rules.of(response.status_code, text.decode(errors="replace"), AGENT)


class _Site:
    """What is known of one site: its rules, and when the next request may be sent."""

    def __init__(self) -> None:
        self.lock = anyio.Lock()
        self.rules: Rules | None = None
        self.free = 0.0


def _conditions(known: Validators) -> dict[str, str]:
    told = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in told.items() if value}


def _may_pass(error: Exception) -> bool | float:
    """Tell whether another attempt may do better, and in how many seconds where the server has said so."""
    if isinstance(error, Trouble):
        return error.wait is None or (error.wait if error.wait <= _PATIENCE else False)
    return isinstance(error, httpx.TransportError)
