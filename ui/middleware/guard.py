"""Guard: authorization and origin checks in front of every route, including those of the chat page.

Pure ASGI, so that no mounted application can be reached around it.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from index import MemoryRates, Unreachable
from ui.middleware.audit_log import audit_entry
from ui.middleware.keys import Holder, Keys, Role, compute_digest
from ui.middleware.path_prefix import route_path
from ui.middleware.problem_details import RATE, ROLE, WRONG_KEY, describe_error, problem_response
from ui.middleware.request_rates import RequestRates, is_counted
from ui.middleware.sessions import Sessions

COOKIE = "onrecord_session"
OPEN_PATHS = {"/health", "/ready", "/login", "/login/provider", "/login/callback"}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
READ_ONLY_POSTS = {
    "/ask",
    "/ask/batch",
    "/ask/stream",
    "/check",
    "/mcp",
    "/search",
    "/statements",
    "/trace",
    "/translate",
    "/v1/chat/completions",
}  # POST routes that change nothing
PAGE_PREFIX = "/gradio_api/"  # the chat page sends POST requests to its own server
OWN_PATHS = "/conversations"  # what everybody who is signed in keeps for themselves
SIGN_OUT = "/logout"  # for everybody who is signed in
ADMIN_PATHS = {"/metrics"}
FOREIGN_SITES = {"cross-site", "same-site"}  # values of Sec-Fetch-Site for pages of other sites

_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of the guard.

    `hosts` are the host names that the server serves, None for any. `private`: no other machine can reach it, so that
    metrics need no key. `has_provider`: people sign in through an identity provider.
    """

    keys: Keys
    sessions: Sessions
    public_read: bool
    hosts: frozenset[str] | None
    private: bool = False
    has_provider: bool = False
    rates: RequestRates = field(default_factory=lambda: RequestRates(MemoryRates()))

    @property
    def needs_key_to_read(self) -> bool:
        """Whether only holders of a key may read."""
        return (bool(self.keys) or self.has_provider) and not self.public_read

    def name_owner(self, holder: Holder) -> str:
        """Return a name for whoever holds a key or has signed in: the same every time, and no part of the key.

        A key that was made for one run of a server on this machine is the next run's as well.
        """
        if self.private and isinstance(holder.name, int):
            return "local"
        return compute_digest(b"owner of " + (holder.digest or str(holder.name).encode())).hex()


class Guard:
    """Passes a request on or refuses it.

    401 without a required key, 403 for a lesser role or from another site, 421 for another host, 429 for too many
    requests of one key, 503 while it cannot be found who has signed in.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # websockets are not used
        else:
            response = await self._refuse(HTTPConnection(scope)) or self._app
            await response(scope, receive, send)

    async def _refuse(self, request: HTTPConnection) -> Response | None:
        if status := self._find_foreign(request):
            return problem_response(status)
        entry, role = audit_entry(request.scope), self._needed_role(request)
        try:
            holder = self._find_key(request) or await self._find_session(request)
        except Unreachable as error:
            return describe_error(error) if role else None
        if holder:
            entry.key, entry.may_write = holder.name, holder.has_role("write")
            entry.owner = self._access.name_owner(holder)
            return await self._check_holder(holder, role, route_path(request.scope))
        if role is None:
            return None
        if request.scope["method"] in SAFE_METHODS and "text/html" in request.headers.get("accept", ""):
            asked = {"next": request.url.path + (f"?{request.url.query}" if request.url.query else "")}
            return RedirectResponse(f"{request.scope.get('root_path', '')}/login?{urlencode(asked)}", 303)
        detail = WRONG_KEY if "authorization" in request.headers else ""
        return problem_response(401, detail, headers={"WWW-Authenticate": "Bearer"})

    def _find_foreign(self, request: HTTPConnection) -> int | None:
        """Return the status for a request of another host's name or from a page of another site, None for others."""
        if not self._is_own_host(request.headers.get("host", "")):
            return 421
        return 403 if _is_foreign(request) else None

    def _is_own_host(self, host: str) -> bool:
        """Return whether a host name is the server's own; another one may be DNS rebinding."""
        match = _HOST.fullmatch(host)
        name = match[1].lower().strip("[]") if match else None
        return bool(name) and (self._access.hosts is None or name in self._access.hosts)

    async def _check_holder(self, holder: Holder, role: Role | None, path: str) -> Response | None:
        if role and not holder.has_role(role):
            return problem_response(403, ROLE.format(role=role))
        wait = await self._access.rates.take(holder) if is_counted(path) else 0
        return problem_response(429, RATE, headers={"Retry-After": str(wait)}) if wait else None

    def _needed_role(self, request: HTTPConnection) -> Role | None:
        """Return the least role of a key that may send the request, None if it needs no key."""
        path = route_path(request.scope)
        if path in OPEN_PATHS:
            return None
        if path == SIGN_OUT or path.startswith(OWN_PATHS):
            return "read"
        if _writes(request):
            return "write"
        if path in ADMIN_PATHS and not self._access.private:
            return "admin"
        return "read" if self._access.needs_key_to_read else None

    def _find_key(self, request: HTTPConnection) -> Holder | None:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        return self._access.keys.find_key(key.strip().encode("latin-1")) if scheme.lower() == "bearer" else None

    async def _find_session(self, request: HTTPConnection) -> Holder | None:
        token = request.cookies.get(COOKIE)
        return await self._access.sessions.find(token) if token else None


def _writes(request: HTTPConnection) -> bool:
    path = route_path(request.scope)
    return (
        request.scope["method"] not in SAFE_METHODS and path not in READ_ONLY_POSTS and not path.startswith(PAGE_PREFIX)
    )


def _is_foreign(request: HTTPConnection) -> bool:
    """Return whether a page of another site sent the request; following a link from there is allowed."""
    is_link = request.headers.get("sec-fetch-dest") == "document" and request.scope["method"] in SAFE_METHODS
    if request.headers.get("sec-fetch-site") in FOREIGN_SITES and not is_link:
        return True
    origin, host = request.headers.get("origin"), request.headers.get("host")
    return origin is not None and origin not in {f"http://{host}", f"https://{host}"}
