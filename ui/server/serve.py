"""Serving: the socket, the keys, the sign-in link, and the server until it is stopped."""

import ipaddress
import logging
import secrets
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from index import OnrecordError
from ui.documents.responses import ServerStarted
from ui.middleware.forwarded_host import ForwardedHost
from ui.middleware.path_prefix import PathPrefix
from ui.middleware.proxies import TrustedProxies
from ui.runtime.live_record import LiveRecord
from ui.server.app import create_app
from ui.server.log_format import JsonFormatter, SingleEntryFormatter
from ui.server.memory import limit_kept_memory
from ui.server.slow_clients import HeadTimeoutProtocol
from ui.server.tracing import start_tracing
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.api.oidc_routes import Provider

GRACE_SECONDS = 1
LOOPBACK_NAMES = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Service:
    """An address to serve, with the settings that say who has access."""

    home: Path
    host: str
    port: int
    settings: Settings

    def run(self, announce: Callable[[ServerStarted], None]) -> None:
        """Announce the link and serve until stopped.

        Raises OnrecordError if the address cannot be used, or other machines could reach it without a key.
        """
        key = self._make_key()
        limit_kept_memory()
        with self._listen() as listener:
            began = time.monotonic()
            model = self.settings.open_language_model()
            if model:
                model.load()  # now, so that no question waits for the import
            tracing = start_tracing(version("onrecord")) if self.settings.otlp_endpoint else None
            app = create_app(
                self.home,
                keys=self.settings.api_keys or ([key] if key else []),
                keys_file=self.settings.keys_file,
                private=bool(key),
                provider=_load_provider(self.settings),
                public_read=self.settings.public_read or bool(key),
                audit_questions=self.settings.audit_questions,
                wanted=self.settings.model_choice,
                keep_days=self.settings.keep_answers_days,
                model=model,
                tracing=tracing,
                hosts=(*LOOPBACK_NAMES, self.host)
                if key
                else None,  # without keys only the server's own names are served (DNS rebinding)
            )
            announce(
                _describe_server(
                    app.state.dependencies.live, self._format_link(listener, key), time.monotonic() - began
                )
            )
            _serve(self._stand_behind_proxies(app), listener, self.settings.log_format)

    def _stand_behind_proxies(self, app: FastAPI) -> ASGIApp:
        """Have trusted proxies name the client, the scheme and the path prefix of a request."""
        trusted = TrustedProxies(self.settings.trusted_proxies)
        inner = ProxyHeadersMiddleware(app, list(trusted.names))  # type: ignore[arg-type] # uvicorn's own ASGI types
        return PathPrefix(ForwardedHost(inner, trusted), self.settings.root_path, trusted)  # type: ignore[arg-type] # the same

    def _make_key(self) -> str:
        """Return a key for this run if none is set; on loopback only, which other machines cannot reach."""
        if self.settings.api_keys or self.settings.keys_file or self.settings.oidc_issuer:
            return ""
        if not self._is_loopback():
            message = f"{self.host} can be reached from other machines and no key is set; set ONRECORD_API_KEYS first"
            raise OnrecordError(message)
        return secrets.token_urlsafe(24)

    def _is_loopback(self) -> bool:
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            listener = socket.create_server((self.host, self.port), family=family, backlog=128)
        except OSError as error:
            reason = str(error.strerror).partition(" (")[0]
            message = f"cannot serve on {self.host} port {self.port}: {reason}; stop what uses it, or take --port 0"
            raise OnrecordError(message) from None
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or the end of an answer waits 40 ms
        return listener

    def _format_link(self, listener: socket.socket, key: str) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{listener.getsockname()[1]}/login" + (f"?key={key}" if key else "")


def _load_provider(settings: Settings) -> "Provider | None":
    """Return the identity provider that is set, which takes a moment to import."""
    if not settings.oidc_issuer:
        return None
    from ui.api.oidc_routes import Provider

    return Provider(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret,
        settings.oidc_claim,
        settings.oidc_roles,
    )


def _describe_server(live: LiveRecord, url: str, seconds: float) -> ServerStarted:
    articles = passages = 0
    if live.generation:
        with live.lease() as record:
            holdings = record.holdings()
        articles, passages = holdings.articles, holdings.passages
    return ServerStarted(
        url=url, generation=live.generation, articles=articles, passages=passages, seconds=round(seconds, 1)
    )


def _configure_logging(server: uvicorn.Server, log_format: str = "text") -> None:
    """Write warnings to standard error; uvicorn's only until the server is stopped.

    Stopping cancels the streams that are open, and uvicorn logs each of them as an error.
    """
    handler = logging.StreamHandler()
    text = SingleEntryFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if log_format == "json" else text)
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("uvicorn.error").addFilter(lambda _: not server.should_exit)


def _serve(app: ASGIApp, listener: socket.socket, log_format: str) -> None:
    # No access log: an address may contain a key or a question. The audit log contains neither.
    config = uvicorn.Config(
        app,
        proxy_headers=False,  # read before, together with the path prefix
        http=HeadTimeoutProtocol,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = uvicorn.Server(config)
    _configure_logging(server, log_format)
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # as Ctrl+C: uvicorn raises the signal again when it is done
    with suppress(KeyboardInterrupt):  # the ordinary way to stop
        server.run(sockets=[listener])
