"""Security headers of every response: a browser may show it and do nothing else with it."""

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
    "referrer-policy": "same-origin",  # the sign-in link holds a key; no-referrer would make a form's origin null
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_CORS_HEADERS = ("access-control-allow-origin", "access-control-allow-credentials")
_CACHING = "cache-control"


class SecurityHeaders:
    """Pure ASGI: sets the headers above on every response, and `no-store` unless it sets its own caching."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and set the headers of the response."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _set_headers(MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _set_headers(headers: MutableHeaders) -> None:
    for name in _CORS_HEADERS:  # Gradio allows other sites to read
        del headers[name]
    headers.update(HEADERS)
    headers.setdefault(_CACHING, "no-store")
