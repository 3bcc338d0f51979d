"""Fixtures of the security tests: servers in processes of their own. The browser is the one that all tests share."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

sys.path += map(str, (Path(__file__).parent, Path(__file__).parent / "attacks"))
from servers import KEYS, Server, running


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Return a function that starts a server over a copy of a home; it runs until all tests have ended."""
    with ExitStack() as servers:

        def start_server(home: Path, keys: tuple[str, ...] = ()) -> Server:
            folder = tmp_path_factory.mktemp("server")
            copy = shutil.copytree(home, folder / "home")
            return servers.enter_context(running(folder, Path(copy), keys=keys))

        yield start_server


@pytest.fixture(scope="session")
def server(start: Callable[..., Server], indexed_seeds: Path) -> Server:
    """Return a server of the seeds with default settings: everyone on this machine may read."""
    return start(indexed_seeds)


@pytest.fixture(scope="session")
def closed(start: Callable[..., Server], indexed_seeds: Path) -> Server:
    """Return a server of the seeds with keys: reading needs one, too."""
    return start(indexed_seeds, KEYS)
