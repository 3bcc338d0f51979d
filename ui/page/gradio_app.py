"""Gradio application: the layout of the page, and what happens on it."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware

from rag import LanguageModel
from ui.page.conversation import Conversation, ConversationHost, OnAnswer
from ui.page.endpoint_allowlist import EndpointAllowlist
from ui.page.offline_gradio import gr
from ui.page.permalinks import PageQuestion, find_invalid_filters, parse_filter_boxes, read_filter_texts
from ui.page.rendering import render_template
from ui.runtime.summaries import RecordSource

EXAMPLE = "What was said about Libya?"
USERS_AT_ONCE, MAX_WAITING = 8, 64
USERS_WITH_MODEL = 32  # most of whom wait for the model, which must keep no one from the quotations

_STATIC = Path(__file__).with_name("static")
_SCRIPTS = (
    "sending",
    "page",
    "copying",
    "library",
    "completion",
    "finding",
    "pages",
    "people",
    "workspace",
    "history",
    "palette",
)  # in this order: the first creates what the others share
_FILTER_BOXES = {
    "since": ("Since", "2011 or 2014-09-27"),
    "until": ("Until", "2014"),
    "speaker": ("Speaker", "Obama; Lavrov"),
    "source": ("Source", "name of the publisher"),
    "country": ("Country", "Libya; Syria"),
    "kind": ("Kind", "news or official"),
}

REOPEN = "reopen:"
"""What precedes the exchanges of a conversation to open, in place of the query of a link."""

_STORAGE_KEY = "onrecord"  # not a secret: fixed, so that the browser's data can be read after a restart of the server

Values = dict[Any, Any]
"""Values of components, as they were received or are to be shown."""


class PageLayout:
    """The components of the page, and the handlers of their events."""

    def __init__(self, host: ConversationHost) -> None:
        """Create the components, inside a `gr.Blocks` context."""
        self._host = host
        self.conversation = gr.State(Conversation())
        self.remembered = gr.BrowserState([], storage_key="onrecord.turns", secret=_STORAGE_KEY)
        with gr.Row(elem_id="top"):
            _html_block(render_template("top"), "name")
            self.holdings = _html_block(host.render_holdings(), "library")
        with gr.Row(elem_id="room"):
            with gr.Column(elem_id="asking"):
                self.exchanges = _html_block(host.render_introduction(), "conversation")
                with gr.Column(elem_id="desk"):
                    self.question = gr.Textbox(
                        placeholder=next(iter(host.suggest_questions()), EXAMPLE),
                        label="Question",
                        elem_id="question",
                        max_lines=4,
                        submit_btn="Ask",
                        autofocus=True,
                    )
                    with gr.Row(elem_id="tools"):
                        with gr.Accordion("Filters", open=False, elem_id="filters") as self.filter_drawer, gr.Row():
                            self.boxes = {
                                name: gr.Textbox(
                                    label=label, placeholder=hint, min_width=130, max_lines=1, elem_id=f"filter-{name}"
                                )
                                for name, (label, hint) in _FILTER_BOXES.items()
                            }
                        self.new_button = gr.Button("New conversation", elem_id="new-conversation", size="sm")
            _html_block(" ", "view")
            _html_block(render_template("unread"), "reader")
        self.link_query = gr.Textbox(label="Query of a link", elem_id="link-query", visible="hidden")

    def on_submit(self, values: Values, request: gr.Request) -> Iterator[Values]:
        """Answer the question in the question box, with the filters beside it."""
        text, conversation = values[self.question], values[self.conversation]
        if not text.strip() and conversation.exchanges:  # Enter was pressed twice
            yield {self.question: gr.skip()}  # Gradio empties the page where nothing is yielded
            return
        typed = {name: values[box] or "" for name, box in self.boxes.items()}
        if invalid := find_invalid_filters(typed):
            yield self._show_invalid(text, typed, invalid, conversation)
            return
        yield self._mark_boxes({})
        yield from self._ask(PageQuestion(text, parse_filter_boxes(**typed)), conversation, request)

    def on_link(self, values: Values, request: gr.Request) -> Iterator[Values]:
        """Answer the question of a link on the page, and show its filters in their boxes; or open a conversation."""
        if values[self.link_query].startswith(REOPEN):
            yield self._reopen(values[self.link_query].removeprefix(REOPEN), request)
            return
        yield from self._ask_query(values[self.link_query], values[self.conversation], request)

    def on_load(self, values: Values, request: gr.Request) -> Iterator[Values]:
        """Restore the conversation, and answer the question of the page's own address."""
        conversation = self._host.restore(values[self.remembered], _scope(request))
        holdings = {self.holdings: _join_lines(self._host.render_holdings())}
        if conversation.exchanges:
            yield holdings | self._show(conversation)
        else:
            yield {**holdings, self.exchanges: _join_lines(self._host.render_introduction())}
        last = conversation.exchanges[-1] if conversation.exchanges else None
        query = dict(request.query_params)
        if "answer" in query and not (last and last.id == query["answer"]):
            conversation = conversation.add(self._host.reopen(query["answer"], None, _scope(request)))
            yield {self.remembered: conversation.remembered, **self._show(conversation)}
        elif "q" in query and not (last and last.question.address == f"./?{request.query_params}"):
            yield from self._ask_query(str(request.query_params), conversation, request)

    def _reopen(self, exchanges: str, request: gr.Request) -> Values:
        """Show a conversation of the history: JSON that the browser has sent, which may be anything."""
        try:
            stored = json.loads(exchanges)
        except (ValueError, RecursionError):
            stored = []
        conversation = self._host.restore(stored, _scope(request))
        return {self.remembered: conversation.remembered, **self._show(conversation)}

    def on_new_conversation(self) -> Values:
        """Start a new conversation."""
        return {
            self.conversation: Conversation(),
            self.remembered: [],
            self.exchanges: _join_lines(self._host.render_introduction()),
            **self._show_filters(PageQuestion("")),
        }

    def _ask_query(self, query: str, conversation: Conversation, request: gr.Request) -> Iterator[Values]:
        text, typed = read_filter_texts(query)
        if invalid := find_invalid_filters(typed):
            yield self._show_invalid(text, typed, invalid, conversation)
            return
        question = PageQuestion.parse(query)
        yield self._show_filters(question)
        yield from self._ask(question, conversation, request)

    def _show_invalid(
        self, question: str, typed: Mapping[str, str], invalid: Mapping[str, str], conversation: Conversation
    ) -> Values:
        """Keep the question and the filters in their boxes, and mark those that are invalid."""
        notice = conversation.add_notice(PageQuestion(question), " ".join(invalid.values()))
        return {
            self.exchanges: _join_lines(notice.html),
            self.question: question,
            self.filter_drawer: gr.Accordion(open=True),
            **self._mark_boxes(invalid, typed),
        }

    def _mark_boxes(self, invalid: Mapping[str, str], typed: Mapping[str, str] | None = None) -> Values:
        """Say below each invalid box what to type; `typed` are the texts of all boxes, unchanged if None."""
        values: Values = {}
        for name, box in self.boxes.items():
            info, classes = invalid.get(name), ["invalid"] if name in invalid else []
            if typed is None:
                values[box] = gr.Textbox(info=info, elem_classes=classes)
            else:
                values[box] = gr.Textbox(typed[name], info=info, elem_classes=classes)
        return values

    def _ask(self, question: PageQuestion, conversation: Conversation, request: gr.Request) -> Iterator[Values]:
        box = {self.question: ""}  # cleared once, for the next question may be typed while this one is answered
        for grown in self._host.ask(question, conversation, _scope(request)):
            yield {self.exchanges: _join_lines(grown.html), **box}
            box = {}
        yield {
            self.conversation: grown,
            self.remembered: grown.remembered,
            self.holdings: _join_lines(self._host.render_holdings()),
        }

    def _show(self, conversation: Conversation) -> Values:
        return {
            self.conversation: conversation, self.exchanges: _join_lines(conversation.html), self.question: ""
        }  # fmt: skip

    def _show_filters(self, question: PageQuestion) -> Values:
        boxes = self._mark_boxes({}, {name: question.filter_text(name) for name in self.boxes})
        return {**boxes, self.filter_drawer: gr.Accordion(open=bool(question.filters.active_names))}


def build_blocks(source: RecordSource, on_answer: OnAnswer, model: LanguageModel | None = None) -> gr.Blocks:
    """Build the page with its event handlers."""
    blocks = gr.Blocks(title="onrecord", fill_width=True, analytics_enabled=False)
    with blocks:
        page = PageLayout(ConversationHost(source, on_answer, model))
        boxes = page.boxes.values()
        state = [page.conversation, page.remembered]
        common: dict[str, Any] = {
            "outputs": [*state, page.exchanges, page.question, page.holdings, page.filter_drawer, *boxes],
            "show_progress": "hidden",
            "api_visibility": "private",
            "trigger_mode": "always_last",  # a question sent while another is answered waits; Gradio's default drops it
            "concurrency_limit": USERS_WITH_MODEL if model else USERS_AT_ONCE,
        }
        inputs: set[Any] = {page.question, page.conversation, *boxes}
        for box in (page.question, *boxes):
            box.submit(page.on_submit, inputs, **common)
        page.link_query.submit(page.on_link, {page.link_query, page.conversation}, **common)
        page.new_button.click(page.on_new_conversation, None, **common)
        blocks.load(page.on_load, {page.remembered}, **common)
    return blocks


def mount_page(
    app: FastAPI,
    source: RecordSource,
    on_answer: OnAnswer = lambda *_: None,
    model: LanguageModel | None = None,
) -> FastAPI:
    """Mount the page at `/` of an application, behind every route that the application already has."""
    with ThreadPoolExecutor(1) as pool:  # without a running event loop Gradio creates several and closes none
        pool.submit(asyncio.run, _mount_blocks(app, source, on_answer, model)).result()
    return app


async def _mount_blocks(app: FastAPI, source: RecordSource, on_answer: OnAnswer, model: LanguageModel | None) -> None:
    blocks = build_blocks(source, on_answer, model).queue(api_open=False, max_size=MAX_WAITING)
    names, head = [*_SCRIPTS], ""
    if model:
        names, head = [*_SCRIPTS, "model"], f'<meta name="onrecord-tasks" content="{" ".join(sorted(model.tasks))}">'
    head += "".join(f"<script>{_read_static(f'{name}.js')}</script>" for name in names)
    gr.mount_gradio_app(
        app,
        blocks,
        "/",
        app_kwargs={"middleware": [Middleware(EndpointAllowlist)], "openapi_url": None},
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        theme=_build_theme(),
        css_paths=[_STATIC / "page.css", _STATIC / "views.css"],
        head=head,
    )
    blocks.has_launched = True  # otherwise Gradio serves any file of this machine


def _build_theme() -> gr.themes.Base:
    """Return a theme with colours for the time before the style sheet loads, and with system fonts only."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#faf8f3",
        body_background_fill_dark="#191816",
        body_text_color="#22201c",
        body_text_color_dark="#e9e4d9",
    )


def _read_static(name: str) -> str:
    return (_STATIC / name).read_text("utf-8")


def _scope(request: gr.Request) -> Any:  # noqa: ANN401 (Gradio's request has no scope if it was not made over HTTP)
    return request.request.scope if request.request else None


def _html_block(html: str, name: str) -> gr.Markdown:
    return gr.Markdown(_join_lines(html), elem_id=name, latex_delimiters=[])


def _join_lines(html: str) -> str:
    """Put HTML on one line: Markdown does not change an HTML block up to its first line break."""
    return str(html.replace("\n", " ").strip())
