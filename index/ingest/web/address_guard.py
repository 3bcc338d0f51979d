"""Which addresses may be reached: those of the public internet, whatever name, notation or redirect leads to them.

A name is resolved once, every address that it stands for is checked, and the connection is made to one that was
checked, so that a second answer of the name server changes nothing.
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import anyio
import httpx

Address = IPv4Address | IPv6Address


def _networks(blocks: str) -> list[IPv4Network | IPv6Network]:
    return [ip_network(block) for block in blocks.split()]


_NEVER = (
    _networks(  # special purposes, by IANA's registries, and the one public address where a cloud tells its secrets
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
        " 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15"
        " 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 2001::/23 2001:db8::/32 2620:4f:8000::/48 3fff::/20"
    )
)
_GLOBAL = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")
_ISATAP = (0x5EFE, 0x0200_5EFE)


class Forbidden(httpx.RequestError):
    """The address is not one that may be reached."""


def is_public(address: Address) -> bool:
    """Tell whether an address is of the public internet, and each one, too, that is wrapped in it."""
    inner = _wrapped(address)
    if address.version == 6 and address not in _GLOBAL and not inner:  # noqa: PLR2004 (IPv6)
        return False
    return not any(address in block for block in _NEVER) and all(is_public(each) for each in inner)


class Guarded(httpx.AsyncBaseTransport):
    """Passes on what goes to an address that may be reached, pinned to it, and raises Forbidden for all else.

    `permitted` are addresses that may be reached although they are not public, such as that of a server for tests.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, permitted: Iterable[str] = ()) -> None:
        self._inner = inner
        self._permitted = frozenset(ip_address(each) for each in permitted)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the address that was checked; the name stays in it for the server and its certificate."""
        host = request.url.host
        if request.url.scheme not in ("http", "https"):
            message = f"{request.url.scheme}: is not http or https"
            raise Forbidden(message)
        address = await self._checked(host, request.url.port or socket.getservbyname(request.url.scheme))
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=str(address)),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await self._inner.handle_async_request(pinned)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()

    async def _checked(self, host: str, port: int) -> Address:
        try:
            found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            message = f"{host} is not known: {error.strerror or error}"
            raise httpx.ConnectError(message) from None
        addresses = [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
        for address in addresses:
            if address not in self._permitted and not is_public(address):
                message = f"{host} leads to {address}, which is not an address of the public internet"
                raise Forbidden(message)
        return addresses[0]


def _wrapped(address: Address) -> list[IPv4Address]:
    """Give the IPv4 addresses that an IPv6 one stands for: mapped, 6to4, NAT64, ISATAP. Teredo is never reached."""
    if isinstance(address, IPv4Address):
        return []
    last = IPv4Address(int(address) & 0xFFFF_FFFF)
    isatap = (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP
    found = [address.ipv4_mapped, address.sixtofour, last if address in _NAT64 or isatap else None]
    return [each for each in found if each]
