"""Endpoint: the address of an OpenAI-compatible server, and what it is asked with."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from index.errors import InvalidEndpoint

TIMEOUT_SECONDS = 30.0
"""Seconds after which a request is given up, from its start to its last word."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The base address of a server, the model to ask for (None: the first that it offers), a key and a timeout."""

    url: str
    model: str | None = None
    key: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT_SECONDS

    @classmethod
    def parse(
        cls, url: str, model: str | None = None, key: str | None = None, timeout: float = TIMEOUT_SECONDS
    ) -> Self:
        """Return the endpoint of an address; one without a path gets `/v1`. Raise InvalidEndpoint if it is none."""
        try:
            parts = urlsplit(url.strip())
            has_host = bool(parts.hostname) and parts.port != 0
        except ValueError:
            has_host = False
        if not has_host or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
            raise InvalidEndpoint(
                "the address of the language model is invalid; "
                "write it as http://HOST:PORT/v1, as its server's documentation has it"
            )
        path = parts.path.rstrip("/") or "/v1"
        return cls(urlunsplit((parts.scheme, parts.netloc, path, "", "")), model or None, key or None, timeout)

    @property
    def recipient(self) -> str:
        """The host that questions and quotations are sent to, without credentials, for display."""
        return urlsplit(self.url).netloc.rpartition("@")[2]
