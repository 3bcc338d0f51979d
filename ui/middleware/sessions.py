"""Sessions: people who signed in, with a key or through an identity provider."""

import secrets
import threading

from cachetools import TTLCache

from ui.middleware.keys import Holder, Keys, compute_digest

SESSION_SECONDS = 12 * 60 * 60
MAX_SESSIONS = 100_000
"""Sessions at the same time; one more ends the least recently used."""


class Sessions:
    """Signed-in browsers: random tokens, kept only as digests until they expire or their key is withdrawn."""

    def __init__(self, keys: Keys, seconds: float = SESSION_SECONDS) -> None:
        self._keys = keys
        self._holders: TTLCache[bytes, Holder] = TTLCache(MAX_SESSIONS, seconds)
        self._lock = threading.Lock()

    def start(self, holder: Holder) -> str:
        """Start a session for the holder of a key, or for a person without one, and return the token for its cookie."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._holders[compute_digest(token.encode())] = holder
        return token

    def end(self, token: str) -> None:
        """End the session of a token, if there is one."""
        with self._lock:
            self._holders.pop(compute_digest(token.encode()), None)

    def find(self, token: str) -> Holder | None:
        """Return whose session it is, with the role that the key has now; None if there is no such session."""
        with self._lock:
            holder = self._holders.get(compute_digest(token.encode()))
        return self._keys.find_digest(holder.digest) if holder and holder.digest else holder
