"""The parts of a server, put together; the only place that chooses them."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from index.models.encoder import ANY, Wanted
from rag import KEPT_DAYS
from ui.api import answer_routes as answers
from ui.api import login_routes as login
from ui.api import routes as api
from ui.middleware import problem_details as problems
from ui.middleware.audit_log import Audit, Log
from ui.middleware.guard import Access, Guard
from ui.middleware.headers import Headers
from ui.middleware.sessions import Keys, Sessions
from ui.middleware.timeouts import Patience
from ui.page import gradio_app as chat
from ui.page import routes as views
from ui.runtime.dependencies import Desk
from ui.runtime.live_record import LiveRecord
from ui.runtime.writer import Writer

BODY_BYTES = 1_000_000
AUDIT = "audit.jsonl"
ROUTES = (*api.router.routes, *answers.router.routes, *views.router.routes)


def create_app(
    home: Path,
    *,
    keys: Sequence[str] = (),
    public_read: bool = False,
    hosts: Iterable[str] | None = None,
    audit_questions: bool = False,
    wanted: Wanted = ANY,
    keep_days: int = KEPT_DAYS,
) -> FastAPI:
    """Give the application: the chat page at /, the HTTP interface beside it, and the guard in front of both.

    `hosts` are the names it answers to; without, to any. It may begin before anything is indexed. Answers are kept for
    `keep_days`. Who was told what stands in HOME/audit.jsonl, with the questions where `audit_questions` says so.
    """
    live = LiveRecord(home, wanted, keep_days=keep_days)
    app = FastAPIOffline(title="onrecord", version=version("onrecord"), redoc_url=None, lifespan=_watching)
    app.state.desk = Desk(home, live, Writer(home, live, wanted))
    app.state.log = Log(home / AUDIT, questions=audit_questions)
    app.state.access = Access(Keys(keys), Sessions(), public_read, frozenset(hosts) if hosts else None)
    app.include_router(login.router)
    for routes in (api.router, answers.router, views.router):
        app.include_router(routes, responses=problems.RESPONSES)
    chat.mount(app, live, app.state.log.shown)
    _put_in_front(app)
    return app


class RightMethod:
    """Pure ASGI: says 405 where a route exists for other methods only, which the page at / would answer with 404."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say which methods there are."""
        matches = [(route.matches(scope)[0], route) for route in ROUTES] if scope["type"] == "http" else []
        found = {match for match, _ in matches}
        if Match.PARTIAL in found and Match.FULL not in found:
            methods = {method for match, route in matches if match is Match.PARTIAL for method in _methods(route)}
            await problems.problem(405, headers={"Allow": ", ".join(sorted(methods))})(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _methods(route: BaseRoute) -> set[str]:
    return (route.methods or set()) if isinstance(route, Route) else set()


def _put_in_front(app: FastAPI) -> None:
    """Put the guard and the problem documents in front; what is added last meets a request first."""
    app.add_middleware(RightMethod)
    app.add_middleware(Patience)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=BODY_BYTES)
    app.add_middleware(Guard, access=app.state.access)
    problems.handle_in(app)
    app.add_middleware(Headers)
    app.add_middleware(Audit, log=app.state.log)


@asynccontextmanager
async def _watching(app: FastAPI) -> AsyncIterator[None]:
    live: LiveRecord = app.state.desk.live
    live.watch()
    yield
    live.close()
    app.state.desk.writer.close()
    app.state.log.close()
