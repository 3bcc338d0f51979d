"""What the tests of the page share: servers, a browser and its visitors."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.append(str(Path(__file__).parent))
from browsing import CHROMIUM, KEY, QUIET, WIDE, Host, load, serving

expect.set_options(timeout=30_000)  # milliseconds; the first page of a cold Chromium on a busy machine takes a while


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, and let Gradio's queue keep its figures with pandas."""
    for item in items:
        if "visit" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="needs Chromium: chromium, chromium-browser or google-chrome"))


@pytest.fixture(scope="module")  # no longer: while it is open, its event loop keeps others from running in this thread
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in QUIET.split()])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(seeds_home: Path) -> Iterator[str]:
    """Give the address of a server of the seeds, which stay as they are."""
    with serving(seeds_home) as address:
        yield address


@pytest.fixture
def host() -> Iterator[Host]:
    """Give a way to serve a home for one test."""
    with ExitStack() as running:
        yield lambda home: running.enter_context(serving(home))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page as a new visitor; in the end, nothing may have gone outside, wrong, or to waste."""
    contexts, outside, wrong = [], [], []

    def open_page(address: str, path: str = "/", size: tuple[int, int] = WIDE, **context: object) -> Page:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}, **context))
        page = contexts[-1].new_page()
        page.on("request", lambda one: None if one.url.startswith("http://127.0.0.1:") else outside.append(one.url))
        page.on("response", lambda one: wrong.append(one.url) if one.status >= 500 else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        load(page, lambda: page.goto(f"{address}{path}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not outside
    assert not wrong


@pytest.fixture
def edit(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Open a page as somebody who has signed in."""

    def open_page(address: str, path: str = "/", **context: object) -> Page:
        page = visit(address, f"/login?key={KEY}", **context)
        if path != "/":
            load(page, lambda: page.goto(f"{address}{path}"))
        return page

    return open_page
