"""A server under load for 45 seconds, or for half an hour with FULL=1: memory and open files stay constant."""

import itertools
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import httpx2
import pytest
from test_crowd import serving
from work import LIBYA, Before, article

pytestmark = [pytest.mark.faults, pytest.mark.timeout(0)]

CLIENTS = 4


def held(process: int) -> tuple[int, int]:
    """Return the kilobytes of private memory of a process and the number of its open file descriptors."""
    facts = Path(f"/proc/{process}/status").read_text()
    return int(facts.partition("RssAnon:")[2].split()[0]), len(list(Path(f"/proc/{process}/fd").iterdir()))


def test_memory_and_open_files_stay_constant(before: Before, tmp_path: Path, many: Callable[[int, int], int]) -> None:
    seconds = many(1800, 45)
    home, over, samples = before.copy(tmp_path / "soaked"), threading.Event(), []
    with serving(home) as (client, server), ThreadPoolExecutor(CLIENTS + 1) as people:
        asking = [people.submit(_ask, client, over) for _ in range(CLIENTS)]
        asking.append(people.submit(_change, client, over))
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            time.sleep(seconds / 300)
            samples.append(held(server.pid))
        over.set()
        done = [one.result() for one in asking]
    warm = samples[len(samples) // 3 :]  # the first third fills the caches of libraries
    half = len(warm) // 2
    memory = [median(kilobytes for kilobytes, _ in part) for part in (warm[:half], warm[half:])]
    files = [median(descriptors for _, descriptors in part) for part in (warm[:half], warm[half:])]
    print(f"{seconds} s, {sum(done[:-1])} answers, {done[-1]} changes")
    print(f"memory {memory[0]:,.0f} kB, then {memory[1]:,.0f} kB; open files {files[0]:.0f}, then {files[1]:.0f}")
    assert memory[1] < 1.05 * memory[0]
    assert files[1] <= files[0] + CLIENTS  # one connection for each client may be open or not


def _ask(client: httpx2.Client, over: threading.Event) -> int:
    for asked in itertools.count():
        if over.is_set():
            return asked
        assert client.post("/ask", json={"question": LIBYA}).status_code == 200
        time.sleep(0.05)
    raise AssertionError


def _change(client: httpx2.Client, over: threading.Event) -> int:
    """Correct, index, remove and restore an article again and again; return how many times."""
    for turn in itertools.count():
        if over.is_set():
            return turn
        record = article(7, turn % 8, f"report of turn {turn % 50}") | {"id": "soaked"}
        assert client.post("/articles", json=record).is_success
        assert client.post("/index").status_code == 202
        while client.get("/index").json()["state"] == "running":
            time.sleep(0.1)
        assert client.delete("/articles/soaked").is_success
        assert client.post("/articles/soaked/restore").is_success
    raise AssertionError
