"""Forwarded host: a proxy that rewrites Host is told so, because nothing on the page could reach the server.

The name in `X-Forwarded-Host` is compared and never used.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.middleware.problem_details import problem_response
from ui.middleware.proxies import TrustedProxies

REWRITTEN = (
    "the proxy in front has rewritten Host; have it pass Host on as it came (Apache: ProxyPreserveHost On; nginx: "
    "proxy_set_header Host $http_host), or have it leave out X-Forwarded-Host"
)


class ForwardedHost:
    """Pure ASGI: refuses a person's request with 421 if a trusted proxy says that it came with another host name."""

    def __init__(self, app: ASGIApp, trusted: TrustedProxies) -> None:
        self._app, self._trusted = app, trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        is_rewritten = scope["type"] == "http" and self._is_rewritten(scope)
        await (problem_response(421, REWRITTEN) if is_rewritten else self._app)(scope, receive, send)

    def _is_rewritten(self, scope: Scope) -> bool:
        headers, client = Headers(scope=scope), scope.get("client")
        came, passed = (_host_name(headers.get(name, "")) for name in ("x-forwarded-host", "host"))
        is_person = "text/html" in headers.get("accept", "")
        return bool(is_person and came and came != passed and client and client[0] in self._trusted)


def _host_name(value: str) -> str:
    """Return the first host name of a header, without its port."""
    first = value.partition(",")[0].strip().lower()
    return first.partition("]")[0] if first.startswith("[") else first.partition(":")[0]
