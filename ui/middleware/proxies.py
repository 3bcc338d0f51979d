"""Proxies: those whose headers are believed, and the path that one serves the page at."""

import ipaddress
import re
from collections.abc import Iterable

_PREFIX = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,8}")  # no dot first, so no `..`; no `//`, which is a host
_MAX_CHARACTERS = 200

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def parse_prefix(text: str) -> str:
    """Return a prefix without a slash at its end, empty for none. Raises ValueError if it is not a plain path."""
    prefix = text.rstrip("/")
    if prefix and (len(prefix) > _MAX_CHARACTERS or not _PREFIX.fullmatch(prefix)):
        raise ValueError("must be a path such as /press, of letters, digits and - . _ ~")
    return prefix


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
