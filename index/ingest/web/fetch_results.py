"""What a server answered: a page, that nothing has changed, or nothing that could be used; and why."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from index.ingest.web.validators import Validators

_ZLIB_OR_GZIP = 47
_TROUBLE = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Page:
    """What stood at an address: its bytes, the address it came from in the end, and how to ask for it again."""

    url: str
    final: str
    content: bytes
    kind: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What stands at an address has not changed since the last visit."""

    url: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing came from an address, or nothing that is taken, and the reason."""

    url: str
    reason: str


class Unusable(Exception):
    """A reply that no other attempt would make better; the text is the reason."""


class Trouble(Exception):
    """A reply that may be better later, in `wait` seconds where the server says when."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def check(response: httpx.Response) -> None:
    """Raise Trouble or Unusable for what is no page."""
    reason = f"answers {response.status_code} {response.reason_phrase}".strip()
    if response.status_code in _TROUBLE:
        raise Trouble(reason, _wait(response.headers.get("Retry-After", "")))
    if response.is_error or response.status_code == httpx.codes.NO_CONTENT:
        raise Unusable(reason)


async def body(response: httpx.Response, most: int) -> bytes:
    """Read a body of at most so many bytes, counted after it was unfolded; Unusable where it is larger."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        message = f"is packed as {encoding[:20]}, which was not asked for"
        raise Unusable(message)
    unfold = None if encoding == "identity" else zlib.decompressobj(_ZLIB_OR_GZIP)
    content = bytearray()
    async for chunk in response.aiter_raw():
        try:
            content += unfold.decompress(chunk, most + 1 - len(content)) if unfold else chunk
        except zlib.error:
            raise Trouble("sent a body that cannot be unpacked") from None
        if len(content) > most:
            message = f"is larger than {most / 1e6:.0f} MB"
            raise Unusable(message)
    if unfold and not unfold.eof:
        raise Trouble("sent only the beginning of a body")
    return bytes(content)


def _wait(header: str) -> float | None:
    """Give the seconds that a server asks for, as a number or as a date."""
    if header.isdecimal():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
