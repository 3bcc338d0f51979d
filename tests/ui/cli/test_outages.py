"""A server whose library and engine are killed and started again: it says so, and recovers by itself."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from programs import ONRECORD
from serving import ROOT, serving

if TYPE_CHECKING:
    from milvus_server import MilvusServer
    from postgresql import PostgresServer

pytestmark = pytest.mark.cluster

QUESTION = {"question": "what was said on Libya?"}
SECONDS = 30  # in which service is back after its part is


@pytest.fixture
def settings(postgresql: "PostgresServer", milvus: "MilvusServer") -> dict[str, str]:
    library = postgresql.create_database()
    return {"ONRECORD_LIBRARY": library, "ONRECORD_ENGINE": milvus.url, "ONRECORD_API_KEYS": "secret"}


def index_seeds(home: Path, settings: dict[str, str]) -> None:
    command = [*ONRECORD, "index", "seeds", "--home", str(home), "--json"]
    subprocess.run(command, env=os.environ | settings, cwd=ROOT, capture_output=True, check=True)


def connect(lines: list[str]) -> httpx.Client:
    address = lines[-1].partition("/login")[0]
    return httpx.Client(base_url=address, headers={"Authorization": "Bearer secret"}, timeout=60)


def wait_for(succeeds: Callable[[], httpx.Response]) -> float:
    """Wait until a request succeeds and return how many seconds that took."""
    began = time.monotonic()
    while (response := succeeds()).status_code != 200:
        assert response.status_code == 503, response.text
        assert time.monotonic() - began < SECONDS, response.text
        time.sleep(0.2)
    return time.monotonic() - began


def require_outage(response: httpx.Response, part: str) -> None:
    problem = response.json()
    assert (response.status_code, problem["type"]) == (503, "urn:onrecord:problem:unreachable"), problem
    assert problem["detail"].startswith(f"{part} has not answered since 20"), problem
    assert "Retry-After" in response.headers


def test_a_killed_engine_and_a_killed_database_are_named_and_service_is_back_by_itself(
    settings: dict[str, str], postgresql: "PostgresServer", milvus: "MilvusServer", tmp_path: Path
) -> None:
    index_seeds(tmp_path / "home", settings)
    with serving(tmp_path / "home", **settings) as (_, lines), connect(lines) as client:
        answer = client.post("/ask", json=QUESTION).json()
        assert client.get("/ready").status_code == 200

        milvus.kill()
        require_outage(client.post("/ask", json=QUESTION), "the engine")
        require_outage(client.get("/ready"), "the engine")
        began = time.monotonic()
        require_outage(client.post("/ask", json=QUESTION), "the engine")
        assert time.monotonic() - began < 5  # nobody queues up behind it
        milvus.start()
        engine = wait_for(lambda: client.get("/ready")) + wait_for(lambda: client.post("/ask", json=QUESTION))
        assert client.post("/ask", json=QUESTION).json()["citations"] == answer["citations"]

        kept = client.post("/articles", json={"id": "kept", "title": "Kept", "text": "The envoy spoke."})
        assert kept.status_code == 201
        postgresql.kill()
        article = f"/articles/{answer['citations'][0]['article_id']}"
        require_outage(client.get(article), "the library in PostgreSQL")
        require_outage(client.get("/ready"), "the library in PostgreSQL")
        refused = client.post("/articles", json={"id": "lost", "title": "Lost", "text": "The envoy spoke."})
        require_outage(refused, "the library in PostgreSQL")
        postgresql.start_again()
        library = wait_for(lambda: client.get("/ready")) + wait_for(lambda: client.get(article))
        assert client.get("/articles/kept").json()["text"] == "The envoy spoke."
        assert client.post("/ask", json=QUESTION).json()["citations"] == answer["citations"]
    print(f"back after the engine was: {engine:.1f} s, after the database: {library:.1f} s")


def test_a_server_that_starts_before_its_parts_answers_when_they_are_there(
    settings: dict[str, str], milvus: "MilvusServer", postgresql: "PostgresServer", tmp_path: Path
) -> None:
    index_seeds(tmp_path / "home", settings)
    milvus.kill()
    postgresql.kill()
    with serving(tmp_path / "home", **settings) as (_, lines), connect(lines) as client:
        require_outage(client.post("/ask", json=QUESTION), "the library in PostgreSQL")
        postgresql.start_again()
        milvus.start()
        wait_for(lambda: client.get("/ready"))
        assert client.post("/ask", json=QUESTION).json()["citations"]
