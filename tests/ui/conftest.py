import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ui.compose import create_app

KEY = "a key for the tests"
LIBYA = "what was said on Libya?"


@pytest.fixture
def home(seeds_home: Path, tmp_path: Path) -> Path:
    """Give a copy of the indexed seeds that a test may change."""
    return Path(shutil.copytree(seeds_home, tmp_path / "home"))


@pytest.fixture
def serve() -> Iterator[Callable[..., TestClient]]:
    """Give a way to talk to the real application over a home, started as a server starts it."""
    clients = []

    def client(home: Path, *, keys: tuple[str, ...] = (KEY,), public_read: bool = True) -> TestClient:
        app = create_app(home, keys=keys, public_read=public_read, hosts=["127.0.0.1"])
        clients.append(TestClient(app, base_url="http://127.0.0.1", follow_redirects=False))
        return clients[-1].__enter__()

    yield client
    for each in clients:
        each.__exit__(None, None, None)


@pytest.fixture
def client(home: Path, serve: Callable[..., TestClient]) -> TestClient:
    """Give somebody who asks without a key."""
    return serve(home)


@pytest.fixture
def editor(client: TestClient) -> TestClient:
    """Give somebody who has the key."""
    client.headers["Authorization"] = f"Bearer {KEY}"
    return client


@pytest.fixture
def new_home(tmp_path: Path) -> Path:
    return tmp_path / "new"
