"""Sign-in: a form, or the link that `onrecord serve` prints."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ui.middleware.audit_log import audit_entry
from ui.middleware.guard import COOKIE, Access
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
<form method="post" action="/login">
  <label for="key">Key</label>
  <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
  <button>Sign in</button>
</form>
<p role="alert">%s</p>
</html>
"""


router = APIRouter(include_in_schema=False)


async def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


AccessDep = Annotated[Access, Depends(_access)]


@router.get("/login")
def show_login(request: Request, access: AccessDep, key: str = "") -> Response:
    """Show the form, or sign in with the key of the link."""
    return _sign_in(request, access, key) if key else HTMLResponse(PAGE % "")


@router.post("/login")
def log_in(request: Request, access: AccessDep, key: Annotated[str, Form()] = "") -> Response:
    """Sign in with the key from the form."""
    return _sign_in(request, access, key)


def _sign_in(request: Request, access: Access, key: str) -> Response:
    number = access.keys.find_key(key.encode())
    if number is None:
        return HTMLResponse(PAGE % WRONG_KEY, 401)
    audit_entry(request.scope).key = number
    response = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    token = access.sessions.start(number)
    response.set_cookie(COOKIE, token, max_age=SESSION_SECONDS, httponly=True, samesite="strict", secure=secure)
    return response
