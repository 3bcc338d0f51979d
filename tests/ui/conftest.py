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


async def _created(home: Path, keys: tuple[str, ...], public_read: bool) -> FastAPI:  # noqa: FBT001 (once, below)
    """Create the application inside a running loop: outside, Gradio makes loops of its own and leaves them open."""
    return create_app(home, keys=keys, public_read=public_read, hosts=["127.0.0.1"])


@pytest.fixture
def home(seeds_home: Path, tmp_path: Path) -> Path:
    """Give a copy of the indexed seeds that a test may change."""
    return Path(shutil.copytree(seeds_home, tmp_path / "home", ignore=shutil.ignore_patterns("audit.jsonl")))


Serve = Callable[..., TestClient]


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Give a way to talk to the real application over a home, started as a server starts it."""
    with ExitStack() as running:

        def client(home: Path, *, keys: tuple[str, ...] = (KEY,), public_read: bool = True) -> TestClient:
            with ThreadPoolExecutor(1) as pool:  # in this thread a browser may have a loop of its own
                app = pool.submit(asyncio.run, _created(home, keys, public_read)).result()
            return running.enter_context(TestClient(app, base_url="http://127.0.0.1", follow_redirects=False))

        yield client


@pytest.fixture(scope="session")
def client(seeds_home: Path, serve: Serve) -> TestClient:
    """Give somebody who asks the seeds without a key."""
    return serve(seeds_home)


@pytest.fixture
def editor(home: Path, serve: Serve) -> TestClient:
    """Give somebody who has the key, and a home that may be changed."""
    editor = serve(home)
    editor.headers["Authorization"] = f"Bearer {KEY}"
    return editor


@pytest.fixture(scope="session")
def refused_editor(seeds_home: Path, serve: Serve) -> TestClient:
    """Give somebody who has the key and will be refused all the same: the seeds stay as they are."""
    editor = serve(seeds_home)
    editor.headers["Authorization"] = f"Bearer {KEY}"
    return editor


@pytest.fixture(scope="session")
def detail_of() -> Callable[[Response, int], str]:
    """Give the one line of an error, after a look at whether it is the problem document it should be."""

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
