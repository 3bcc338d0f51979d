"""Fixtures of the tests of ui: clients of the real application over a home, with a key and without."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from ui.server.app import create_app

KEY = "a key for the tests"

Serve = Callable[..., TestClient]


def _client(home: Path, *, keys: tuple[str, ...] = (KEY,), public_read: bool = True, **options: object) -> TestClient:
    """Return a client of the application; as a context manager it starts and stops it as a server does.

    The application is created inside a running loop: outside, Gradio makes loops of its own and leaves them open. That
    loop runs in another thread, because in this one a browser may have its own.
    """

    async def create() -> FastAPI:
        return create_app(home, keys=keys, public_read=public_read, hosts=["127.0.0.1"], **options)

    with ThreadPoolExecutor(1) as thread:
        app = thread.submit(asyncio.run, create()).result()
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture
def home(indexed_seeds: Path, tmp_path: Path) -> Path:
    """Return a copy of the indexed seeds that a test may change."""
    return Path(shutil.copytree(indexed_seeds, tmp_path / "home"))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts the application over a home, until the test ends, and returns a client."""
    with ExitStack() as running:
        yield lambda home, **options: running.enter_context(_client(home, **options))


@pytest.fixture(scope="module")
def serve_all() -> Iterator[Serve]:
    """Return the same function for an application that all tests of a file share."""
    with ExitStack() as running:
        yield lambda home, **options: running.enter_context(_client(home, **options))


@pytest.fixture(scope="session")
def client(seeds_home: Path) -> Iterator[TestClient]:
    """Return a client that reads the seeds without a key."""
    with _client(seeds_home) as client:
        yield client


@pytest.fixture
def editor(home: Path, serve: Serve) -> TestClient:
    """Return a client with the key, and a home that it may change."""
    editor = serve(home)
    editor.headers["Authorization"] = f"Bearer {KEY}"
    return editor


@pytest.fixture(scope="session")
def refused_editor(seeds_home: Path) -> Iterator[TestClient]:
    """Return a client with the key for requests that are refused, so that the seeds stay as they are."""
    with _client(seeds_home) as editor:
        editor.headers["Authorization"] = f"Bearer {KEY}"
        yield editor


@pytest.fixture(scope="session")
def detail_of() -> Callable[[Response, int], str]:
    """Return a function that checks that a response is a problem document and returns its one line of detail."""

    def detail(response: Response, status: int) -> str:
        assert response.status_code == status, response.text
        assert response.headers["content-type"] == "application/problem+json"
        assert len(response.content) < 2048
        document = response.json()
        assert (document["status"], set(document)) == (status, {"type", "title", "status", "detail"})
        assert "\n" not in document["detail"]
        assert "MARKER" not in response.text
        return str(document["detail"])

    return detail
