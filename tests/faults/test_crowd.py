"""Concurrency on one home: processes that write, and clients that ask a server while the index changes."""

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import httpx2
import pytest
from programs import ONRECORD
from work import LIBYA, Before, article, write

import index
from index.store import generations

pytestmark = [pytest.mark.faults, pytest.mark.timeout(0)]

Many = Callable[[int, int], int]

WRITERS, CLIENTS = 8, 8


def take_part(home: Path, number: int, turn: int) -> None:
    """Write as one of eight processes: some index a file, some add an article, one removes it, one restores it."""
    name = f"r{turn}w{number}"
    record = article(number, number % 3) | {"id": name}
    if number % 2:
        index.add_article(home, index.Article.from_record(record))
        index.bring_up_to_date(home)
    else:
        index.bring_up_to_date(home, [str(write(home.parent / f"{name}.jsonl", [record]))])
    if number in {2, 3}:
        index.remove(home, [name])
    if number == 3:
        index.restore(home, [name])


def test_eight_concurrent_writers_lose_nothing(before: Before, tmp_path: Path, many: Many) -> None:
    context, turns = multiprocessing.get_context("forkserver"), many(100, 5)
    context.set_forkserver_preload(["index"])
    home = before.copy(tmp_path / "crowd")
    expected = {entry.id for entry in generations.load(home).articles}
    for turn in range(turns):
        writers = [context.Process(target=take_part, args=(home, number, turn)) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert [writer.exitcode for writer in writers] == [0] * WRITERS
        expected |= {f"r{turn}w{number}" for number in range(WRITERS) if number != 2}
        assert {entry.id for entry in generations.load(home).articles} == expected
    found = index.verify_home(home)
    assert (found.sound, found.leftovers, found.not_indexed) == (True, (), ())
    print(f"{WRITERS} writers, {turns} rounds")


@contextmanager
def serving(home: Path) -> Iterator[tuple[httpx2.Client, Popen[str]]]:
    """Start a server; yield a client with its key, and its process."""
    command = [*ONRECORD, "serve", "--home", str(home), "--port", "0"]
    with Popen(command, stdout=PIPE, text=True) as server:
        try:
            assert server.stdout
            link = next(line for line in server.stdout if "/login?key=" in line).strip().removeprefix("Sign in: ")
            base, _, key = link.partition("/login?key=")
            with httpx2.Client(base_url=base, headers={"Authorization": f"Bearer {key}"}, timeout=60) as client:
                yield client, server
        finally:
            server.kill()


def test_each_answer_comes_from_one_generation_while_generations_change(
    before: Before, tmp_path: Path, many: Many
) -> None:
    home, swaps = before.copy(tmp_path / "asked"), many(200, 10)
    everyone = frozenset(entry.id for entry in generations.load(home).articles)
    holding, answers, over = {2: everyone}, [], threading.Event()

    def ask(client: httpx2.Client) -> int:
        asked = 0
        while not over.is_set():
            response = client.post("/ask", json={"question": LIBYA})
            assert response.status_code == 200, response.text
            answer = response.json()
            answers.append((answer["generation"], frozenset(one["article_id"] for one in answer["citations"])))
            asked += 1
        return asked

    with serving(home) as (client, _), ThreadPoolExecutor(CLIENTS) as clients:
        asking = [clients.submit(ask, client) for _ in range(CLIENTS)]
        try:
            for swap in range(swaps // 2):
                gone = f"a{swap % 3}"
                holding[client.delete(f"/articles/{gone}").json()["generation"]] = everyone - {gone}
                holding[client.post(f"/articles/{gone}/restore").json()["generation"]] = everyone
        finally:
            over.set()
        asked = sum(one.result() for one in asking)
    assert len(holding) == swaps + 1
    assert [answer for answer in answers if answer[1] != holding[answer[0]]] == []
    assert len({number for number, _ in answers}) > swaps / 2
    print(f"{CLIENTS} clients, {swaps} swaps, {asked} answers")
