"""Audit log: one JSON line per request, with who saw which articles but not what they asked.

    {"at": "2025-05-30T14:00:00.000+00:00", "client": "127.0.0.1", "method": "POST", "path": "/ask", "status": 200,
     "ms": 41, "key": 1, "generation": 7, "articles": ["un-2011-zuma"]}

`key` is the name of the key in the keys file, or its number from 1 in the order of ONRECORD_API_KEYS; null without one.
"""

import json
import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from rag import Answer
from ui.middleware.path_prefix import route_path
from ui.middleware.response_status import StatusRecorder

MAX_MEGABYTES, MAX_OLDER_FILES = 10, 9
"""The maximum size of a log file, and how many older ones are kept."""

_MAX_CHARACTERS = 200  # of a method or path
_STATE_KEY = "onrecord.audit"


@dataclass(slots=True)
class AuditEntry:
    """The audit facts of a request: whose key it has, and the articles of its response.

    `owner` names the holder of the key, the same at every sign-in, for what each keeps apart; it is not logged.
    """

    key: int | str | None = None
    generation: int | None = None
    articles: tuple[str, ...] = ()
    question: str | None = None
    may_write: bool = False
    owner: str | None = None


_current: ContextVar[AuditEntry | None] = ContextVar("note", default=None)


def audit_entry(scope: Scope) -> AuditEntry:
    """Return the audit entry of a request, for any layer to complete."""
    entry: AuditEntry = scope.setdefault("state", {}).setdefault(_STATE_KEY, AuditEntry())
    return entry


def record_articles(generation: int | None, articles: Iterable[str], question: str | None = None) -> None:
    """Record the articles that the response to the current request shows."""
    if entry := _current.get():
        entry.generation, entry.articles, entry.question = generation, tuple(dict.fromkeys(articles)), question


class AuditLog:
    """Appends lines to a file, which is rotated when full; `questions` includes the text of questions."""

    def __init__(self, file: Path, *, questions: bool = False) -> None:
        """Prepare to write: its folder is created now, the file with the first line."""
        with suppress(OSError):  # each line then says what is wrong
            file.parent.mkdir(parents=True, exist_ok=True)
        self._handler = RotatingFileHandler(file, "a", MAX_MEGABYTES * 1_000_000, MAX_OLDER_FILES, "ascii", delay=True)
        self._questions, self._closed = questions, False

    def write_page_answer(self, scope: Scope, answer: Answer) -> None:
        """Append a line for an answer that the page showed; `scope` is that of its request."""
        articles = dict.fromkeys(citation.article_id for citation in answer.citations)
        entry = AuditEntry(audit_entry(scope).key, answer.generation, (*articles,), answer.question)
        self.write(entry, **_request_fields(scope) | {"path": "/", "status": 200})

    def write(self, entry: AuditEntry, **facts: object) -> None:
        """Append a line."""
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **facts}
        line |= {"key": entry.key, "generation": entry.generation, "articles": entry.articles}
        if self._questions and entry.question is not None:
            line["question"] = entry.question
        self._handler.handle(logging.makeLogRecord({"msg": json.dumps(line)}))
        if self._closed:  # a response that ended after the server had stopped
            self._handler.close()

    def close(self) -> None:
        """Close the file, which each later line opens and closes again."""
        self._closed = True
        self._handler.close()


class AuditMiddleware:
    """Pure ASGI: writes a line for each request when its response has ended."""

    def __init__(self, app: ASGIApp, log: AuditLog) -> None:
        self._app, self._log = app, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and log its status and duration."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, recorder = time.monotonic(), StatusRecorder(send, 0)
        entry = audit_entry(scope)
        _current.set(entry)

        try:
            await self._app(scope, receive, recorder)
        finally:
            self._log.write(
                entry, **_request_fields(scope), status=recorder.status, ms=round(1000 * (time.monotonic() - started))
            )


def _request_fields(scope: Scope) -> dict[str, object]:
    client = scope.get("client")
    return {
        "client": client[0] if client else None,
        "method": scope["method"][:_MAX_CHARACTERS],
        "path": route_path(scope)[:_MAX_CHARACTERS],
    }
