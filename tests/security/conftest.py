"""What these tests share: servers and a browser."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.append(str(Path(__file__).parent))
from servers import KEYS, Server, running

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update"


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Give a way to start a server over a copy of a home, which runs until all tests have."""
    with ExitStack() as servers:

        def started(home: Path, keys: tuple[str, ...] = ()) -> Server:
            folder = tmp_path_factory.mktemp("server")
            copy = shutil.copytree(home, folder / "home", ignore=shutil.ignore_patterns("audit.jsonl"))
            return servers.enter_context(running(folder, Path(copy), keys=keys))

        yield started


@pytest.fixture(scope="session")
def server(start: Callable[..., Server], seeds_home: Path) -> Server:
    """Give a server over the seeds as it is by default: reading is open, on this machine alone."""
    return start(seeds_home)


@pytest.fixture(scope="session")
def closed(start: Callable[..., Server], seeds_home: Path) -> Server:
    """Give a server over the seeds that has keys, and so lets nobody read without one."""
    return start(seeds_home, KEYS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium: chromium, chromium-browser or google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in QUIET.split()])
        yield browser
        browser.close()
