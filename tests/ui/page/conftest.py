"""Fixtures of the page's tests: servers, and visitors in a browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import KEY, WIDE, Host, load, serving
from chromium import CHROMIUM
from playwright.sync_api import Browser, BrowserContext, Page, expect

expect.set_options(timeout=30_000)  # milliseconds; the first page of a cold Chromium on a busy machine takes a while


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that need a browser where there is none, and ignore a warning of pandas in Gradio's queue."""
    for item in items:
        if "visit" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="needs Chromium: chromium, chromium-browser or google-chrome"))


@pytest.fixture(scope="session")
def address(seeds_home: Path) -> Iterator[str]:
    """Return the address of a server of the seeds, for all tests that only read."""
    with serving(seeds_home) as address:
        yield address


@pytest.fixture
def host() -> Iterator[Host]:
    """Return a function that serves a home until the test ends and returns the address."""
    with ExitStack() as running:
        yield lambda home: running.enter_context(serving(home))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page as a new visitor.

    The test fails if a page asks another host, if a request fails in the server, or if a script fails.
    """
    contexts: list[BrowserContext] = []
    other_hosts, failures = [], []

    def open_page(address: str, path: str = "/", size: tuple[int, int] = WIDE, **options: object) -> Page:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}, **options))
        page = contexts[-1].new_page()
        page.on(
            "request", lambda sent: None if sent.url.startswith("http://127.0.0.1:") else other_hosts.append(sent.url)
        )
        page.on("response", lambda response: failures.append(response.url) if response.status >= 500 else None)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("dialog", lambda dialog: failures.append(dialog.message))
        load(page, lambda: page.goto(f"{address}{path}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not other_hosts
    assert not failures


@pytest.fixture
def edit(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that opens a page as a visitor who has signed in."""

    def open_page(address: str, path: str = "/", **options: object) -> Page:
        page = visit(address, f"/login?key={KEY}", **options)
        if path != "/":
            load(page, lambda: page.goto(f"{address}{path}"))
        return page

    return open_page
