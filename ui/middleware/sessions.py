"""Sessions: people who signed in, with a key or through an identity provider."""

import hmac
from dataclasses import asdict

from starlette.concurrency import run_in_threadpool

from index import Tokens, draw_token
from ui.middleware.keys import Holder, Keys

SESSION_SECONDS = 12 * 60 * 60
MAX_SESSIONS = 100_000
"""Sessions at the same time at a server that shares them with no other; one more ends the least recently used."""


class Sessions:
    """Signed-in browsers: under random tokens, until they expire or their key is withdrawn.

    What is kept of a key can be compared with it only by who has the token, too: the browser.
    """

    def __init__(self, keys: Keys, tokens: Tokens) -> None:
        """Take the keys, and what keeps a session for as long as it lasts."""
        self._keys, self._tokens = keys, tokens

    def start(self, holder: Holder) -> str:
        """Start a session for the holder of a key, or for a person without one, and return the token for its cookie."""
        token = draw_token()
        sealed = _seal(token, holder.digest) if holder.digest else ""
        self._tokens.keep(token, asdict(holder) | {"digest": sealed})
        return token

    def end(self, token: str) -> None:
        """End the session of a token, if there is one."""
        self._tokens.end(token)

    async def find(self, token: str) -> Holder | None:
        """Return whose session it is, with the role that the key has now; None if there is no such session.

        Raises Unreachable if sessions are kept on another machine that does not answer.
        """
        is_known, kept = self._tokens.recall(token)
        if not is_known:
            kept = await run_in_threadpool(self._tokens.find, token)
        if kept is None:
            return None
        if sealed := kept["digest"]:
            return self._keys.find(lambda holder: hmac.compare_digest(_seal(token, holder.digest), sealed))
        return Holder(kept["name"], kept["role"], kept["per_minute"])


def _seal(token: str, digest: bytes) -> str:
    return hmac.digest(token.encode(), digest, "sha256").hex()
