"""The guard in front of every route, the chat page's own included: who may read, who may write, from where.

Pure ASGI, so that nothing mounted into the application can be reached around it.
"""

import re
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.middleware.audit_log import note
from ui.middleware.problem_details import problem
from ui.middleware.sessions import Keys, Sessions

COOKIE = "onrecord_session"
OPEN = {"/health", "/ready", "/login"}
SAFE = {"GET", "HEAD", "OPTIONS"}
READING = {"/ask", "/ask/stream", "/search", "/statements", "/trace"}  # what is asked with POST and changes nothing
PAGE = "/gradio_api/"  # the chat page asks its own server with POST
ELSEWHERE = {"cross-site", "same-site"}  # where a browser says that the page that asks is from

_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)


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
            await answer(scope, receive, send)

    def _refusal(self, request: HTTPConnection) -> Response | None:
        if not self._answers_to(request.headers.get("host", "")):
            return problem(421)
        if _is_foreign(request):
            return problem(403)
        key = self._key(request) or self._session(request)
        note(request.scope).key = key
        if key or not self._is_closed(request):
            return None
        if request.scope["method"] in SAFE and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse("/login", 303)
        return problem(401, headers={"WWW-Authenticate": "Bearer"})

    def _answers_to(self, host: str) -> bool:
        """Tell our own name from one that a stranger's page made point here (DNS rebinding)."""
        found = _HOST.fullmatch(host)
        name = found[1].lower().strip("[]") if found else None
        return bool(name) and (self._access.hosts is None or name in self._access.hosts)

    def _is_closed(self, request: HTTPConnection) -> bool:
        if request.scope["path"] in OPEN:
            return False
        return _writes(request) or (bool(self._access.keys) and not self._access.public_read)

    def _key(self, request: HTTPConnection) -> int | None:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        return self._access.keys.number(key.strip().encode("latin-1")) if scheme.lower() == "bearer" else None

    def _session(self, request: HTTPConnection) -> int | None:
        return self._access.sessions.key(request.cookies.get(COOKIE, ""))


def _writes(request: HTTPConnection) -> bool:
    path = request.scope["path"]
    return request.scope["method"] not in SAFE and path not in READING and not path.startswith(PAGE)


def _is_foreign(request: HTTPConnection) -> bool:
    """Tell what a page of another site asks, which nobody here has a use for; a link to us may be followed."""
    followed = request.headers.get("sec-fetch-dest") == "document" and request.scope["method"] in SAFE
    if request.headers.get("sec-fetch-site") in ELSEWHERE and not followed:
        return True
    origin, host = request.headers.get("origin"), request.headers.get("host")
    return origin is not None and origin not in {f"http://{host}", f"https://{host}"}
