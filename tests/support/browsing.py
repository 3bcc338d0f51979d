"""A visitor in a headless Chromium, and the server that is visited."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Locator, Page, Request, expect

from rag import LanguageModel
from ui.server.app import create_app

KEY = "a-key-for-the-tests"
WIDE, NARROW, WIDEST = (1280, 800), (390, 844), (1920, 1080)
ZOOMED = (640, 400)
"""A wide screen at a zoom of 200%."""

Visit = Callable[..., Page]
Host = Callable[[Path], str]


@contextmanager
def serving(
    home: Path, port: int = 0, *, public_read: bool = True, model: LanguageModel | None = None
) -> Iterator[str]:
    """Serve a home in a thread; everyone may read unless `public_read` is false, and KEY allows writing."""
    with socket.create_server(("127.0.0.1", port)) as listening:
        app = create_app(home, keys=[KEY], public_read=public_read, model=model)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def load(page: Page, go: Callable[[], object]) -> None:
    """Go to a page and wait until it is ready: its own script has marked it, and Gradio's first stream has closed.

    Gradio loses an event that is sent while that stream closes, so its script is given two frames to handle the end.
    """
    ended: list[Request] = []

    def note_end(request: Request) -> None:
        if "/queue/data" in request.url:
            ended.append(request)

    for event in ("requestfinished", "requestfailed"):
        page.on(event, note_end)
    go()
    while not ended:
        page.wait_for_timeout(10)
    for event in ("requestfinished", "requestfailed"):
        page.remove_listener(event, note_end)
    page.locator("html[data-ready]").wait_for(state="attached")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def ask(page: Page, question: str) -> Locator:
    """Type a question, press Enter and return the answer when it is complete."""
    before = page.locator(".turn").count()
    page.get_by_label("Question").fill(question)
    page.get_by_label("Question").press("Enter")
    return answered(page, before)


def answered(page: Page, before: int = 0) -> Locator:
    """Return the exchange that follows `before` others, when its answer is complete."""
    exchange = page.locator(".turn").nth(before)
    expect(exchange.locator(".where, .abstained, .notice").first).to_be_attached()
    return exchange


def in_sight(page: Page, part: Locator) -> bool:
    """Return whether the upper and lower edge of an element are on the screen."""
    box, size = part.bounding_box(), page.viewport_size
    return bool(box and size) and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]
