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

    def number(self, key: bytes) -> int | None:
        """Give which of the keys this is, from 1, None for none; its time says nothing about how near it came."""
        digest = _digest(key)
        fitting = [place for place, known in enumerate(self._digests, 1) if hmac.compare_digest(digest, known)]
        return fitting[0] if fitting else None


class Sessions:
    """Who is signed in: random tokens that their browsers keep, known here by digests and until they expire."""

    def __init__(self, seconds: float = SESSION_SECONDS) -> None:
        self._seconds = seconds
        self._begun: dict[bytes, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def begin(self, key: int) -> str:
        """Sign in whoever holds the key of this number, and give the token for their cookie."""
        token, now = secrets.token_urlsafe(32), time.monotonic()
        with self._lock:
            self._begun = {digest: (whose, until) for digest, (whose, until) in self._begun.items() if until > now}
            self._begun[_digest(token.encode())] = key, now + self._seconds
        return token

    def key(self, token: str) -> int | None:
        """Give the number of the key that a token was had for, None where nobody is signed in with it."""
        with self._lock:
            key, until = self._begun.get(_digest(token.encode()), (None, 0.0))
        return key if until > time.monotonic() else None


def _digest(secret: bytes) -> bytes:
    return sha256(secret).digest()
