"""Sign-in: a form, or the link that `onrecord serve` prints."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ui.middleware.audit_log import audit_entry
from ui.middleware.guard import COOKIE, Access
from ui.middleware.keys import Holder
from ui.middleware.plain_pages import render_login
from ui.middleware.sessions import SESSION_SECONDS

WRONG_KEY = "That key isn't valid. Ask your administrator for one."

_OWN_ADDRESS = re.compile(r"\.?/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,4000}")  # a browser reads // and /\\ as another host

router = APIRouter(include_in_schema=False)


async def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


AccessDep = Annotated[Access, Depends(_access)]


def show_form(request: Request, next_address: str = "", alert: str = "", status: int = 200) -> Response:
    """Return the form to sign in, with a link to the identity provider where there is one."""
    root = request.scope.get("root_path", "")
    has_provider = request.app.state.provider is not None
    form = render_login(own_address(request, next_address), alert, root=root, has_provider=has_provider)
    return HTMLResponse(form, status)


@router.get("/login")
def show_login(request: Request, access: AccessDep, key: str = "", next: str = "") -> Response:  # noqa: A002 (a parameter of the address)
    """Show the form, or sign in with the key of the link; `next` is where that leads."""
    return _sign_in(request, access, key, next) if key else show_form(request, next)


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
    holder = access.keys.find_key(key.encode())
    if holder is None:
        return show_form(request, next_address, WRONG_KEY, 401)
    root = f"{request.scope.get('root_path', '')}/"
    return start_session(request, access, holder, RedirectResponse(own_address(request, next_address) or root, 303))


def start_session(request: Request, access: Access, holder: Holder, response: Response) -> Response:
    """Sign somebody in: set the cookie of a response."""
    audit_entry(request.scope).key = holder.name
    root = f"{request.scope.get('root_path', '')}/"
    secure = request.url.scheme == "https"
    token = access.sessions.start(holder)
    response.set_cookie(
        COOKIE, token, max_age=SESSION_SECONDS, path=root, httponly=True, samesite="strict", secure=secure
    )
    return response


def own_address(request: Request, address: str) -> str:
    """Return a path of this server with its query and fragment; an empty text for anything else.

    An address that begins with ./ is below the path that the server is served at.
    """
    if not _OWN_ADDRESS.fullmatch(address):
        return ""
    return f"{request.scope.get('root_path', '')}{address[1:]}" if address.startswith(".") else address
