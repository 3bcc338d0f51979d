"""A visitor in a headless Chromium, and the server that is visited."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Locator, Page, Request, expect

from ui.server.app import create_app

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update"
KEY = "a-key-for-the-tests"
WIDE, NARROW, WIDEST = (1280, 800), (390, 844), (1920, 1080)

Visit = Callable[..., Page]
Host = Callable[[Path], str]


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve a home as long as it is needed; everyone may read, and who has the key may write."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        app = create_app(home, keys=[KEY], public_read=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def load(page: Page, go: Callable[[], object]) -> None:
    """Go somewhere, and wait until the page there has loaded.

    Gradio loses what is sent while the stream of its own loading closes.
    """
    ended = []

    def hear(request: Request) -> None:
        if "/queue/data" in request.url:
            ended.append(request)

    for event in ("requestfinished", "requestfailed"):
        page.on(event, hear)
    go()
    while not ended:
        page.wait_for_timeout(50)
    for event in ("requestfinished", "requestfailed"):
        page.remove_listener(event, hear)
    page.wait_for_timeout(250)


def ask(page: Page, question: str) -> Locator:
    """Type a question, press Enter, and give what is answered."""
    before = page.locator(".turn").count()
    page.get_by_label("Question").fill(question)
    page.get_by_label("Question").press("Enter")
    return answered(page, before)


def answered(page: Page, before: int = 0) -> Locator:
    """Give the turn after so many others, once its answer is there as a whole."""
    turn = page.locator(".turn").nth(before)
    expect(turn.locator(".where, .abstained, .notice").first).to_be_attached()
    return turn


def in_sight(page: Page, part: Locator) -> bool:
    """Tell whether all of something is on the screen."""
    box, size = part.bounding_box(), page.viewport_size
    return bool(box and size) and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]
