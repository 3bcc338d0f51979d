"""Request timer: reports the route, the status and the duration of each request."""

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.middleware.response_status import StatusRecorder

OnResponse = Callable[[str, int, float], None]
"""Called with the route of a request, the status of its response, and the seconds that it took."""

PAGE, NO_ROUTE = "page", "none"


class RequestTimer:
    """Pure ASGI: reports each request when its response has ended; a stream when the client has gone."""

    def __init__(self, app: ASGIApp, on_response: OnResponse) -> None:
        self._app, self._on_response = app, on_response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and report it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, recorder = time.perf_counter(), StatusRecorder(send, 500)

        try:
            await self._app(scope, receive, recorder)
        finally:
            self._on_response(route_name(scope, recorder.status), recorder.status, time.perf_counter() - began)


def route_name(scope: Scope, status: int) -> str:
    """Return the pattern of the route that a request reached, so that no address becomes a label of its own."""
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str) and path:
        return path
    return PAGE if "endpoint" in scope and status < 400 else NO_ROUTE  # noqa: PLR2004 (errors of the page are no route)
