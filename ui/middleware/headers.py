"""The headers of every answer: what a browser may do with it, which is to show it and nothing else."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'none'; object-src 'none'; "
        "worker-src 'self' blob:; form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "same-origin",  # a link that signs in holds a key; without any, a form's own origin is null
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_FOR_OTHER_SITES = ("access-control-allow-origin", "access-control-allow-credentials")
_KEPT = "cache-control"


class Headers:
    """Pure ASGI: gives every answer the headers above; one that says nothing of keeping it is not to be kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with the headers."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, sending)


def _complete(headers: MutableHeaders) -> None:
    for name in _FOR_OTHER_SITES:  # Gradio would let other sites read
        del headers[name]
    headers.update(HEADERS)
    headers.setdefault(_KEPT, "no-store")
