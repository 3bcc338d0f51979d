"""Sign-in: a form, or the link that `onrecord serve` prints."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ui.middleware.audit_log import audit_entry
from ui.middleware.guard import COOKIE, Access
from ui.middleware.plain_pages import render_login
from ui.middleware.sessions import SESSION_SECONDS

_OWN_ADDRESS = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,4000}")  # a browser reads // and /\\ as another host

WRONG_KEY = "That key isn't valid. Ask your administrator for one."

router = APIRouter(include_in_schema=False)


async def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


AccessDep = Annotated[Access, Depends(_access)]


@router.get("/login")
def show_login(request: Request, access: AccessDep, key: str = "", next: str = "") -> Response:  # noqa: A002 (a parameter of the address)
    """Show the form, or sign in with the key of the link; `next` is where that leads."""
    return _sign_in(request, access, key, next) if key else HTMLResponse(render_login(_own_address(next)))


@router.post("/login")
def log_in(
    request: Request,
    access: AccessDep,
    key: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 (a field of the form)
) -> Response:
    """Sign in with the key from the form."""
    return _sign_in(request, access, key, next)


@router.post("/logout")
def log_out(request: Request, access: AccessDep) -> Response:
    """Sign out: the session ends, also for whoever has a copy of its cookie."""
    access.sessions.end(request.cookies.get(COOKIE, ""))
    root = f"{request.scope.get('root_path', '')}/"
    response = RedirectResponse(root, 303)
    response.delete_cookie(COOKIE, path=root, httponly=True, samesite="strict")
    return response


def _sign_in(request: Request, access: Access, key: str, next_address: str) -> Response:
    number = access.keys.find_key(key.encode())
    if number is None:
        return HTMLResponse(render_login(_own_address(next_address), WRONG_KEY), 401)
    audit_entry(request.scope).key = number
    root = f"{request.scope.get('root_path', '')}/"
    response = RedirectResponse(_own_address(next_address) or root, 303)
    secure = request.url.scheme == "https"
    token = access.sessions.start(number)
    response.set_cookie(
        COOKIE, token, max_age=SESSION_SECONDS, path=root, httponly=True, samesite="strict", secure=secure
    )
    return response


def _own_address(address: str) -> str:
    """Return a path of this server with its query and fragment; an empty text for anything else."""
    return address if _OWN_ADDRESS.fullmatch(address) else ""
