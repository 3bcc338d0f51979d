"""The program with vectors and words in an engine, from a clean home on, beside one with everything in its home."""

import json
import os
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from programs import ONRECORD
from serving import ROOT, serving

if TYPE_CHECKING:
    from milvus_server import MilvusServer
    from postgresql import PostgresServer

pytestmark = pytest.mark.cluster

QUESTIONS = (
    "what was said on Libya?",
    "What did Zuma say about NATO?",
    "How many speakers mentioned Syria?",
    "which countries spoke about Somalia in 2012?",
    "to protect migrant workers, in particular the roughly 2.5 million",
    "who won the world cup?",
)


@pytest.fixture
def settings(postgresql: "PostgresServer", milvus: "MilvusServer") -> dict[str, str]:
    return {"ONRECORD_LIBRARY": postgresql.create_database(), "ONRECORD_ENGINE": milvus.url}


def run(home: Path, settings: dict[str, str], *arguments: str, given: str = "") -> Any:  # noqa: ANN401 (any document)
    command = [*ONRECORD, *arguments, "--home", str(home)]
    done = subprocess.run(
        command, env=os.environ | settings, cwd=ROOT, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()] if given else json.loads(done.stdout)


def test_answers_are_those_of_a_home_that_has_everything(
    settings: dict[str, str], indexed_seeds: Path, tmp_path: Path
) -> None:
    home = tmp_path / "served"
    assert run(home, settings, "index", "seeds", "--json")["passages"] == 37
    assert not [*home.glob("index/1/*.faiss"), *home.glob("index/1/terms")]
    questions = "".join(f"{question}\n" for question in QUESTIONS)
    served = run(home, settings, "ask", "-", given=questions)
    embedded = run(indexed_seeds, {}, "ask", "-", given=questions)
    for one, other in zip(served, embedded, strict=True):
        assert (one["answer"], one["abstained"]) == (other["answer"], other["abstained"])
        assert one["citations"] == other["citations"]
        assert one["found"] == other["found"]
    assert sum(not answer["abstained"] for answer in served) >= len(QUESTIONS) - 1
    assert run(home, settings, "verify", "--json")["sound"]
    (refused,) = (
        subprocess.run(
            [*ONRECORD, "ask", QUESTIONS[0], "--home", str(home)],
            env=os.environ | settings | {"ONRECORD_ENGINE": ""}, cwd=ROOT, capture_output=True, text=True, check=False,
        ),
    )  # fmt: skip
    assert refused.returncode == 1
    assert "set ONRECORD_ENGINE" in refused.stderr


def test_a_server_follows_the_engine_through_a_new_generation_and_a_kill(
    settings: dict[str, str], milvus: "MilvusServer", tmp_path: Path
) -> None:
    home = tmp_path / "served"
    run(home, settings, "index", "seeds", "--json")
    keyed = settings | {"ONRECORD_API_KEYS": "secret"}
    question = {"question": "what was said on Libya?"}
    with (
        serving(home, **keyed) as (_, lines),
        httpx.Client(headers={"Authorization": "Bearer secret"}, timeout=60) as client,
    ):
        client.base_url = httpx.URL(lines[-1].partition("/login")[0])
        first = client.post("/ask", json=question).json()
        assert first["generation"] == 1
        cited = first["citations"][0]["article_id"]
        run(home, settings, "remove", cited, "--json")
        deadline = time.monotonic() + 20
        while (second := client.post("/ask", json=question).json())["generation"] == 1:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert cited not in {citation["article_id"] for citation in second["citations"]}
        milvus.kill()
        failed = client.post("/ask", json=question)
        milvus.start()
        assert (failed.status_code, failed.json()["type"]) == (503, "urn:onrecord:problem:unreachable")
        assert str(milvus.port) not in failed.text
        assert client.post("/ask", json=question).json()["citations"] == second["citations"]
