"""Serving: a socket, the keys, a link to click, and the server until it is stopped."""

import ipaddress
import logging
import secrets
import signal
import socket
import time
from asyncio import CancelledError
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from index import OnrecordError
from ui.documents.responses import Opened
from ui.runtime.live_record import LiveRecord
from ui.server.app import create_app
from ui.server.log_format import OneEntry
from ui.server.slow_clients import Prompt
from ui.settings import Settings

GRACE_SECONDS = 1
OWN_NAMES = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Service:
    """Where to serve, and who may come in."""

    home: Path
    host: str
    port: int
    settings: Settings

    def run(self, announce: Callable[[Opened], None]) -> None:
        """Announce the link and serve until stopped.

        OnrecordError where the address cannot be had, or would be open to strangers.
        """
        key = self._key()
        with self._listener() as listener:
            began = time.monotonic()
            app = create_app(
                self.home,
                keys=self.settings.api_keys or [key],
                public_read=self.settings.public_read or bool(key),
                audit_questions=self.settings.audit_questions,
                wanted=self.settings.wanted,
                keep_days=self.settings.keep_answers_days,
                hosts=(*OWN_NAMES, self.host) if key else None,  # where reading needs no key, names must be our own
            )
            announce(_opened(app.state.desk.live, self._link(listener, key), time.monotonic() - began))
            _serve(app, listener)

    def _key(self) -> str:
        """Make a key for this run where none is set; on loopback only, where nobody else can knock."""
        if self.settings.api_keys:
            return ""
        if not self._is_private():
            message = f"{self.host} can be reached from other machines and no key is set; set ONRECORD_API_KEYS first"
            raise OnrecordError(message)
        return secrets.token_urlsafe(24)

    def _is_private(self) -> bool:
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def _listener(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            listener = socket.create_server((self.host, self.port), family=family, backlog=128)
        except OSError as error:
            why = str(error.strerror).partition(" (")[0]
            message = f"cannot serve on {self.host} port {self.port}: {why}; stop what uses it, or take --port 0"
            raise OnrecordError(message) from None
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or the end of an answer waits 40 ms
        return listener

    def _link(self, listener: socket.socket, key: str) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{listener.getsockname()[1]}/login" + (f"?key={key}" if key else "")


def _opened(live: LiveRecord, url: str, seconds: float) -> Opened:
    held = live.holdings() if live.generation else None
    articles, passages = (held.articles, held.passages) if held else (0, 0)
    return Opened(url=url, generation=live.generation, articles=articles, passages=passages, seconds=round(seconds, 1))


def _is_news(record: logging.LogRecord) -> bool:
    """Tell a fault from a stream that was open when the server was stopped, which is no fault."""
    cancelled = record.exc_info and isinstance(record.exc_info[1], CancelledError)
    return not cancelled and not record.getMessage().startswith(("Cancel ", "ASGI callable returned without"))


def _log() -> None:
    """Write warnings to standard error, an entry for each."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneEntry("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("uvicorn.error").addFilter(_is_news)


def _serve(app: FastAPI, listener: socket.socket) -> None:
    _log()
    # Without the access log: an address may hold a key or a question. The audit log holds neither.
    config = uvicorn.Config(
        app,
        http=Prompt,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stops as Ctrl+C does: uvicorn raises it when it is done
    with suppress(KeyboardInterrupt):  # the ordinary way to stop
        uvicorn.Server(config).run(sockets=[listener])
