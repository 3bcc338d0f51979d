"""The program with its library in PostgreSQL, from a clean home on."""

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from programs import ONRECORD
from serving import ROOT, serving

if TYPE_CHECKING:
    from postgresql import PostgresServer

pytestmark = pytest.mark.cluster


class Program:
    """The command line on homes of one library."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url

    def run(self, home: str, *arguments: str) -> Any:  # noqa: ANN401 (a document of any kind)
        command = [*ONRECORD, *arguments, "--home", str(self.folder / home), "--json"]
        environment = os.environ | {"ONRECORD_LIBRARY": self.url}
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def program(postgresql: "PostgresServer", tmp_path: Path) -> Program:
    return Program(tmp_path, postgresql.create_database())


def test_two_homes_of_one_library_answer_alike(program: Program) -> None:
    first = program.run("one", "index", "seeds")
    assert (first["added"], first["articles"]) == (12, 12)
    second = program.run("two", "index", "seeds")
    assert (second["added"], second["unchanged"], second["articles"]) == (0, 12, 12)
    answers = [program.run(home, "ask", "what was said on Libya?") for home in ("one", "two")]
    assert answers[0]["citations"]
    assert answers[0]["citations"] == answers[1]["citations"]
    article = answers[0]["citations"][0]
    assert program.run("two", "verify")["sound"]
    program.run("one", "remove", article["article_id"])
    assert program.run("two", "verify")["not_indexed"] == [article["article_id"]]
    assert not (program.folder / "one" / "library.db").exists()


def test_a_server_answers_from_the_shared_library_and_recovers_by_itself(
    program: Program, postgresql: "PostgresServer"
) -> None:
    program.run("home", "index", "seeds")
    key = {"Authorization": "Bearer secret"}
    settings = {"ONRECORD_LIBRARY": program.url, "ONRECORD_API_KEYS": "secret"}
    with serving(program.folder / "home", **settings) as (_, lines), httpx.Client(headers=key, timeout=60) as client:
        client.base_url = httpx.URL(lines[-1].partition("/login")[0])
        answer = client.post("/ask", json={"question": "what was said on Libya?"}).json()
        article = client.get(f"/articles/{answer['citations'][0]['article_id']}").json()
        cited = answer["citations"][0]
        assert article["text"][cited["start"] : cited["end"]] == cited["cited_text"]
        postgresql.kill()
        failed = client.get(f"/articles/{cited['article_id']}")
        assert (failed.status_code, failed.json()["type"]) == (503, "urn:onrecord:problem:unreachable")
        assert "Retry-After" in failed.headers
        assert "onrecord-pg" not in failed.text
        postgresql.start_again()
        assert client.get(f"/articles/{cited['article_id']}").json() == article
