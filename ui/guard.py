"""The guard in front of every route, the chat page's own included: who may read, who may write, from where.

Pure ASGI, so that nothing mounted into the application can be reached around it.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.keys import Keys, Sessions
from ui.problems import problem

COOKIE = "onrecord_session"
OPEN = {"/health", "/ready", "/login"}
SAFE = {"GET", "HEAD", "OPTIONS"}
READING = {"/ask", "/ask/stream", "/search", "/statements", "/trace"}  # what is asked with POST and changes nothing
PAGE = "/gradio_api/"  # the chat page asks its own server with POST
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'none'; object-src 'none'; "
        "worker-src 'self' blob:; form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",  # a link that signs in holds a key
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Access:
    """What the guard goes by; `hosts` are the names the server answers to, None where any will do."""

    keys: Keys
    sessions: Sessions
    public_read: bool
    hosts: frozenset[str] | None


class Guard:
    """Lets a request pass, or answers it: 401 without a key that is needed, 403 from another site."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # nothing here speaks it
        else:
            answer = self._refusal(HTTPConnection(scope)) or self._app
            await answer(scope, receive, _with_headers(send))

    def _refusal(self, request: HTTPConnection) -> Response | None:
        if not self._answers_to(request.headers.get("host", "")):
            return problem(421)
        by_key, by_session = self._has_key(request), self._has_session(request)
        if by_session and not by_key and _writes(request) and _is_foreign(request):
            return problem(403)
        if by_key or by_session or not self._is_closed(request):
            return None
        if request.scope["method"] in SAFE and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse("/login", 303)
        return problem(401, headers={"WWW-Authenticate": "Bearer"})

    def _answers_to(self, host: str) -> bool:
        """Tell our own name from one that a stranger's page made point here (DNS rebinding)."""
        return self._access.hosts is None or _hostname(host) in self._access.hosts

    def _is_closed(self, request: HTTPConnection) -> bool:
        if request.scope["path"] in OPEN:
            return False
        return _writes(request) or (bool(self._access.keys) and not self._access.public_read)

    def _has_key(self, request: HTTPConnection) -> bool:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._access.keys.fits(key.strip().encode("latin-1"))

    def _has_session(self, request: HTTPConnection) -> bool:
        return self._access.sessions.knows(request.cookies.get(COOKIE, ""))


def _writes(request: HTTPConnection) -> bool:
    path = request.scope["path"]
    return request.scope["method"] not in SAFE and path not in READING and not path.startswith(PAGE)


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _is_foreign(request: HTTPConnection) -> bool:
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def _with_headers(send: Send) -> Send:
    extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return sending
