"""Endpoint allowlist: of all that Gradio serves, only what the page's own browser code requests is reachable."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.middleware.path_prefix import route_path
from ui.middleware.problem_details import problem_response

_ALLOWED = re.compile(
    r"/|/config|/theme\.css|/favicon\.ico|/manifest\.json|/(static|assets)/.+"
    r"|/gradio_api/(queue/(join|data)|heartbeat/\w+|startup-events|cancel|reset|app_id)"
)

_IGNORED_HEADERS = {b"x-forwarded-host"}  # Gradio would write it into the page as the server's name


def is_allowed(scope: Scope) -> bool:
    """Return whether the page's own browser code makes such a request."""
    return scope["type"] != "http" or bool(_ALLOWED.fullmatch(route_path(scope)))


class EndpointAllowlist:
    """Pure ASGI: passes on the requests of the page, and refuses Gradio's files, uploads and proxy with 404."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or respond 404."""
        headers = [pair for pair in scope.get("headers", ()) if pair[0] not in _IGNORED_HEADERS]
        scope = {**scope, "headers": headers}
        try:
            await (self._app if is_allowed(scope) else problem_response(404))(scope, receive, send)
        except (KeyError, ValueError):  # raised by Gradio for unknown functions, NaN and lone surrogates
            await problem_response(400)(scope, receive, send)
