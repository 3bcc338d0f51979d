"""HTTP validators of a response."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Validators:
    """ETag and Last-Modified: sent with the next request, they let the server answer 304 Not Modified."""

    etag: str | None = None
    modified: str | None = None
