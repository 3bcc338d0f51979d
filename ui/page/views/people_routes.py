"""Routes of the views of people and places."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from ui.middleware.audit_log import audit_entry
from ui.page.views.form_input import read_form
from ui.page.views.people import (
    PeopleQuery,
    PersonQuery,
    PlaceQuery,
    render_people,
    render_person,
    render_place,
)
from ui.runtime.dependencies import QueuedDeps

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/people")
def show_people(deps: QueuedDeps, query: Annotated[PeopleQuery, Query()]) -> str:
    """Show the speakers of the library."""
    with deps.live.lease() as record:
        return render_people(query, record)


@router.get("/person")
def show_person(deps: QueuedDeps, request: Request) -> str:
    """Show the page of a speaker, with controls to merge and split for those who have a key."""
    query, form = read_form(PersonQuery, request.query_params)
    with deps.live.lease() as record:
        return render_person(query, form, record, may_write=audit_entry(request.scope).may_write)


@router.get("/place")
def show_place(deps: QueuedDeps, query: Annotated[PlaceQuery, Query()]) -> str:
    """Show the page of a country."""
    with deps.live.lease() as record:
        return render_place(query, record)
