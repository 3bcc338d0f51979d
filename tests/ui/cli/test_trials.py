"""Three servers over one library, engine and replica, asked and written to while parts die and generations change.

KILLS=100, SWAPS=100, CLIENTS=64 and SECONDS=600 in the environment make the trials as large as they are meant to be.
"""

import itertools
import os
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from encoding_runs import EncodingRuns
from serving import serving

if TYPE_CHECKING:
    import subprocess

    from milvus_server import MilvusServer
    from postgresql import PostgresReplica, PostgresServer

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(3600)]

SERVERS = 3
KILLS, SWAPS = int(os.environ.get("KILLS", "5")), int(os.environ.get("SWAPS", "3"))
CLIENTS, SECONDS = int(os.environ.get("CLIENTS", "6")), float(os.environ.get("SECONDS", "20"))
NODE = "encoder node"
BACK_SECONDS = 30  # in which service is back after its part is
QUESTIONS = ("what was said on the harbour of Valletta?", "what was said on the market of Valletta?")
PLACES = ("harbour", "market")
KEY = {"Authorization": "Bearer secret"}


class Server:
    """One server, which may be killed and started again over the same home."""

    def __init__(self, home: Path, settings: dict[str, str]) -> None:
        self._home, self._settings = home, settings
        self.url = ""
        self.start()

    def start(self) -> None:
        self._stack = ExitStack()
        process, lines = self._stack.enter_context(serving(self._home, **self._settings))
        self._process: subprocess.Popen[str] = process
        threading.Thread(target=self._read_log, daemon=True).start()
        self.url = lines[-1].partition("/login")[0]

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        with suppress(ValueError):  # what it printed last is still being read
            self._stack.close()

    def _read_log(self) -> None:
        """Read what it prints, so that it never waits for that."""
        assert self._process.stdout is not None
        with suppress(ValueError):
            for _ in self._process.stdout:
                pass


class Trial:
    """Clients that ask all the time, and one that writes; each answer is checked, and each failure is counted."""

    def __init__(self, servers: list[Server], settings: dict[str, str]) -> None:
        self.servers, self.settings = servers, settings
        self.outcomes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()  # of failed requests, as the servers gave them
        self.wrong: list[str] = []
        self.acknowledged: list[str] = []
        self.rounds = 0
        self._lock, self._stopped = threading.Lock(), threading.Event()

    @contextmanager
    def running(self, *, clients: int) -> Iterator[None]:
        """Ask and write while the block runs; require that no answer was wrong."""
        threads = [threading.Thread(target=self._ask_on, args=(number,)) for number in range(clients)]
        threads.append(threading.Thread(target=self._write_on))
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stopped.set()
            for thread in threads:
                thread.join()
        assert self.wrong == []

    def write_round(self) -> bool:
        """Post what both places say in the next round, and an article of that round; publish it."""
        number = self.rounds + 1
        bodies = [
            {"id": place, "title": f"Notice of the {place}", "text": f"The {place} of Valletta is in round {number}."}
            for place in PLACES
        ]
        note = {"id": f"note-{number}", "title": f"Note {number}", "text": f"The school has had {number} pupils."}
        for body in (*bodies, note):
            if not self._try_each("POST", "/articles", body, {200, 201}):
                return False
        self.acknowledged.append(str(note["id"]))
        self.rounds = number
        for server in itertools.islice(itertools.cycle(self.servers), number, number + SERVERS):
            with suppress(httpx.TransportError), httpx.Client(base_url=server.url, headers=KEY, timeout=60) as client:
                if client.post("/index").status_code == 202 and self._wait_for_round(client, number):
                    return True
        return False

    def _wait_for_round(self, client: httpx.Client, number: int) -> bool:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not self._stopped.is_set():
            answer = client.post("/ask", json={"question": QUESTIONS[0]})
            if answer.status_code == 200 and f"round {number}." in str(answer.json()["citations"]):
                return True
            state = client.get("/index")
            if state.status_code == 200 and state.json()["state"] == "failed":
                return False
            time.sleep(0.3)
        return False

    def _try_each(self, method: str, path: str, body: Any, accepted: set[int]) -> bool:  # noqa: ANN401 (any document)
        for server in self.servers:
            with suppress(httpx.TransportError):
                response = httpx.request(method, server.url + path, json=body, headers=KEY, timeout=60)
                if response.status_code in accepted:
                    return True
        return False

    def _write_on(self) -> None:
        while not self._stopped.is_set():
            if not self.write_round():
                self._stopped.wait(1)

    def _ask_on(self, number: int) -> None:
        for turn in itertools.count():
            if self._stopped.is_set():
                return
            server = self.servers[(number + turn) % SERVERS]
            outcome = self._ask(server, QUESTIONS[turn % 2])
            with self._lock:
                self.outcomes[outcome] += 1
            if outcome != "answered":
                self._stopped.wait(0.2)

    def _ask(self, server: Server, question: str) -> str:
        try:
            with httpx.Client(base_url=server.url, headers=KEY, timeout=60) as client:
                response = client.post("/ask", json={"question": question})
                if response.status_code != 200:
                    self._note(response)
                    return str(response.status_code)
                return self._check(client, response.json())
        except httpx.TransportError:
            return "no connection"

    def _note(self, response: httpx.Response) -> None:
        """Count the reason of a failed request, with its numbers left out."""
        with self._lock:
            self.reasons[re.sub(r"\d+", "N", response.text)[:500]] += 1

    def _check(self, client: httpx.Client, answer: Any) -> str:  # noqa: ANN401 (any document)
        """Require that each citation is of its article, and that all are of one round."""
        rounds = {
            text.rpartition("round ")[2]
            for text in (one["cited_text"] for one in answer["citations"])
            if "round" in text
        }
        if len(rounds) > 1 or not rounds:
            self.wrong.append(f"generation {answer['generation']} cites {rounds or answer}")
        for one in answer["citations"]:
            article = client.get(f"/articles/{one['article_id']}", params={"version": one["article_version"]})
            if article.status_code == 200 and article.json()["text"][one["start"] : one["end"]] != one["cited_text"]:
                self.wrong.append(f"{one} is not in {article.json()}")
        return "answered"


@pytest.fixture
def trial(
    postgresql: "PostgresServer", replica: "PostgresReplica", milvus: "MilvusServer", tmp_path: Path
) -> Iterator[Trial]:
    url = postgresql.create_database()
    settings = {
        "ONRECORD_LIBRARY": url,
        "ONRECORD_LIBRARY_READ": replica.url_of(url),
        "ONRECORD_ENGINE": milvus.url,
        "ONRECORD_API_KEYS": "secret",
    }
    with ExitStack() as stack:
        servers = [Server(tmp_path / str(number), settings) for number in range(SERVERS)]
        for server in servers:
            stack.callback(server.kill)
        trial = Trial(servers, settings)
        assert trial.write_round()
        for server in servers:  # each fetches the first generation when it next looks for one
            wait_until_served(server)
        yield trial


def wait_until_served(server: Server) -> float:
    """Wait until a server answers and return the seconds that it took."""
    began = time.monotonic()
    while True:
        with suppress(httpx.TransportError):
            response = httpx.post(f"{server.url}/ask", json={"question": QUESTIONS[0]}, headers=KEY, timeout=60)
            if response.status_code == 200:
                return time.monotonic() - began
        assert time.monotonic() - began < BACK_SECONDS
        time.sleep(0.1)


def require_acknowledged(trial: Trial) -> None:
    for server in trial.servers:
        for id_ in trial.acknowledged:
            assert httpx.get(f"{server.url}/articles/{id_}", headers=KEY, timeout=60).status_code == 200, id_


def test_no_kill_loses_what_was_acknowledged_or_mixes_generations(
    trial: Trial, postgresql: "PostgresServer", replica: "PostgresReplica", milvus: "MilvusServer", tmp_path: Path
) -> None:
    back: dict[str, list[float]] = {}
    with EncodingRuns(tmp_path / "encoding", trial.settings) as runs:
        parts: list[tuple[str, Callable[[], None], Callable[[], None]]] = [
            ("engine", milvus.kill, milvus.start),
            ("PostgreSQL", postgresql.kill, postgresql.start_again),
            ("replica", replica.kill, replica.start_again),
            ("server", trial.servers[0].kill, trial.servers[0].start),
            (NODE, runs.kill_node, runs.start_node),
        ]
        with trial.running(clients=CLIENTS):
            for name, kill, start in itertools.islice(itertools.cycle(parts), KILLS):
                time.sleep(1)
                kill()
                time.sleep(1)
                start()
                back.setdefault(name, []).append(max(wait_until_served(server) for server in trial.servers))
                if name == NODE:
                    back.setdefault("its run", []).append(runs.wait())
            time.sleep(5)
        trial.acknowledged += runs.acknowledged
    print(f"{KILLS} kills, {CLIENTS} clients: {dict(trial.outcomes)}, {trial.rounds} generations;", end=" ")
    print("longest until served:", {name: f"{max(seconds):.1f} s" for name, seconds in back.items()})
    assert {*trial.outcomes} <= {"answered", "503", "no connection"}
    assert trial.outcomes["answered"] > 0
    require_acknowledged(trial)


def test_generations_change_under_many_clients_without_a_failed_request(trial: Trial) -> None:
    began = time.monotonic()
    with trial.running(clients=CLIENTS):
        while time.monotonic() - began < SECONDS or trial.rounds <= SWAPS:
            time.sleep(0.5)
            assert time.monotonic() - began < max(10 * SECONDS, 600)
    seconds = time.monotonic() - began
    print(f"{CLIENTS} clients, {seconds:.0f} s, {trial.rounds - 1} swaps: {dict(trial.outcomes)} {dict(trial.reasons)}")
    assert {*trial.outcomes} == {"answered"}
    require_acknowledged(trial)
