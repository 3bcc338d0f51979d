"""Address guard: only public internet addresses can be reached, whatever name, notation or redirect leads to them.

A host name is resolved once, all its addresses are checked, and the connection is made to one that was checked, so that
a second answer of the name server changes nothing (DNS rebinding).
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import anyio
import httpx

Address = IPv4Address | IPv6Address


def _networks(blocks: str) -> list[IPv4Network | IPv6Network]:
    return [ip_network(block) for block in blocks.split()]


_BLOCKED = _networks(  # IANA's special-purpose registries, and Azure's public address of its metadata service
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
    " 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15"
    " 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 2001::/23 2001:db8::/32 2620:4f:8000::/48 3fff::/20"
)
_GLOBAL = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")
_ISATAP = (0x5EFE, 0x0200_5EFE)


class ForbiddenAddress(httpx.RequestError):
    """The address is not public."""


def is_public(address: Address) -> bool:
    """Return whether an address, and every IPv4 address embedded in it, belongs to the public internet."""
    embedded = _extract_ipv4(address)
    if address.version == 6 and address not in _GLOBAL and not embedded:  # noqa: PLR2004 (IPv6)
        return False
    return not any(address in block for block in _BLOCKED) and all(is_public(ipv4) for ipv4 in embedded)


class GuardedTransport(httpx.AsyncBaseTransport):
    """A transport that connects only to addresses it has checked, and raises ForbiddenAddress for those not public.

    `permitted` are addresses that are allowed although they are not public, such as that of a test server.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, permitted: Iterable[str] = ()) -> None:
        self._inner = inner
        self._permitted = frozenset(ip_address(address) for address in permitted)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the checked address; the host name is retained for the Host header and the certificate."""
        host = request.url.host
        if request.url.scheme not in ("http", "https"):
            message = f"only http and https addresses can be fetched, not {request.url.scheme}"
            raise ForbiddenAddress(message)
        address = await self._resolve(host, request.url.port or socket.getservbyname(request.url.scheme))
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

    async def _resolve(self, host: str, port: int) -> Address:
        try:
            results = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            message = f"the host name {host} cannot be resolved: {error.strerror or error}"
            raise httpx.ConnectError(message) from None
        addresses = [ip_address(str(socket_address[0]).partition("%")[0]) for *_, socket_address in results]
        for address in addresses:
            if address not in self._permitted and not is_public(address):
                message = f"{host} is not a public address ({address}); only public web addresses can be added"
                raise ForbiddenAddress(message)
        return addresses[0]


def _extract_ipv4(address: Address) -> list[IPv4Address]:
    """Return the IPv4 addresses embedded in an IPv6 one: mapped, 6to4, NAT64, ISATAP. Teredo is always blocked."""
    if isinstance(address, IPv4Address):
        return []
    last = IPv4Address(int(address) & 0xFFFF_FFFF)
    isatap = (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP
    embedded = [address.ipv4_mapped, address.sixtofour, last if address in _NAT64 or isatap else None]
    return [ipv4 for ipv4 in embedded if ipv4]
