"""Sign-in: a form, or the link that `onrecord serve` prints."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ui.middleware.audit_log import audit_entry
from ui.middleware.guard import COOKIE, Access
from ui.middleware.keys import Holder
from ui.middleware.sessions import SESSION_SECONDS

WRONG_KEY = "That key isn't valid. Ask your administrator for one."

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to onrecord</title>
<style>
  body { font: 1.1rem/1.5 system-ui, sans-serif; color-scheme: light dark }
  body { max-width: 24rem; margin: 15vh auto; padding: 0 1rem }
  input, button { font: inherit; width: 100%%; box-sizing: border-box; padding: .6rem; margin-top: .5rem }
</style>
<h1>onrecord</h1>
<form method="post" action="%(root)s/login">
  <label for="key">Key</label>
  <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
  <button>Sign in</button>
</form>
%(provider)s
<p role="alert">%(alert)s</p>
</html>
"""

PROVIDER = '<p><a href="%s/login/provider">Sign in with your organisation</a></p>'

router = APIRouter(include_in_schema=False)


async def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


AccessDep = Annotated[Access, Depends(_access)]


def render_login(request: Request, alert: str = "") -> str:
    """Return the form to sign in, with a link to the identity provider where there is one."""
    root = request.scope.get("root_path", "")
    provider = PROVIDER % root if request.app.state.provider else ""
    return PAGE % {"root": root, "provider": provider, "alert": alert}


@router.get("/login")
def show_login(request: Request, access: AccessDep, key: str = "") -> Response:
    """Show the form, or sign in with the key of the link."""
    return _sign_in(request, access, key) if key else HTMLResponse(render_login(request))


@router.post("/login")
def log_in(request: Request, access: AccessDep, key: Annotated[str, Form()] = "") -> Response:
    """Sign in with the key from the form."""
    return _sign_in(request, access, key)


def _sign_in(request: Request, access: Access, key: str) -> Response:
    holder = access.keys.find_key(key.encode())
    if holder is None:
        return HTMLResponse(render_login(request, WRONG_KEY), 401)
    return start_session(request, access, holder)


def start_session(request: Request, access: Access, holder: Holder, response: Response | None = None) -> Response:
    """Sign somebody in: set the cookie of a response, by default of a redirect to the page."""
    audit_entry(request.scope).key = holder.name
    root = f"{request.scope.get('root_path', '')}/"
    response = response or RedirectResponse(root, 303)
    secure = request.url.scheme == "https"
    token = access.sessions.start(holder)
    response.set_cookie(
        COOKIE, token, max_age=SESSION_SECONDS, path=root, httponly=True, samesite="strict", secure=secure
    )
    return response
