"""A server in a process of its own, started by `onrecord serve`, and measurements of it from outside."""

import os
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import httpx2
from cores import all_cores
from programs import ONRECORD

KEYS = ("a first key for these tests", "a second key for these tests")
WITHIN = 1.0
"""Seconds in which other clients must get an answer."""

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, its process, and the folders that it may write to."""

    address: str
    pid: int
    home: Path
    temporary: Path
    log: Path

    @property
    def megabytes(self) -> float:
        """The memory that the process uses now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def client(self, key: str = "", seconds: float = 30) -> httpx2.Client:
        """Return a client, with a key or without."""
        headers = {"authorization": f"Bearer {key}"} if key else {}
        return httpx2.Client(base_url=self.address, headers=headers, timeout=seconds, follow_redirects=False)


@contextmanager
def running(folder: Path, home: Path, *, keys: tuple[str, ...] = ()) -> Iterator[Server]:
    temporary, log = folder / "temporary", folder / "log"
    temporary.mkdir()
    program = [*ONRECORD, "serve", "--home", str(home), "--port", "0"]
    environment = os.environ | {"TMPDIR": str(temporary), "ONRECORD_API_KEYS": ",".join(keys)}
    with (
        all_cores(),
        log.open("w") as errors,
        subprocess.Popen(
            program, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT
        ) as process,
    ):
        assert process.stdout is not None
        link = next((line for line in process.stdout if line.startswith("Sign in: ")), "")
        assert link, log.read_text()
        yield Server(link.removeprefix("Sign in: ").partition("/login")[0], process.pid, home, temporary, log)
        process.kill()


def unhindered(server: Server, attack: Callable[[], None]) -> float:
    """Return the longest wait of other clients during an attack, in seconds; the best of three attempts.

    On a busy machine the clients may have waited for other processes.
    """
    slowest = []
    for _ in range(3):
        with Others(server) as others:
            attack()
        slowest.append(others.slowest)
        if others.slowest < WITHIN:
            break
    return min(slowest)


class Others:
    """Another client, which sends requests during an attack, from a thread, and measures the longest wait."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._done = threading.Event()
        self.slowest = 0.0
        self.answers = 0

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _ask(self) -> None:
        with self._server.client() as client:
            while not self.answers or not self._done.wait(0.05):
                for path in ("/health", "/ready"):
                    began = time.perf_counter()
                    assert client.get(path).status_code == 200
                    self.slowest = max(self.slowest, time.perf_counter() - began)
                    self.answers += 1
