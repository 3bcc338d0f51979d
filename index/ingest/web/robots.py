"""What a site asks of programs: its robots.txt (RFC 9309)."""

import httpx
from protego import Protego

_MOST = 30.0
"""Seconds between two requests that are granted at most."""


class Rules:
    """The rules of one site for one program."""

    def __init__(self, text: str, agent: str) -> None:
        self._rules = Protego.parse(text)
        self._agent = agent

    @classmethod
    def of(cls, status: int, text: str, agent: str) -> "Rules":
        """Take what a site answered: without a file all is allowed, while it is in trouble nothing is."""
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return cls("User-agent: *\nDisallow: /", agent)
        return cls(text if status == httpx.codes.OK else "", agent)

    def allow(self, url: str) -> bool:
        """Tell whether a page may be fetched."""
        return bool(self._rules.can_fetch(url, self._agent))

    @property
    def pause(self) -> float:
        """Seconds to leave between two requests."""
        return min(float(self._rules.crawl_delay(self._agent) or 0), _MOST)
