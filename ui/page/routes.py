"""What is beside the chat, each part by its own address: an article, everything on a subject, a trace, the library.

The answers are HTML without a page around it, which the page's script puts in its place.
"""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from index import NotIndexed
from ui.documents.fields import Name, Text, today
from ui.documents.responses import ArticleDocument
from ui.middleware.audit_log import note, told
from ui.page.anchors import Place
from ui.page.article_html import article
from ui.page.library_view import LibraryQuery, shelves
from ui.page.overview import LookQuery, look
from ui.page.trace_view import traced
from ui.runtime.dependencies import AtDesk, InTurn
from ui.runtime.writer import IndexState

router = APIRouter(prefix="/page", include_in_schema=False, default_response_class=HTMLResponse)


class TraceQuery(BaseModel):
    """A quotation and who is said to have said it: the query of GET /page/trace."""

    model_config = ConfigDict(extra="forbid")

    trace: Text = ""
    speaker: Annotated[Text, Field(max_length=200)] = ""


class Link(BaseModel):
    """A page or feed that is to be read from now on: the body of POST /page/links."""

    model_config = ConfigDict(extra="forbid")

    link: Annotated[Name, Field(pattern=r"^https?://")]


@router.get("/article")
def read(desk: InTurn, place: Annotated[Place, Query()]) -> str:
    """Show an article with the words of a citation marked."""
    with desk.live.reading() as record:
        document = ArticleDocument.of(record, place.article, place.version)
        told(record.generation, [document.id])
        return article(document, place.span, record.copies(document.id))


@router.get("/look")
def look_through(desk: InTurn, wish: Annotated[LookQuery, Query()]) -> str:
    """Show everything said on a subject."""
    if not wish.look.strip():
        return look(wish)
    with desk.live.reading() as record:
        filters = wish.filters()
        found = record.ask(wish.question, everything=True, filters=filters, asked=today(), aliases=wish.aliases)
        told(record.generation, (one.article_id for one in found.citations), wish.question)
        return look(wish, found, record.searched(found.filters))


@router.get("/trace")
def trace(desk: InTurn, wish: Annotated[TraceQuery, Query()]) -> str:
    """Show a quotation beside the record."""
    with desk.live.reading() as record:
        found = record.trace(wish.trace, wish.speaker or None) if wish.trace.strip() else None
        told(record.generation, (one.citation.article_id for one in found.matches) if found else (), wish.trace)
        return traced(wish.trace, wish.speaker, found, record.article)


@router.get("/library")
def library(desk: InTurn, request: Request, wish: Annotated[LibraryQuery, Query()]) -> str:
    """Show the articles, and to whoever has a key how they are changed."""
    state, may_write = desk.writer.state, note(request.scope).key is not None
    try:
        with desk.live.reading() as record:
            return shelves(wish, record, state.last, may_write=may_write)
    except NotIndexed:
        return shelves(wish, None, state.last, may_write=may_write)


@router.post("/links", status_code=202, response_class=JSONResponse)
def add_link(desk: AtDesk, link: Annotated[Link, Body()]) -> IndexState:
    """Have a page or feed read, soon, and again whenever the library is brought up to date."""
    return desk.writer.bring_up_to_date(link.link)
