"""Tokens: what servers remember for a time under a random secret, in memory or beside a library that they share.

A secret is kept as its digest. Documents of a time stand in folders by periods of that time, so that what has expired
is deleted as a whole.
"""

import json
import secrets
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Protocol

from cachetools import TTLCache

from index.documents.protocols import Documents

_FRESH_SECONDS = 2.0  # for which a server does not look again whether another one has ended a token
_BYTES = 32
_LENGTH = 43  # of a token: each character holds six bits

Content = dict[str, Any]

_UNKNOWN: Content = {}


def draw_token() -> str:
    """Return a new token."""
    return secrets.token_urlsafe(_BYTES)


class Tokens(Protocol):
    """Contents in JSON under tokens that nobody can guess. Safe to share between threads.

    All but `recall` raise Unreachable if the tokens are kept on another machine that does not answer.
    """

    def keep(self, token: str, content: Content) -> None:
        """Keep a content under a token that `draw_token` returned."""

    def find(self, token: str) -> Content | None:
        """Return the content of a token, None if there is none, or none any more."""

    def recall(self, token: str) -> tuple[bool, Content | None]:
        """Return whether it is known without waiting what `find` returns, and that."""

    def end(self, token: str) -> None:
        """Forget a token, if it is kept."""


class MemoryTokens:
    """The tokens of one server, which end with it."""

    def __init__(self, seconds: float, most: int) -> None:
        """Keep each for so many seconds, and at most so many; one more ends the least recently used."""
        self._contents: TTLCache[str, Content] = TTLCache(most, seconds)
        self._lock = threading.Lock()

    def keep(self, token: str, content: Content) -> None:
        """Keep a content under a token."""
        with self._lock:
            self._contents[_digest(token)] = content

    def find(self, token: str) -> Content | None:
        """Return the content of a token, None if there is none, or none any more."""
        with self._lock:
            return self._contents.get(_digest(token))

    def recall(self, token: str) -> tuple[bool, Content | None]:
        """Return True and what `find` returns."""
        return True, self.find(token)

    def end(self, token: str) -> None:
        """Forget a token, if it is kept."""
        with self._lock:
            self._contents.pop(_digest(token), None)


class SharedTokens:
    """The tokens of all servers of a library; what one ends is ended for the others within two seconds."""

    def __init__(self, open_documents: Callable[[], Documents], folder: str, seconds: float, most: int) -> None:
        """Keep each for so many seconds in a folder of documents, which are opened when they are first needed.

        At most so many are in memory, too, for a moment.
        """
        self._open, self._folder, self._seconds = open_documents, folder, seconds
        self._fresh: TTLCache[str, Content | None] = TTLCache(most, min(_FRESH_SECONDS, seconds))
        self._lock = threading.Lock()
        self._tidied = 0  # the period in which older ones were deleted last

    def keep(self, token: str, content: Content) -> None:
        """Keep a content under a token."""
        now = time.time()
        kept = {"ends": now + self._seconds, "content": content}
        period = int(now // self._seconds)
        self._open().write(self._name_folder(period), _digest(token), json.dumps(kept).encode())
        self._tidy(period)
        with self._lock:
            self._fresh[_digest(token)] = content

    def find(self, token: str) -> Content | None:
        """Return the content of a token, None if there is none, or none any more."""
        is_known, content = self.recall(token)
        if is_known:
            return content
        content = self._read(_digest(token))
        with self._lock:
            self._fresh[_digest(token)] = content
        return content

    def recall(self, token: str) -> tuple[bool, Content | None]:
        """Return whether it was looked up a moment ago, and what was found; what no token can be is not looked up."""
        if len(token) != _LENGTH:
            return True, None
        with self._lock:
            found = self._fresh.get(_digest(token), _UNKNOWN)
        return (False, None) if found is _UNKNOWN else (True, found)

    def end(self, token: str) -> None:
        """Forget a token, if it is kept."""
        for folder in self._list_folders():
            self._open().delete(folder, _digest(token))
        with self._lock:
            self._fresh[_digest(token)] = None

    def _read(self, digest: str) -> Content | None:
        for folder in self._list_folders():
            if found := self._open().read(folder, digest):
                kept = json.loads(found)
                content: Content = kept["content"]
                return content if time.time() < kept["ends"] else None
        return None

    def _tidy(self, period: int) -> None:
        """Delete what has expired, once in a period."""
        if self._tidied == period:
            return
        self._tidied = period
        documents = self._open()
        for name in documents.list_folders(self._folder):
            if int(name) < period - 1:
                documents.delete_folder(f"{self._folder}/{name}")

    def _list_folders(self) -> tuple[str, str]:
        """Return the folders that may have a token which has not expired."""
        period = int(time.time() // self._seconds)
        return self._name_folder(period), self._name_folder(period - 1)

    def _name_folder(self, period: int) -> str:
        return f"{self._folder}/{period}"


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
