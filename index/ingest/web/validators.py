"""How a server names the state of a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Validators:
    """An ETag and a Last-Modified: sent along, they let the server say that nothing has changed."""

    etag: str | None = None
    modified: str | None = None
