"""Application: the routes, the page and the middleware of a server, assembled."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from index import ANY_MODEL, ModelChoice, create_folder, open_rates, open_tokens
from rag import RETENTION_DAYS, Answer, LanguageModel
from ui.api import answer_routes as answers
from ui.api import batch_routes as batches
from ui.api import check_routes as checks
from ui.api import conversation_routes as conversations
from ui.api import login_routes as login
from ui.api import model_routes as models
from ui.api import openai_routes as openai
from ui.api import routes as api
from ui.api import speaker_routes as speakers
from ui.api import workspace_routes as workspace
from ui.mcp.endpoint import McpEndpoint
from ui.middleware import problem_details as problems
from ui.middleware.audit_log import AuditLog, AuditMiddleware
from ui.middleware.guard import Access, Guard
from ui.middleware.headers import SecurityHeaders
from ui.middleware.keys import Keys
from ui.middleware.request_rates import RequestRates
from ui.middleware.request_timer import RequestTimer
from ui.middleware.sessions import MAX_SESSIONS, SESSION_SECONDS, Sessions
from ui.middleware.timeouts import BodyTimeout
from ui.page import routes as views
from ui.runtime.dependencies import Dependencies
from ui.runtime.live_record import LiveRecord
from ui.runtime.metrics import Metrics
from ui.runtime.writer import Writer
from ui.server.memory import trim_memory_after
from ui.server.page_on_demand import PageOnDemand
from ui.server.tracing import Tracing

if TYPE_CHECKING:
    from ui.api.oidc_routes import Provider

MAX_BODY_BYTES = 1_000_000
AUDIT_FILE = "audit.jsonl"
MCP_PATH = "/mcp"
MCP_ROUTE = Route(MCP_PATH, lambda _: None, methods=["POST"])  # the methods of that path
ROUTERS = (
    api.router,
    answers.router,
    batches.router,
    checks.router,
    conversations.router,
    models.router,
    openai.router,
    speakers.router,
    workspace.router,
    views.router,
)
ROUTES = tuple(route for router in ROUTERS for route in router.routes)


def create_app(
    home: Path,
    *,
    keys: Sequence[str] = (),
    keys_file: Path | None = None,
    private: bool = False,
    provider: "Provider | None" = None,
    public_read: bool = False,
    hosts: Iterable[str] | None = None,
    audit_questions: bool = False,
    wanted: ModelChoice = ANY_MODEL,
    keep_days: int = RETENTION_DAYS,
    model: LanguageModel | None = None,
    tracing: Tracing | None = None,
) -> FastAPI:
    """Return the application: the chat page at /, the HTTP API, and the guard in front of both.

    `keys` may do everything, those of `keys_file` what it says; `private`: no other machine can reach it. `hosts` are
    the host names that it serves, any if None. It may start before anything is indexed. Answers are kept
    for `keep_days`. `model` writes summaries. `tracing` sends spans until the application stops. HOME/audit.jsonl logs
    which articles were shown to whom, and the questions if `audit_questions`.
    """
    create_folder(home)  # of a new library, whose first file may be the audit log
    metrics = Metrics(version("onrecord"))
    live = LiveRecord(home, wanted, keep_days=keep_days, on_answer=_observe_with(metrics, tracing))
    app = FastAPIOffline(title="onrecord", version=version("onrecord"), redoc_url=None, lifespan=_lifespan)
    app.state.dependencies = Dependencies(home, live, Writer(home, live, wanted), metrics, model)
    app.state.tracing = tracing
    app.state.log = AuditLog(home / AUDIT_FILE, questions=audit_questions)
    known, names = Keys(keys, keys_file), frozenset(hosts) if hosts else None
    app.state.provider = provider
    sessions = Sessions(known, open_tokens("sessions", SESSION_SECONDS, MAX_SESSIONS))
    rates = RequestRates(open_rates())
    app.state.access = Access(known, sessions, public_read, names, private, provider is not None, rates)
    app.include_router(login.router)
    if provider:
        app.include_router(provider.router)
    for router in ROUTERS:
        app.include_router(router, responses=problems.RESPONSES)
    app.state.mcp = McpEndpoint(app.state.dependencies, MAX_BODY_BYTES)
    app.router.routes.append(Route(MCP_PATH, app.state.mcp, methods=["POST"], include_in_schema=False))
    app.state.page = PageOnDemand(live, app.state.log.write_page_answer, model)
    app.mount("/", app.state.page)
    _add_middleware(app)
    return app


class MethodCheck:
    """Pure ASGI: responds 405 if a route exists for other methods only; the page mounted at / would respond 404."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or respond with the methods that are allowed."""
        matches = (
            [(route.matches(scope)[0], route) for route in (*ROUTES, MCP_ROUTE)] if scope["type"] == "http" else []
        )
        kinds = {match for match, _ in matches}
        if Match.PARTIAL in kinds and Match.FULL not in kinds:
            methods = {method for match, route in matches if match is Match.PARTIAL for method in _methods(route)}
            await problems.problem_response(405, headers={"Allow": ", ".join(sorted(methods))})(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _methods(route: BaseRoute) -> set[str]:
    return (route.methods or set()) if isinstance(route, Route) else set()


def _add_middleware(app: FastAPI) -> None:
    """Add the middleware; what is added last handles a request first."""
    app.add_middleware(MethodCheck)
    app.add_middleware(BodyTimeout)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=MAX_BODY_BYTES)
    app.add_middleware(Guard, access=app.state.access)
    problems.install_handlers(app)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(AuditMiddleware, log=app.state.log)
    if app.state.tracing:
        app.add_middleware(app.state.tracing.stand_before)
    app.add_middleware(RequestTimer, on_response=app.state.dependencies.metrics.observe_request)


def _observe_with(metrics: Metrics, tracing: Tracing | None) -> Callable[[Answer], None]:
    def observe(answer: Answer) -> None:
        metrics.observe_answer(answer)
        trim_memory_after(answer)
        if tracing:
            tracing.observe_answer(answer)

    return observe


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    live: LiveRecord = app.state.dependencies.live
    live.watch()
    yield
    await app.state.mcp.close()
    await app.state.page.close()
    live.close()
    app.state.dependencies.writer.close()
    if app.state.dependencies.model:
        app.state.dependencies.model.close()
    app.state.log.close()
    if app.state.tracing:
        app.state.tracing.close()
