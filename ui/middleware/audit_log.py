"""The audit log: a line of JSON for every request, which tells who saw what and not what they asked.

    {"at": "2025-05-30T14:00:00.000+00:00", "client": "127.0.0.1", "method": "POST", "path": "/ask", "status": 200,
     "ms": 41, "key": 1, "generation": 7, "articles": ["un-2011-zuma"]}

`key` counts the keys of the server from 1, in their order; null is somebody without one.
"""

import json
import logging
import time
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag import Answer

MEGABYTES, KEPT = 10, 9
"""A file of the log is as large at most, and so many older ones are kept."""

_LONGEST = 200  # code points of a path
_NOTE = "onrecord.note"


@dataclass(slots=True)
class Note:
    """What becomes known of a request on its way: whose key it came with, and which articles it was told of."""

    key: int | None = None
    generation: int | None = None
    articles: tuple[str, ...] = ()
    question: str | None = None


_current: ContextVar[Note | None] = ContextVar("note", default=None)


def note(scope: Scope) -> Note:
    """Give the note of a request; anyone on its way may add to it."""
    kept: Note = scope.setdefault("state", {}).setdefault(_NOTE, Note())
    return kept


def told(generation: int | None, articles: Iterable[str], question: str | None = None) -> None:
    """Note which articles the answer to the present request tells of."""
    if kept := _current.get():
        kept.generation, kept.articles, kept.question = generation, tuple(dict.fromkeys(articles)), question


class Log:
    """Appends lines to a file, which is renamed when it is full; `questions` asks for their text, too."""

    def __init__(self, file: Path, *, questions: bool = False) -> None:
        """Prepare to write; the file is made with the first line."""
        self._handler = RotatingFileHandler(file, "a", MEGABYTES * 1_000_000, KEPT, "ascii", delay=True)
        self._questions = questions

    def shown(self, scope: Scope, answer: Answer) -> None:
        """Add a line for what the page showed; `scope` is that of the request that asked for it."""
        articles = dict.fromkeys(one.article_id for one in answer.citations)
        noted = Note(note(scope).key, answer.generation, (*articles,), answer.question)
        self.write(noted, **_facts(scope) | {"path": "/", "status": 200})

    def write(self, noted: Note, **facts: object) -> None:
        """Add a line."""
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **facts}
        line |= {"key": noted.key, "generation": noted.generation, "articles": noted.articles}
        if self._questions and noted.question is not None:
            line["question"] = noted.question
        self._handler.handle(logging.makeLogRecord({"msg": json.dumps(line)}))

    def close(self) -> None:
        """Close the file; another line opens it again."""
        self._handler.close()


class Audit:
    """Pure ASGI: writes a line for each request when its answer has ended."""

    def __init__(self, app: ASGIApp, log: Log) -> None:
        self._app, self._log = app, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and remember what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 0
        kept = note(scope)
        _current.set(kept)

        async def watching(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, watching)
        finally:
            self._log.write(kept, **_facts(scope), status=status, ms=round(1000 * (time.monotonic() - began)))


def _facts(scope: Scope) -> dict[str, object]:
    client = scope.get("client")
    return {
        "client": client[0] if client else None,
        "method": scope["method"][:_LONGEST],
        "path": scope["path"][:_LONGEST],
    }
