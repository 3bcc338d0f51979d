"""Guard: authorization and origin checks in front of every route, including those of the chat page.

Pure ASGI, so that no mounted application can be reached around it.
"""

import re
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.middleware.audit_log import audit_entry
from ui.middleware.problem_details import WRONG_KEY, problem_response
from ui.middleware.sessions import Keys, Sessions

COOKIE = "onrecord_session"
OPEN_PATHS = {"/health", "/ready", "/login"}
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
    "/v1/chat/completions",
}  # POST routes that change nothing
PAGE_PREFIX = "/gradio_api/"  # the chat page sends POST requests to its own server
FOREIGN_SITES = {"cross-site", "same-site"}  # values of Sec-Fetch-Site for pages of other sites

_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of the guard; `hosts` are the host names that the server serves, None for any."""

    keys: Keys
    sessions: Sessions
    public_read: bool
    hosts: frozenset[str] | None


class Guard:
    """Passes a request on or refuses it: 401 without a required key, 403 from another site, 421 for another host."""

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
            response = self._refuse(HTTPConnection(scope)) or self._app
            await response(scope, receive, send)

    def _refuse(self, request: HTTPConnection) -> Response | None:
        if not self._is_own_host(request.headers.get("host", "")):
            return problem_response(421)
        if _is_foreign(request):
            return problem_response(403)
        key = self._key(request) or self._session(request)
        audit_entry(request.scope).key = key
        if key or not self._needs_key(request):
            return None
        if request.scope["method"] in SAFE_METHODS and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse("/login", 303)
        detail = WRONG_KEY if "authorization" in request.headers else ""
        return problem_response(401, detail, headers={"WWW-Authenticate": "Bearer"})

    def _is_own_host(self, host: str) -> bool:
        """Return whether a host name is the server's own; another one may be DNS rebinding."""
        match = _HOST.fullmatch(host)
        name = match[1].lower().strip("[]") if match else None
        return bool(name) and (self._access.hosts is None or name in self._access.hosts)

    def _needs_key(self, request: HTTPConnection) -> bool:
        if request.scope["path"] in OPEN_PATHS:
            return False
        return _writes(request) or (bool(self._access.keys) and not self._access.public_read)

    def _key(self, request: HTTPConnection) -> int | None:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        return self._access.keys.find_key(key.strip().encode("latin-1")) if scheme.lower() == "bearer" else None

    def _session(self, request: HTTPConnection) -> int | None:
        return self._access.sessions.find_key(request.cookies.get(COOKIE, ""))


def _writes(request: HTTPConnection) -> bool:
    path = request.scope["path"]
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
