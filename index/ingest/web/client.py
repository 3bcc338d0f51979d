"""A polite web client: sends its name, obeys robots.txt and Retry-After, and fetches only what has changed."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from typing import Self

import anyio
import httpx
from anyio.from_thread import start_blocking_portal
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from index.ingest.web.address_guard import GuardedTransport
from index.ingest.web.fetch_results import (
    FailedFetch,
    FetchedPage,
    TemporaryFailure,
    UnchangedPage,
    UnusableResponse,
    check_status,
    read_body,
)
from index.ingest.web.robots import RobotsRules
from index.ingest.web.validators import Validators

USER_AGENT = f"onrecord/{version('onrecord')}"
"""The name of the client, in its requests and in robots.txt."""

MAX_CONCURRENT = 4
"""Maximum number of concurrent requests."""

_MAX_REQUESTS = 6  # of one page: the first, and five redirects
_MAX_RULES_BYTES = 1_000_000
_MAX_WAIT = 60.0  # seconds; a server that asks for a longer wait is not tried again

FetchResult = FetchedPage | UnchangedPage | FailedFetch


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Limits per page: seconds per attempt, bytes, attempts, and seconds before the second attempt (then doubled)."""

    seconds: float = 30.0
    bytes: int = 20_000_000
    attempts: int = 3
    pause: float = 1.0


class WebClient:
    """A context manager that fetches several pages at once.

    `permitted` are addresses that are allowed although they are not public.
    """

    def __init__(self, *, permitted: Iterable[str] = (), limits: FetchLimits | None = None) -> None:
        """Set the allowed addresses and the limits; connections are opened on entry."""
        self._permitted, self._limits = tuple(permitted), limits or FetchLimits()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open the connections."""
        self._portal = self._stack.enter_context(start_blocking_portal())
        client = self._portal.call(_Client, GuardedTransport(httpx.AsyncHTTPTransport(), self._permitted), self._limits)
        self._client = self._stack.enter_context(self._portal.wrap_async_context_manager(client))
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._stack.close()

    def fetch(self, requests: Iterable[tuple[str, Validators]]) -> Iterator[FetchResult]:
        """Fetch addresses, each with the validators of its last response; yield the results in the same order."""
        tasks = [self._portal.start_task_soon(self._client.fetch, url, validators) for url, validators in requests]
        try:
            yield from (task.result() for task in tasks)
        finally:
            for task in tasks:
                task.cancel()


class _Client:
    """The client inside the event loop."""

    def __init__(self, transport: httpx.AsyncBaseTransport, limits: FetchLimits) -> None:
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"}
        self._http = httpx.AsyncClient(transport=transport, headers=headers, timeout=limits.seconds, trust_env=False)
        self._limits = limits
        self._limiter = anyio.CapacityLimiter(MAX_CONCURRENT)
        self._sites: defaultdict[str, _Site] = defaultdict(_Site)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def fetch(self, url: str, validators: Validators) -> FetchResult:
        attempts = AsyncRetrying(
            stop=stop_after_attempt(self._limits.attempts),
            wait=self._choose_pause,
            retry=retry_if_exception(_is_temporary),
            reraise=True,
        )
        async with self._limiter:
            try:
                return await attempts(self._attempt, url, validators)
            except TimeoutError:
                return FailedFetch(url, f"the server took longer than {self._limits.seconds:g} s")
            except (httpx.HTTPError, httpx.InvalidURL, TemporaryFailure, UnusableResponse, UnicodeError) as error:
                return FailedFetch(url, " ".join(str(error).split()) or type(error).__name__)

    def _choose_pause(self, state: RetryCallState) -> float:
        """Return the seconds before the next attempt: those that the server asks for, else twice as many each time."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, TemporaryFailure) and error.wait is not None:
            return error.wait
        return min(_MAX_WAIT, self._limits.pause * 2.0 ** (state.attempt_number - 1))

    async def _attempt(self, url: str, validators: Validators) -> FetchedPage | UnchangedPage:
        with anyio.fail_after(self._limits.seconds):
            if not url.lower().startswith(("http://", "https://")):
                message = "not an http or https address"
                raise UnusableResponse(message)
            request = self._http.build_request("GET", url, headers=_conditions(validators))
            for _ in range(_MAX_REQUESTS):
                await self._obey_robots(request.url)
                response = await self._http.send(request, stream=True)
                try:
                    if response.next_request is None:
                        return await self._read(url, response)
                    request = response.next_request
                finally:
                    await response.aclose()
        message = "redirects to too many other addresses"
        raise UnusableResponse(message)

    async def _read(self, url: str, response: httpx.Response) -> FetchedPage | UnchangedPage:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return UnchangedPage(url)
        check_status(response)
        headers = response.headers
        return FetchedPage(
            url,
            str(response.url),
            await read_body(response, self._limits.bytes),
            headers.get("Content-Type", ""),
            Validators(headers.get("ETag"), headers.get("Last-Modified")),
        )

    async def _obey_robots(self, url: httpx.URL) -> None:
        """Raise UnusableResponse if robots.txt, read once per site, forbids a page; else wait for its crawl delay."""
        site = self._sites[f"{url.scheme}://{url.netloc.decode()}"]
        async with site.lock:
            if site.rules is None:
                site.rules = await self._fetch_rules(url.join("/robots.txt"))
            if not site.rules.is_allowed(str(url)):
                message = f"robots.txt does not allow {USER_AGENT} to fetch {url}"
                raise UnusableResponse(message)
            await anyio.sleep(max(0.0, site.next_request - time.monotonic()))
            site.next_request = time.monotonic() + site.rules.delay_seconds

    async def _fetch_rules(self, url: httpx.URL) -> RobotsRules:
        async with self._http.stream("GET", url, follow_redirects=True) as response:
            text = await read_body(response, _MAX_RULES_BYTES) if response.is_success else b""
            return RobotsRules.from_response(response.status_code, text.decode(errors="replace"), USER_AGENT)


class _Site:
    """The rules of one site, and the monotonic time of the next request to it."""

    def __init__(self) -> None:
        self.lock = anyio.Lock()
        self.rules: RobotsRules | None = None
        self.next_request = 0.0


def _conditions(validators: Validators) -> dict[str, str]:
    headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified}
    return {name: value for name, value in headers.items() if value}


def _is_temporary(error: BaseException) -> bool:
    """Return whether another attempt may succeed, within the time that the server asks for."""
    if isinstance(error, TemporaryFailure):
        return error.wait is None or error.wait <= _MAX_WAIT
    return isinstance(error, httpx.TransportError)
