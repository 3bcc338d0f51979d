"""Who may come in: the keys, kept only as digests, and the sessions of people who signed in with one."""

import hmac
import secrets
import threading
import time
from collections.abc import Iterable
from hashlib import sha256

SESSION_SECONDS = 12 * 60 * 60


class Keys:
    """The keys of this server; nobody can read them back from it."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._digests = tuple(_digest(key.encode()) for key in keys)

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._digests)

    def fits(self, key: bytes) -> bool:
        """Tell whether this is one of the keys, in a time that says nothing about how near it came."""
        digest = _digest(key)
        return sum(hmac.compare_digest(digest, known) for known in self._digests) > 0


class Sessions:
    """Who is signed in: random tokens that their browsers keep, known here by digests and until they expire."""

    def __init__(self, seconds: float = SESSION_SECONDS) -> None:
        self._seconds = seconds
        self._until: dict[bytes, float] = {}
        self._lock = threading.Lock()

    def begin(self) -> str:
        """Sign somebody in and give the token for their cookie."""
        token, now = secrets.token_urlsafe(32), time.monotonic()
        with self._lock:
            self._until = {digest: until for digest, until in self._until.items() if until > now}
            self._until[_digest(token.encode())] = now + self._seconds
        return token

    def knows(self, token: str) -> bool:
        """Tell whether a token belongs to somebody who is signed in."""
        with self._lock:
            return self._until.get(_digest(token.encode()), 0.0) > time.monotonic()


def _digest(secret: bytes) -> bytes:
    return sha256(secret).digest()
