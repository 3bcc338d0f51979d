"""The page: a question, the record's answer in its own words, and beside it the article they stand in."""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

# Gradio reads these when it is imported: it shall report to nobody and look nothing up.
os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", DO_NOT_TRACK="1")

import gradio as gr
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import Scope

from index import OnrecordError, StoredArticle
from rag import Answer, Holdings
from ui import render
from ui.doors import OnlyThePage
from ui.places import Place

FIRST_QUESTION = "What was said on Libya?"
USERS_AT_ONCE, WAITING = 8, 64

_STATIC = Path(__file__).with_name("static")


History = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, the text of its answer, and how both are laid out."""

    question: str
    told: str
    html: str


class Desk(Protocol):
    """Whoever answers: the live record of a server, or a fixed one."""

    def ask(self, question: str, history: History = ()) -> Answer:
        """Answer a question, read after those before it; OnrecordError where it cannot be asked."""

    def article(self, id: str, version: int | None = None) -> StoredArticle:
        """Give one article; OnrecordError where there is none."""

    def holdings(self) -> Holdings:
        """Say what is on record; OnrecordError where nothing is."""


Told = Callable[[Scope, Answer | StoredArticle], None]
"""Hears of all that the page shows, and of the request that asked for it."""


class Page:
    """What happens on the page: each method gives what the parts named in `build` are to show."""

    def __init__(self, desk: Desk, told: Told) -> None:
        self._desk, self._told = desk, told

    def library(self) -> str:
        """Say what is in the library now."""
        try:
            return render.library(self._desk.holdings())
        except OnrecordError as error:
            return render.notice(str(error))

    def ask(self, question: str, turns: tuple[Turn, ...], request: gr.Request) -> Iterator[tuple[object, ...]]:
        """Show the question at once, then its answer or the one line that says why there is none."""
        before = [turn.html for turn in turns]
        waiting = render.conversation([*before, render.turn(question, render.waiting())])
        yield turns, waiting, "", gr.skip()
        told = ""
        try:
            answer = self._desk.ask(question, [(turn.question, turn.told) for turn in turns])
            self._tell(answer, request)
            told, reply = answer.answer, render.answer(answer, self._desk.article)
        except OnrecordError as error:
            reply = render.notice(str(error))
        html = render.turn(question, reply)
        yield (*turns, Turn(question, told, html)), render.conversation([*before, html]), gr.skip(), self.library()

    def read(self, fragment: str, request: gr.Request) -> str:
        """Show the article that a citation's link leads to."""
        place = Place.parse(fragment)
        if place is None:
            return render.UNREAD
        try:
            article = self._desk.article(place.article, place.version)
            self._tell(article, request)
            return render.article(article, place.span)
        except OnrecordError as error:
            return render.notice(str(error))

    def _tell(self, what: Answer | StoredArticle, request: gr.Request) -> None:
        if request.request:
            self._told(request.request.scope, what)


def build(desk: Desk, told: Told) -> gr.Blocks:
    """Lay out the page and say what happens on it."""
    page = Page(desk, told)
    blocks = gr.Blocks(title="onrecord", fill_width=True, analytics_enabled=False)
    with blocks:
        turns = gr.State(())
        with gr.Row(elem_id="top"):
            _prose("<h1>onrecord</h1>", "name")
            library = _prose(page.library(), "library")
            _prose((_STATIC / "add.html").read_text("utf-8").replace("\n", " "), "add")
        with gr.Row(elem_id="room"):
            with gr.Column(elem_id="asking"):
                conversation = _prose(render.conversation(()), "conversation")
                question = gr.Textbox(
                    FIRST_QUESTION, label="Question", elem_id="question", max_lines=4, submit_btn="Ask", autofocus=True
                )
            reader = _prose(render.UNREAD, "reader")
        place = gr.Textbox(label="Place", elem_id="place", visible="hidden")
        quietly: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": USERS_AT_ONCE,
        }
        question.submit(page.ask, [question, turns], [turns, conversation, question, library], **quietly)
        place.submit(page.read, place, reader, **quietly)
        blocks.load(page.library, None, library, **quietly)
    return blocks


def mount(app: FastAPI, desk: Desk, told: Told = lambda *_: None) -> FastAPI:
    """Serve the page at `/` of an application, behind every route that the application has already."""
    with ThreadPoolExecutor(1) as pool:  # where no event loop runs, Gradio makes several of its own and closes none
        pool.submit(asyncio.run, _mount(app, desk, told)).result()
    return app


async def _mount(app: FastAPI, desk: Desk, told: Told) -> None:
    blocks = build(desk, told).queue(api_open=False, max_size=WAITING)
    gr.mount_gradio_app(
        app,
        blocks,
        "/",
        app_kwargs={"middleware": [Middleware(OnlyThePage)], "openapi_url": None},
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        theme=_theme(),
        css_paths=_STATIC / "chat.css",
        head=f"<script>{(_STATIC / 'chat.js').read_text('utf-8')}</script>",
    )
    blocks.has_launched = True  # until then Gradio hands any file of this machine to whoever names it


def _theme() -> gr.themes.Base:
    """Give colours for the moment before the style sheet is there, and fonts that the reader's system has."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#faf8f3",
        body_background_fill_dark="#191816",
        body_text_color="#22201c",
        body_text_color_dark="#e9e4d9",
    )


def _prose(html: str, name: str) -> gr.Markdown:
    return gr.Markdown(html, elem_id=name, latex_delimiters=[])
