"""Routes of the views of people and places."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from index import NotIndexed
from rag import CompletionKind, CompletionList
from ui.documents.fields import Text
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

MAX_COMPLETIONS = 8
"""Completions that are offered at once."""

router = APIRouter(default_response_class=HTMLResponse)


class CompletionQuery(BaseModel):
    """The beginning of a name: the query of GET /page/complete."""

    model_config = ConfigDict(extra="forbid")

    typed: Annotated[Text, Field(max_length=4_000)] = ""
    kind: CompletionKind = "any"


@router.get("/complete", response_class=JSONResponse)
def complete(deps: QueuedDeps, query: Annotated[CompletionQuery, Query()]) -> CompletionList:
    """Return the names that begin with what was typed; none of an empty library."""
    try:
        with deps.live.lease() as record:
            return record.name_completions.complete(query.typed, query.kind, limit=MAX_COMPLETIONS)
    except NotIndexed:
        return CompletionList(completions=())


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
