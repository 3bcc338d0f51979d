"""The doors of the chat page: what its own browser code asks for is open, all else that Gradio offers is shut."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.middleware.problem_details import problem

_OPEN = re.compile(
    r"/|/config|/theme\.css|/favicon\.ico|/manifest\.json|/(static|assets)/.+"
    r"|/gradio_api/(queue/(join|data)|heartbeat/\w+|startup-events|cancel|reset)"
)

_CLAIMS = {b"x-forwarded-host"}  # Gradio would take it for our name, and write it into the page


class OnlyThePage:
    """Answers what the page asks of Gradio, and nothing of what Gradio offers besides: files, uploads, a proxy."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that there is nothing here."""
        headers = [pair for pair in scope.get("headers", ()) if pair[0] not in _CLAIMS]
        scope = {**scope, "headers": headers}
        is_open = scope["type"] != "http" or _OPEN.fullmatch(scope["path"])
        try:
            await (self._app if is_open else problem(404))(scope, receive, send)
        except (KeyError, ValueError):  # what Gradio makes of a function that is not there, of NaN and half a character
            await problem(400)(scope, receive, send)
