"""Keys and sessions: API keys, kept only as digests, and the sessions of people who signed in with one."""

import hmac
import secrets
import threading
from collections.abc import Iterable
from hashlib import sha256

from cachetools import TTLCache

SESSION_SECONDS = 12 * 60 * 60
MAX_SESSIONS = 100_000
"""Sessions at the same time; one more ends the least recently used."""


class Keys:
    """The API keys of a server; they cannot be read back from it."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._digests = tuple(_compute_digest(key.encode()) for key in keys)

    def __bool__(self) -> bool:
        """Return whether there is any key."""
        return bool(self._digests)

    def find_key(self, key: bytes) -> int | None:
        """Return the number of a key, from 1, or None if it is not valid; takes the same time for every wrong key."""
        digest = _compute_digest(key)
        matches = [number for number, known in enumerate(self._digests, 1) if hmac.compare_digest(digest, known)]
        return matches[0] if matches else None


class Sessions:
    """Signed-in browsers: random tokens, kept only as digests until they expire."""

    def __init__(self, seconds: float = SESSION_SECONDS) -> None:
        self._keys: TTLCache[bytes, int] = TTLCache(MAX_SESSIONS, seconds)
        self._lock = threading.Lock()

    def start(self, key: int) -> str:
        """Start a session for the key of this number, and return the token for its cookie."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._keys[_compute_digest(token.encode())] = key
        return token

    def end(self, token: str) -> None:
        """End the session of a token, if there is one."""
        with self._lock:
            self._keys.pop(_compute_digest(token.encode()), None)

    def find_key(self, token: str) -> int | None:
        """Return the number of the key that a session was started with, or None if there is no such session."""
        with self._lock:
            return self._keys.get(_compute_digest(token.encode()))


def _compute_digest(secret: bytes) -> bytes:
    return sha256(secret).digest()
