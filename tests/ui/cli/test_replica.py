"""A server that reads a replica: each answer is of the generation that it names, also when that lags or is gone."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from programs import ONRECORD
from serving import ROOT, serving

if TYPE_CHECKING:
    from milvus_server import MilvusServer
    from postgresql import PostgresReplica, PostgresServer

pytestmark = pytest.mark.cluster

QUESTION = {"question": "what was said on the harbour of Valletta?"}


@pytest.fixture
def settings(
    postgresql: "PostgresServer", replica: "PostgresReplica", milvus: "MilvusServer"
) -> Iterator[dict[str, str]]:
    url = postgresql.create_database()
    yield {
        "ONRECORD_LIBRARY": url,
        "ONRECORD_LIBRARY_READ": replica.url_of(url),
        "ONRECORD_ENGINE": milvus.url,
        "ONRECORD_API_KEYS": "secret",
    }
    replica.lag(lags=False)


def publish(folder: Path, settings: dict[str, str], number: int) -> str:
    """Index one more article, as another machine does, and return its sentence."""
    said = f"The harbour of Valletta stays closed for {number} weeks"
    record = {"id": f"a{number}", "title": f"Notice {number}", "text": f'The mayor of Valletta said: "{said}."'}
    source = folder / f"{number}.jsonl"
    source.write_text(json.dumps(record))
    command = [*ONRECORD, "index", str(source), "--home", str(folder / "writer"), "--json"]
    others = settings | {"ONRECORD_LIBRARY_READ": ""}
    subprocess.run(command, env=os.environ | others, cwd=ROOT, capture_output=True, check=True)
    return said


def ask(client: httpx.Client, generation: int) -> str:
    """Return what is cited, of a generation once it is there."""
    deadline = time.monotonic() + 60
    while (answer := client.post("/ask", json=QUESTION).raise_for_status().json())["generation"] < generation:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    for citation in answer["citations"]:
        path = f"/articles/{citation['article_id']}"
        text = client.get(path).raise_for_status().json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["cited_text"]
    return " ".join(citation["cited_text"] for citation in answer["citations"])


def test_answers_are_of_their_generation_while_the_replica_lags_and_after_it_was_killed(
    settings: dict[str, str], replica: "PostgresReplica", tmp_path: Path
) -> None:
    first = publish(tmp_path, settings, 2)
    with (
        serving(tmp_path / "home", **settings) as (process, lines),
        httpx.Client(headers={"Authorization": "Bearer secret"}, timeout=60) as client,
    ):
        client.base_url = httpx.URL(lines[-1].partition("/login")[0])
        assert first in ask(client, 1)
        replica.lag(lags=True)
        second = publish(tmp_path, settings, 3)
        assert second in ask(client, 2)
        replica.lag(lags=False)
        assert second in ask(client, 2)
        replica.kill()
        third = publish(tmp_path, settings, 4)
        assert third in ask(client, 3)
        assert client.get("/ready").status_code == 200
        replica.start_again()
        fourth = publish(tmp_path, settings, 5)
        assert fourth in ask(client, 4)
        process.kill()
        assert process.stdout is not None
        printed = process.stdout.read()
    assert "lags behind" in printed
    assert "cannot be reached" in printed
