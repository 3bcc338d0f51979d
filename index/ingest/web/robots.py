"""The robots.txt of a site (RFC 9309)."""

import httpx
from protego import Protego

_MAX_DELAY_SECONDS = 30.0  # of the Crawl-delay; a site that asks for more is asked more often


class RobotsRules:
    """The rules of one site for one user agent."""

    def __init__(self, text: str, agent: str) -> None:
        self._rules = Protego.parse(text)
        self._agent = agent

    @classmethod
    def from_response(cls, status: int, text: str, agent: str) -> "RobotsRules":
        """Parse a response: without a robots.txt all is allowed, during a server error nothing is."""
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return cls("User-agent: *\nDisallow: /", agent)
        return cls(text if status == httpx.codes.OK else "", agent)

    def is_allowed(self, url: str) -> bool:
        """Return whether a page may be fetched."""
        return bool(self._rules.can_fetch(url, self._agent))

    @property
    def delay_seconds(self) -> float:
        """Seconds to wait between two requests."""
        return min(float(self._rules.crawl_delay(self._agent) or 0), _MAX_DELAY_SECONDS)
