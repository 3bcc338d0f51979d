"""Problem details: errors as short RFC 9457 documents that say what to do and never echo what was sent."""

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index import errors
from ui.middleware.plain_pages import render_problem

MEDIA_TYPE = "application/problem+json"

STATUS: dict[type[Exception], int] = {
    errors.NotIndexed: 503,
    errors.DamagedIndex: 503,
    errors.OtherFormat: 503,
    errors.DamagedLibrary: 503,
    errors.NewerLibrary: 503,
    errors.Unwritable: 503,
    errors.LibraryBusy: 503,
    errors.Unreachable: 503,
    errors.Unsupported: 501,
    errors.UnknownArticle: 404,
    errors.UnknownAnswer: 404,
    errors.UnknownItem: 404,
    errors.InvalidCorrection: 422,
    errors.RejectedArticle: 422,
    errors.InvalidQuestion: 422,
    errors.InvalidFilter: 422,
}

DETAIL: dict[type[Exception] | int, str] = {
    errors.NotIndexed: "nothing is indexed yet; run `onrecord index FOLDER`, or POST to /articles and then to /index",
    errors.DamagedIndex: "the index is damaged; run `onrecord index --full FOLDER` to rebuild it",
    errors.OtherFormat: "the index was written by another version; run `onrecord index --full FOLDER` to rebuild it",
    errors.DamagedLibrary: "an article in the library is damaged; the server's log says which, and what to do",
    errors.NewerLibrary: "the library was written by a newer version of onrecord; use that version",
    errors.Unwritable: "the server's disk is full or cannot be written to, and nothing was changed",
    errors.OtherModel: "the index was built with another model than is asked for; the server's log says which",
    errors.LibraryBusy: "another run is writing to the library and nothing was changed; try again when it is done",
    errors.Unsupported: "this does not work with the library or the engine of this server; the server's log says why",
    errors.UnknownArticle: "there is no article, or no version, of that id; GET /articles lists the articles",
    errors.UnknownAnswer: "this answer has expired or does not exist; ask the question again",
    errors.InvalidFilter: "a filter is unknown or has an invalid value; /docs lists the filters",
    400: "the request cannot be read; send JSON in UTF-8, or a file as multipart/form-data",
    401: "this needs a key: send it as 'Authorization: Bearer KEY', or sign in at /login",
    403: "Origin and Host differ: requests from other sites are refused; if a proxy is in front, have it pass Host on",
    404: "not found; /docs lists the routes",
    405: "this route does not support that method; /docs lists the routes and their methods",
    408: "the body took too long to arrive; send it within 30 seconds",
    413: "the body is too large; send at most 10 MB to /articles and /check, and 1 MB elsewhere",
    415: "this route does not support that content type; send application/json",
    421: (
        "the server does not serve that host name; use the address that it printed when it started; if a proxy is in"
        " front, set ONRECORD_API_KEYS and have it pass Host on"
    ),
    429: "too many requests at the same time; try again in a moment",
    500: "internal error; see the server's log",
}

ROLE = "this key's role may not do that: it needs the role {role}; ask the administrator of this server"

RATE = "this key has sent more requests than it may in a minute; try again later, or ask for a higher rate"
_JSON_RPC_PATH = "/mcp"

WRONG_KEY = "this key is not valid; ask the administrator of this server for one"

MESSAGES = {
    "missing": "is required",
    "extra_forbidden": "unknown parameter; /docs lists the parameters",
    "string_too_short": "must not be empty",
    "model_attributes_type": "must be a JSON object, sent as application/json",
    "string_type": "must be text",
    "string_unicode": "contains an invalid Unicode character (lone surrogate)",
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
RESPONSES: dict[int | str, dict[str, Any]] = {"4XX": _PROBLEM, "5XX": _PROBLEM}  # documented for every route

_MAX_CHARACTERS = 500  # of a detail

_NAMES_PLACES = (errors.DamagedIndex, errors.DamagedLibrary, errors.Unreachable, errors.Unwritable, errors.OtherModel)

log = logging.getLogger(__name__)


class ProblemResponse(JSONResponse):
    """A problem document; a browser that opens an address by itself gets a page that people can read."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the document, or the page."""
        if not _is_opened_by_browser(scope):
            await super().__call__(scope, receive, send)
            return
        problem = json.loads(bytes(self.body))
        root = scope.get("root_path", "")
        login = f"{root}/login" if self.status_code == HTTPStatus.UNAUTHORIZED else ""
        page = render_problem(problem["title"], problem["detail"], f"{root}/", login)
        kept = {name: value for name, value in self.headers.items() if name not in {"content-type", "content-length"}}
        await HTMLResponse(page, self.status_code, kept)(scope, receive, send)


def _is_opened_by_browser(scope: Scope) -> bool:
    headers = {name: value.decode("latin-1") for name, value in scope.get("headers", ())}
    return scope.get("method") == "GET" and headers.get(b"sec-fetch-dest") == "document"


def problem_response(
    status: int, detail: str = "", *, code: str = "", headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return a problem document; `detail` is one line for people, by default that of the status."""
    title = HTTPStatus(status).phrase
    content = {
        "type": f"urn:onrecord:problem:{code}" if code else "about:blank",
        "title": title,
        "status": status,
        "detail": detail or DETAIL.get(status, title),
    }
    return ProblemResponse(content, status, headers, MEDIA_TYPE)


def describe_to_readers(error: errors.OnrecordError) -> str:
    """Return the message of an error without paths or addresses of the server, which concern only those who run it."""
    return explain_error(error) if isinstance(error, _NAMES_PLACES) else str(error)


def install_handlers(app: FastAPI) -> None:
    """Make an application respond to every error with a problem document."""
    for kind in STATUS:
        app.add_exception_handler(kind, lambda _, error: describe_error(error))
    app.add_exception_handler(RequestValidationError, _handle_invalid_request)
    app.add_exception_handler(HTTPException, _handle_http_error)
    app.add_middleware(ProblemMiddleware)


class ProblemMiddleware:
    """Pure ASGI: replaces unhandled exceptions, and error responses of mounted applications, by problem documents."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and replace the response if it is an error of another format."""
        started = replaced = False

        async def send_replaced(message: Message) -> None:
            nonlocal started, replaced
            started = True
            if message["type"] == "http.response.start" and _is_foreign_error(scope, message):
                replaced = True
                await _replace_error(message["status"])(scope, receive, send)
            elif not replaced:
                await send(message)

        try:
            await self._app(scope, receive, send_replaced)
        except Exception:
            if started or scope["type"] != "http":
                raise
            log.exception("%s %s failed", scope["method"], _route_path(scope))
            await problem_response(500)(scope, receive, send)


def _is_foreign_error(scope: Scope, start: Message) -> bool:
    """Return whether a response is another application's error. MCP's, in JSON-RPC, tells a client what to try next."""
    content_type = dict(start["headers"]).get(b"content-type", b"").split(b";")[0]
    own = {MEDIA_TYPE.encode(), b"text/html"} | (
        {b"application/json"} if scope.get("path") == _JSON_RPC_PATH else set()
    )
    return start["status"] >= HTTPStatus.BAD_REQUEST and content_type not in own


def describe_error(error: Exception) -> JSONResponse:
    """Return the problem document of an error of onrecord; what those who run it have to know goes to the log."""
    kind = type(error)
    code = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip("-")
    if kind in {errors.DamagedLibrary, errors.Unreachable, errors.Unsupported, errors.Unwritable}:
        log.error("%s", error)
    headers = {"Retry-After": "5"} if kind in {errors.LibraryBusy, errors.Unreachable} else None
    return problem_response(STATUS[kind], explain_error(error), code=code, headers=headers)


def describe_problem(error: Exception) -> str:
    """Return the problem document of an error as JSON, for one line of several."""
    return bytes(describe_error(error).body).decode()


def explain_error(error: Exception) -> str:
    """Return the one line that an error has for people who cannot read the server's log."""
    return (DETAIL.get(type(error)) or getattr(error, "detail", "") or str(error))[:_MAX_CHARACTERS]


def _handle_invalid_request(_: Request, error: Exception) -> JSONResponse:
    invalid: Sequence[Mapping[str, Any]] = error.errors() if isinstance(error, RequestValidationError) else ()
    lines = [f"{_field_path(field)}: {_describe(field)}" for field in invalid[:1]]
    return problem_response(422, *lines, code="invalid-request")


def _field_path(field: Mapping[str, Any]) -> str:
    path = list(field.get("loc", ()))[1:]
    if field.get("type") in ("extra_forbidden", "json_invalid"):
        path = path[:-1]  # the last part is a name, or a position, from the request
    return ".".join(str(part) for part in path) or "the request"


def _describe(field: Mapping[str, Any]) -> str:
    return MESSAGES.get(field.get("type", ""), str(field.get("msg", "is not valid"))).removeprefix("Value error, ")


def _handle_http_error(_: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    return problem_response(status, headers=headers)


def _replace_error(status: int) -> JSONResponse:
    """Return the problem document for another application's error; Gradio sends 503 when its queue is full."""
    is_full = status == HTTPStatus.SERVICE_UNAVAILABLE
    return problem_response(429, headers={"Retry-After": "1"}) if is_full else problem_response(status)


def _route_path(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", "?"))
