"""Path prefix: everything served below a path of a public address, such as https://example.org/press/.

The prefix is a setting, or comes with each request from a proxy that is trusted to set `X-Forwarded-Prefix`.
"""

import ipaddress
import re
from collections.abc import Iterable

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HEADER = b"x-forwarded-prefix"
_PREFIX = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,8}")  # no dot first, so no `..`; no `//`, which is a host
_MAX_CHARACTERS = 200

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def parse_prefix(text: str) -> str:
    """Return a prefix without a slash at its end, empty for none. Raises ValueError if it is not a plain path."""
    prefix = text.rstrip("/")
    if prefix and (len(prefix) > _MAX_CHARACTERS or not _PREFIX.fullmatch(prefix)):
        raise ValueError("must be a path such as /press, of letters, digits and - . _ ~")
    return prefix


def route_path(scope: Scope) -> str:
    """Return the path of a request below the prefix, which is what routes and rules are about."""
    path, prefix = str(scope["path"]), str(scope.get("root_path", ""))
    return path[len(prefix) :] if prefix and path.startswith(f"{prefix}/") else path


class TrustedProxies:
    """The addresses and networks of proxies whose headers are believed; `*` stands for every address."""

    def __init__(self, names: Iterable[str]) -> None:
        """Parse the addresses. Raises ValueError if one is none."""
        self.names = tuple(names)
        self._networks: tuple[_Network, ...] = tuple(
            ipaddress.ip_network(name, strict=False) for name in self.names if name != "*"
        )

    def __contains__(self, address: str) -> bool:
        """Return whether a request from this address comes from a trusted proxy."""
        if "*" in self.names:
            return True
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)


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
