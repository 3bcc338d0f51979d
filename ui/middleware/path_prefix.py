"""Path prefix: everything served below a path of a public address, such as https://example.org/press/.

The prefix is a setting, or comes with each request from a proxy that is trusted to set `X-Forwarded-Prefix`.
"""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.middleware.proxies import TrustedProxies, parse_prefix

_HEADER = b"x-forwarded-prefix"


def route_path(scope: Scope) -> str:
    """Return the path of a request below the prefix, which is what routes and rules are about."""
    path, prefix = str(scope["path"]), str(scope.get("root_path", ""))
    return path[len(prefix) :] if prefix and path.startswith(f"{prefix}/") else path


class PathPrefix:
    """Pure ASGI: sets the prefix of each request; it stands outside of whatever replaces the address of the client.

    A proxy may strip the prefix from the path or leave it: both arrive as the same request.
    """

    def __init__(self, app: ASGIApp, prefix: str, trusted: TrustedProxies) -> None:
        self._app, self._prefix, self._trusted = app, prefix, trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its prefix, or redirect from the prefix to the page below it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        prefix, path = self._find_prefix(scope), scope["path"]
        if prefix and path == prefix:
            await RedirectResponse(f"{prefix}/", 308)(scope, receive, send)
            return
        whole = path if path.startswith(f"{prefix}/") else prefix + path
        await self._app({**scope, "root_path": prefix, "path": whole}, receive, send)

    def _find_prefix(self, scope: Scope) -> str:
        client = scope.get("client")
        given = [value for name, value in scope["headers"] if name == _HEADER]
        if len(given) != 1 or not client or client[0] not in self._trusted:
            return self._prefix
        try:
            return parse_prefix(given[0].decode("latin-1").strip())
        except ValueError:
            return self._prefix
