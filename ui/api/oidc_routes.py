"""Sign-in through an identity provider (OpenID Connect), off unless one is set.

authlib makes and checks the state, the nonce, the proof of the code (PKCE) and the identity token. What it remembers
between the two requests stays on the server, or beside the library of several, under a random token in a cookie.
"""

import logging
from dataclasses import dataclass, field
from html import escape
from typing import Any

from authlib.integrations.starlette_client import OAuth
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from index import Tokens, draw_token, open_tokens
from ui.api.login_routes import AccessDep, own_address, show_form, start_session
from ui.middleware.keys import Holder, Role

COOKIE = "onrecord_sign_in"
FAILED = "Signing in failed. Try again, or ask your administrator."
NO_ROLE = "You are signed in at the provider, but may not use this server. Ask your administrator for access."

_SECONDS = 600  # that signing in at the provider may take
_ATTEMPTS = 10_000  # at the same time

# The browser does not send a strict cookie along a redirect from another site, so the page is entered by a new request.
_ENTER = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={address}">
<title>onrecord</title>
<a href="{address}">Continue to onrecord</a>
</html>
"""

log = logging.getLogger(__name__)

router = APIRouter(prefix="/login", include_in_schema=False)


@dataclass(slots=True)
class Provider:
    """An identity provider, and the sign-ins that have begun."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str
    roles: dict[str, Role]
    begun: Tokens = field(default_factory=lambda: open_tokens("sign-ins", _SECONDS, _ATTEMPTS))
    client: Any = None

    def __post_init__(self) -> None:
        """Prepare the client; the provider is asked for its addresses when somebody first signs in."""
        self.client = OAuth().register(
            "provider",
            client_id=self.client_id,
            client_secret=self.client_secret or None,
            server_metadata_url=f"{self.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", "timeout": 10},
        )

    @property
    def router(self) -> APIRouter:
        """The routes of signing in."""
        return router

    def find_role(self, claims: dict[str, Any]) -> Role | None:
        """Return the greatest role that the values of the claim have; `*` stands for everybody, None for no role."""
        value = claims.get(self.claim)
        values = {"*", *map(str, value if isinstance(value, list) else [value])}
        roles: list[Role] = [role for name, role in self.roles.items() if name in values]
        return max(roles, key=["read", "write", "admin"].index, default=None)


@router.get("/provider")
async def begin(request: Request, next: str = "") -> Response:  # noqa: A002 (a parameter of the address)
    """Redirect to the identity provider; `next` is where signing in leads."""
    provider: Provider = request.app.state.provider
    session: dict[str, Any] = {"next": own_address(request, next)}
    request.scope["session"] = session
    try:
        response: Response = await provider.client.authorize_redirect(request, str(request.url_for("finish")))
    except Exception as error:  # noqa: BLE001 (whatever a provider sends, nobody is signed in)
        return _fail(request, error)
    token = draw_token()
    await run_in_threadpool(provider.begun.keep, token, session)
    # Lax: the browser comes back from another site.
    response.set_cookie(
        COOKIE, token, max_age=_SECONDS, httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )
    return response


@router.get("/callback", name="finish")
async def finish(request: Request, access: AccessDep) -> Response:
    """Check what the provider says, and start a session with the role that it gives."""
    provider: Provider = request.app.state.provider
    begun = request.cookies.get(COOKIE, "")
    session = await run_in_threadpool(provider.begun.find, begun)
    await run_in_threadpool(provider.begun.end, begun)
    if session is None:
        return show_form(request, alert=FAILED, status=400)
    request.scope["session"] = session
    try:
        token = await provider.client.authorize_access_token(request)
    except Exception as error:  # noqa: BLE001 (whatever a provider sends, nobody is signed in)
        return _fail(request, error)
    claims = dict(token.get("userinfo") or {})
    role = provider.find_role(claims)
    if not claims.get("sub") or role is None:
        return show_form(request, alert=NO_ROLE, status=403)
    name = str(claims.get("preferred_username") or claims.get("email") or claims["sub"])
    entered = _ENTER.format(address=escape(session["next"] or "../"))
    holder = Holder(f"oidc:{name}"[:200], role)
    response = await run_in_threadpool(start_session, request, access, holder, HTMLResponse(entered))
    response.delete_cookie(COOKIE)
    return response


def _fail(request: Request, error: Exception) -> Response:
    log.warning("signing in through the identity provider failed: %s: %s", type(error).__name__, str(error)[:300])
    return show_form(request, alert=FAILED, status=401)
