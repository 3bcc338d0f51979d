"""Fetch results: a page, an unchanged page, or a failure with its reason."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from index.ingest.web.validators import Validators

_ZLIB_OR_GZIP = 47
_TEMPORARY_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """The content of a page, its address after redirects, and the validators of the response."""

    url: str
    final_url: str
    content: bytes
    content_type: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class UnchangedPage:
    """A page has not changed since it was fetched last."""

    url: str


@dataclass(frozen=True, slots=True)
class FailedFetch:
    """A page could not be fetched, and why."""

    url: str
    reason: str


class UnusableResponse(Exception):
    """A response that another attempt would not improve; the text is the reason."""


class TemporaryFailure(Exception):
    """A response that may be better later, after `wait` seconds if the server says when."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def check_status(response: httpx.Response) -> None:
    """Raise TemporaryFailure or UnusableResponse if the status is an error or there is no content."""
    reason = f"the server answers {response.status_code} {response.reason_phrase}".strip()
    if response.status_code in _TEMPORARY_STATUSES:
        raise TemporaryFailure(reason, _parse_retry_after(response.headers.get("Retry-After", "")))
    if response.is_error or response.status_code == httpx.codes.NO_CONTENT:
        raise UnusableResponse(reason)


async def read_body(response: httpx.Response, max_bytes: int) -> bytes:
    """Read and decompress a body; raises UnusableResponse if it is larger than `max_bytes` when decompressed."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        message = f"the content encoding {encoding[:20]} is not supported"
        raise UnusableResponse(message)
    decompressor = None if encoding == "identity" else zlib.decompressobj(_ZLIB_OR_GZIP)
    content = bytearray()
    async for chunk in response.aiter_raw():
        try:
            content += decompressor.decompress(chunk, max_bytes + 1 - len(content)) if decompressor else chunk
        except zlib.error:
            raise TemporaryFailure("the server sent a body that cannot be decompressed") from None
        if len(content) > max_bytes:
            message = f"larger than {max_bytes / 1e6:.0f} MB"
            raise UnusableResponse(message)
    if decompressor and not decompressor.eof:
        raise TemporaryFailure("the server sent an incomplete body")
    return bytes(content)


def _parse_retry_after(header: str) -> float | None:
    """Return the seconds to wait that a Retry-After header asks for, as a number or a date; None if it is invalid."""
    if header.isdecimal():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
