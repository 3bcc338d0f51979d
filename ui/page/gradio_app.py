"""The page as Gradio lays it out: a question with its filters, the conversation, and room for what is beside it."""

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

# Gradio reads these when it is imported: it shall report to nobody and look nothing up.
os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", DO_NOT_TRACK="1")

import gradio as gr
from fastapi import FastAPI
from starlette.middleware import Middleware

from index import OnrecordError
from ui.page.conversation import Desk, Host, Talk, Told
from ui.page.endpoint_allowlist import OnlyThePage
from ui.page.permalinks import Asked, typed
from ui.page.rendering import render

FIRST_QUESTION = "What was said on Libya?"
USERS_AT_ONCE, WAITING = 8, 64

_STATIC = Path(__file__).with_name("static")
_BOXES = {
    "since": ("Since", "2011 or 2014-09-27"),
    "until": ("Until", "2014"),
    "speaker": ("Speaker", "Obama; Lavrov"),
    "source": ("Source", "who published it"),
    "country": ("Country", "Libya; Syria"),
    "kind": ("Kind", "news or official"),
}

_SEALED = "onrecord"  # no secret: what a browser keeps shall be read again after the server was started anew

Values = dict[Any, Any]
"""What parts of the page hold, or are to show."""


class Room:
    """The parts of the page, and what they show when something is asked."""

    def __init__(self, host: Host) -> None:
        """Lay out the parts; to be called where Gradio collects them."""
        self._host = host
        self.talk, self.kept = gr.State(Talk()), gr.BrowserState([], storage_key="onrecord.turns", secret=_SEALED)
        with gr.Row(elem_id="top"):
            _prose(render("top"), "name")
            self.library = _prose(host.library(), "library")
        with gr.Row(elem_id="room"):
            with gr.Column(elem_id="asking"):
                self.conversation = _prose(host.introduction(), "conversation")
                with gr.Column(elem_id="desk"):
                    self.question = gr.Textbox(
                        next(iter(host.desk.suggestions()), FIRST_QUESTION),
                        label="Question",
                        elem_id="question",
                        max_lines=4,
                        submit_btn="Ask",
                        autofocus=True,
                    )
                    with gr.Accordion("Filters", open=False, elem_id="filters") as self.drawer, gr.Row():
                        self.boxes = {
                            name: gr.Textbox(label=label, placeholder=hint, min_width=130)
                            for name, (label, hint) in _BOXES.items()
                        }
                    self.anew = gr.Button("Start anew", elem_id="anew", size="sm")
            _prose(" ", "view")
            _prose(render("unread"), "reader")
        self.wish = gr.Textbox(label="Wish", elem_id="wish", visible="hidden")

    def typed(self, values: Values, request: gr.Request) -> Iterator[Values]:
        """Answer what stands in the question box, under the filters beside it."""
        question, talk = values[self.question], values[self.talk]
        try:
            asked = Asked(question, typed(**{name: values[box] or "" for name, box in self.boxes.items()}))
        except OnrecordError as error:
            yield {self.conversation: _line(talk.plus_notice(Asked(question), str(error)).html)}
            return
        yield from self._ask(asked, talk, request)

    def wished(self, values: Values, request: gr.Request) -> Iterator[Values]:
        """Answer what a link on the page asks, and show its filters in their boxes."""
        yield from self._wished(values[self.wish], values[self.talk], request)

    def loaded(self, values: Values, request: gr.Request) -> Iterator[Values]:
        """Show again what was asked before, and answer what stands in the page's own address."""
        talk = self._host.again(values[self.kept], _scope(request))
        library = {self.library: _line(self._host.library())}
        if talk.turns:
            yield {**library, self.talk: talk, self.conversation: _line(talk.html), self.question: ""}
        else:
            yield {**library, self.conversation: _line(self._host.introduction())}
        last = talk.turns[-1] if talk.turns else None
        query = dict(request.query_params)
        if "answer" in query and not (last and last.id == query["answer"]):
            talk = talk.plus(self._host.reopen(query["answer"], None, _scope(request)))
            yield {self.talk: talk, self.kept: talk.kept, self.conversation: _line(talk.html), self.question: ""}
        elif "q" in query and not (last and last.asked.address == f"/?{request.query_params}"):
            yield from self._wished(str(request.query_params), talk, request)

    def emptied(self) -> Values:
        """Begin a conversation anew."""
        introduction = _line(self._host.introduction())
        return {self.talk: Talk(), self.kept: [], self.conversation: introduction, **self._filtered(Asked(""))}

    def _wished(self, query: str, talk: Talk, request: gr.Request) -> Iterator[Values]:
        try:
            asked = Asked.parse(query)
        except OnrecordError as error:
            yield {self.conversation: _line(talk.plus_notice(Asked(""), str(error)).html)}
            return
        yield self._filtered(asked)
        yield from self._ask(asked, talk, request)

    def _ask(self, asked: Asked, talk: Talk, request: gr.Request) -> Iterator[Values]:
        for now in self._host.ask(asked, talk, _scope(request)):
            yield {self.conversation: _line(now.html), self.question: ""}
        yield {self.talk: now, self.kept: now.kept, self.library: _line(self._host.library())}

    def _filtered(self, asked: Asked) -> Values:
        boxes = {box: asked.written(name) for name, box in self.boxes.items()}
        return {**boxes, self.drawer: gr.Accordion(open=bool(asked.filters.active))}


def build(desk: Desk, told: Told) -> gr.Blocks:
    """Lay out the page and say what happens on it."""
    blocks = gr.Blocks(title="onrecord", fill_width=True, analytics_enabled=False)
    with blocks:
        room = Room(Host(desk, told))
        boxes = room.boxes.values()
        shown = [room.talk, room.kept, room.conversation, room.question, room.library, room.drawer, *boxes]
        quietly: dict[str, Any] = {
            "outputs": shown,
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": USERS_AT_ONCE,
        }
        asking: set[Any] = {room.question, room.talk, *boxes}
        for box in (room.question, *boxes):
            box.submit(room.typed, asking, **quietly)
        room.wish.submit(room.wished, {room.wish, room.talk}, **quietly)
        room.anew.click(room.emptied, None, **quietly)
        blocks.load(room.loaded, {room.kept}, **quietly)
    return blocks


def mount(app: FastAPI, desk: Desk, told: Told = lambda *_: None) -> FastAPI:
    """Serve the page at `/` of an application, behind every route that the application has already."""
    with ThreadPoolExecutor(1) as pool:  # where no event loop runs, Gradio makes several of its own and closes none
        pool.submit(asyncio.run, _mount(app, desk, told)).result()
    return app


async def _mount(app: FastAPI, desk: Desk, told: Told) -> None:
    blocks = build(desk, told).queue(api_open=False, max_size=WAITING)
    scripts = "".join(f"<script>{_static(name)}</script>" for name in ("page.js", "library.js"))
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
        css_paths=[_STATIC / "page.css", _STATIC / "views.css"],
        head=scripts,
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


def _static(name: str) -> str:
    return (_STATIC / name).read_text("utf-8")


def _scope(request: gr.Request) -> Any:  # noqa: ANN401 (Gradio's own request has none where it was made by hand)
    return request.request.scope if request.request else None


def _prose(html: str, name: str) -> gr.Markdown:
    return gr.Markdown(_line(html), elem_id=name, latex_delimiters=[])


def _line(html: str) -> str:
    """Put HTML on one line: Markdown leaves a block of it alone up to the first line break."""
    return str(html.replace("\n", " ").strip())
