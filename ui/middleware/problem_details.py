"""Errors as RFC 9457 problem documents: short, with a way out, and never a word of what was sent."""

import logging
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index import errors

MEDIA_TYPE = "application/problem+json"

STATUS: dict[type[Exception], int] = {
    errors.NotIndexed: 503,
    errors.DamagedIndex: 503,
    errors.OtherFormat: 503,
    errors.DamagedLibrary: 503,
    errors.Unwritable: 503,
    errors.LibraryBusy: 503,
    errors.UnknownArticle: 404,
    errors.UnknownAnswer: 404,
    errors.RejectedArticle: 422,
    errors.InvalidQuestion: 422,
    errors.InvalidFilter: 422,
}

DETAIL: dict[type[Exception] | int, str] = {
    errors.NotIndexed: "nothing is indexed yet; run `onrecord index FOLDER`, or POST to /articles and then to /index",
    errors.DamagedIndex: "the index is damaged; run `onrecord index --full FOLDER` to build it anew",
    errors.OtherFormat: "the index is another version's; run `onrecord index --full FOLDER` to build it anew",
    errors.DamagedLibrary: "an article in the library is damaged; the server's log says which, and what to do",
    errors.Unwritable: "the server's disk is full or cannot be written to, and nothing was changed",
    errors.LibraryBusy: "another run is writing to the library and nothing was changed; try again when it is done",
    errors.UnknownArticle: "there is no article, or no version, of that id; GET /articles lists those there are",
    errors.UnknownAnswer: "no answer of that id is kept, or not any more; ask the question again",
    errors.InvalidFilter: "a filter is unknown or holds a value it cannot take; /docs lists the filters",
    400: "the request cannot be read; send JSON in UTF-8, or a file as multipart/form-data",
    401: "this needs a key: send it as 'Authorization: Bearer KEY', or sign in at /login",
    403: "this is not allowed from another site",
    404: "there is nothing here; /docs lists the routes",
    405: "this route does not take that method; /docs lists the routes and their methods",
    408: "the body took too long to come; send it within 30 seconds",
    413: "the body is too large; send at most 10 MB to /articles and 1 MB elsewhere",
    415: "the content type is not one that this route takes; send application/json",
    421: "this server does not answer to that host name; open it at the address it printed when it started",
    429: "too many questions at once; ask again in a moment",
    500: "something went wrong inside; the server's log says what",
}

MESSAGES = {
    "missing": "is required",
    "extra_forbidden": "holds an unknown name; /docs lists those there are",
    "string_too_short": "must not be empty",
    "model_attributes_type": "must be a JSON object, sent as application/json",
    "string_type": "must be text",
    "string_unicode": "holds half a character (a lone surrogate)",
    "json_invalid": "must be JSON in UTF-8",
}

_DOCUMENT = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
_PROBLEM: dict[str, Any] = {"description": "A problem (RFC 9457)", "content": {MEDIA_TYPE: {"schema": _DOCUMENT}}}
RESPONSES: dict[int | str, dict[str, Any]] = {"4XX": _PROBLEM, "5XX": _PROBLEM}  # what /docs says of every route

QUOTED = re.compile(r"""\s?(?<!\w)(['"]).*\1(?!\w)""", re.DOTALL)

log = logging.getLogger(__name__)


def problem(status: int, detail: str = "", *, code: str = "", headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Give a problem document; `detail` is one line for the person who reads it."""
    title = HTTPStatus(status).phrase
    content = {
        "type": f"urn:onrecord:problem:{code}" if code else "about:blank",
        "title": title,
        "status": status,
        "detail": detail or DETAIL.get(status, title),
    }
    return JSONResponse(content, status, headers, MEDIA_TYPE)


def handle_in(app: FastAPI) -> None:
    """Answer every error of an application with a problem document."""
    for kind in STATUS:
        app.add_exception_handler(kind, _on_purpose)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _plain)
    app.add_middleware(ProblemsOnly)


class ProblemsOnly:
    """Pure ASGI: turns faults, and the errors that mounted parts word for themselves, into problem documents."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, except the words of a foreign error."""
        started = replaced = False

        async def filtered(message: Message) -> None:
            nonlocal started, replaced
            started = True
            if message["type"] == "http.response.start" and _is_foreign_error(message):
                replaced = True
                await _reworded(message["status"])(scope, receive, send)
            elif not replaced:
                await send(message)

        try:
            await self._app(scope, receive, filtered)
        except Exception:
            if started or scope["type"] != "http":
                raise
            log.exception("%s %s failed", scope["method"], _route(scope))
            await problem(500)(scope, receive, send)


def _is_foreign_error(start: Message) -> bool:
    kind = dict(start["headers"]).get(b"content-type", b"").split(b";")[0]
    return start["status"] >= HTTPStatus.BAD_REQUEST and kind not in (MEDIA_TYPE.encode(), b"text/html")


def _on_purpose(_: Request, error: Exception) -> JSONResponse:
    kind = type(error)
    code = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip("-")
    if kind in {errors.DamagedLibrary, errors.Unwritable}:
        log.error("%s", error)
    headers = {"Retry-After": "5"} if kind is errors.LibraryBusy else None
    return problem(STATUS[kind], DETAIL.get(kind) or _unquoted(str(error)), code=code, headers=headers)


def _unquoted(message: str) -> str:
    """Leave out what an error quotes: that was sent, and a problem tells nothing of it."""
    return QUOTED.sub("", message)[:500].rstrip(" :;,")


def _not_valid(_: Request, error: Exception) -> JSONResponse:
    found: Sequence[Mapping[str, Any]] = error.errors() if isinstance(error, RequestValidationError) else ()
    lines = [f"{_place(each)}: {_message(each)}" for each in found[:1]]
    return problem(422, *lines, code="invalid-request")


def _place(found: Mapping[str, Any]) -> str:
    place = list(found.get("loc", ()))[1:]
    if found.get("type") in ("extra_forbidden", "json_invalid"):
        place = place[:-1]  # the last part is a name, or a position, of what was sent
    return ".".join(str(part) for part in place) or "the request"


def _message(found: Mapping[str, Any]) -> str:
    return MESSAGES.get(found.get("type", ""), str(found.get("msg", "is not valid"))).removeprefix("Value error, ")


def _plain(_: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    return problem(status, headers=headers)


def _reworded(status: int) -> JSONResponse:
    """Give the problem that a foreign error stands for; Gradio says 503 where its queue is full."""
    full = status == HTTPStatus.SERVICE_UNAVAILABLE
    return problem(429, headers={"Retry-After": "1"}) if full else problem(status)


def _route(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", "?"))
