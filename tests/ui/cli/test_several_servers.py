"""Several servers over one library and one engine, each with a home of its own that was empty when it started."""

import hashlib
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
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
CONVERSATION = "0" * 32


class Servers:
    """Two servers of one library, and the home that writes to it."""

    def __init__(self, folder: Path, settings: dict[str, str], stack: ExitStack) -> None:
        self.folder, self.settings, self._stack = folder, settings, stack
        self.processes: list[subprocess.Popen[str]] = []
        self.clients: list[httpx.Client] = []

    def run(self, *arguments: str) -> None:
        command = [*ONRECORD, *arguments, "--home", str(self.folder / "writer"), "--json"]
        subprocess.run(command, env=os.environ | self.settings, cwd=ROOT, capture_output=True, check=True)

    def start(self, name: str) -> httpx.Client:
        process, lines = self._stack.enter_context(serving(self.folder / name, **self.settings))
        address = lines[-1].partition("/login")[0]
        client = httpx.Client(base_url=address, headers={"Authorization": "Bearer secret"}, timeout=60)
        self.processes.append(process)
        return self._stack.enter_context(client)


@pytest.fixture
def servers(postgresql: "PostgresServer", milvus: "MilvusServer", tmp_path: Path) -> Iterator[Servers]:
    settings = {
        "ONRECORD_LIBRARY": postgresql.create_database(),
        "ONRECORD_ENGINE": milvus.url,
        "ONRECORD_API_KEYS": "secret",
    }
    with ExitStack() as stack:
        yield Servers(tmp_path, settings, stack)


def test_servers_with_empty_homes_give_the_same_and_go_on_when_one_is_killed(servers: Servers) -> None:
    servers.run("index", "seeds")
    one, two = servers.start("one"), servers.start("two")
    answer, other = (client.post("/ask", json=QUESTION).json() for client in (one, two))
    assert answer["citations"]
    assert answer["citations"] == other["citations"]
    follow_up = {"question": "and on Syria?", "history": [{**QUESTION, "id": answer["id"]}]}
    assert one.post("/ask", json=follow_up).json()["citations"] == two.post("/ask", json=follow_up).json()["citations"]

    asked = one.post("/ask", json={"question": "what was said on Somalia?"}).json()
    assert two.get(f"/answers/{asked['id']}").json()["citations"] == asked["citations"]
    brief = one.post("/briefs", json={"title": "Libya"}).json()
    cited = answer["citations"][0]
    span = {"article_id": cited["article_id"], "version": cited["article_version"]}
    span |= {"start": cited["start"], "end": cited["end"]}
    assert two.post(f"/briefs/{brief['id']}/items", json={"items": [span]}).status_code == 200
    assert [item["citation"]["cited_text"] for item in one.get(f"/briefs/{brief['id']}").json()["items"]] == [
        cited["cited_text"]
    ]
    content = {"title": "Libya", "exchanges": [{"asked": "./?q=Libya", "id": answer["id"]}]}
    assert one.put(f"/conversations/{CONVERSATION}", json=content).status_code == 200
    assert two.get(f"/conversations/{CONVERSATION}").json()["exchanges"] == content["exchanges"]
    followed = two.post("/follows", json=QUESTION).json()
    assert [follow["id"] for follow in one.get("/follows").json()["follows"]] == [followed["id"]]

    servers.processes[0].kill()
    servers.processes[0].wait()
    assert two.get(f"/answers/{asked['id']}").json()["citations"] == asked["citations"]
    assert two.post("/ask", json=QUESTION).json()["citations"] == answer["citations"]


def test_an_article_that_is_posted_to_one_server_is_cited_by_the_other(servers: Servers) -> None:
    servers.run("index", "seeds")
    one, two = servers.start("one"), servers.start("two")
    article = {"title": "Harbour", "text": 'The mayor of Valletta said: "The harbour of Valletta stays closed."'}
    assert one.post("/articles", json=article).status_code == 201
    assert one.post("/index").status_code == 202
    wanted = {"question": "what was said on the harbour of Valletta?"}
    for client in (one, two):
        deadline = time.monotonic() + 60
        while (found := client.post("/ask", json=wanted).json())["generation"] == 1:
            assert time.monotonic() < deadline, client.get("/index").json()
            time.sleep(0.2)
        assert "Valletta" in found["citations"][0]["cited_text"]


def test_the_rate_of_a_key_is_that_of_all_servers_together(servers: Servers) -> None:
    keys = servers.folder / "keys.toml"
    digest = hashlib.sha256(b"slow").hexdigest()
    keys.write_text(f'[[key]]\nname = "desk"\nsha256 = "{digest}"\nrole = "read"\nper_minute = 3\n')
    servers.run("index", "seeds")
    servers.settings["ONRECORD_KEYS_FILE"] = str(keys)
    slow = {"Authorization": "Bearer slow"}
    clients = [servers.start(name) for name in ("one", "two")] * 3
    answers = [client.get("/articles", headers=slow) for client in clients]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 20


def test_who_signs_in_at_one_server_is_signed_in_at_the_other_until_signing_out_at_either(servers: Servers) -> None:
    servers.run("index", "seeds")
    addresses = [str(servers.start(name).base_url) for name in ("one", "two")]
    with httpx.Client(timeout=60) as person:  # cookies are kept by host, whichever the port is
        assert person.get(f"{addresses[1]}/articles").status_code == 401
        assert person.post(f"{addresses[0]}/login", data={"key": "secret"}).status_code == 303
        for address in addresses:
            assert person.get(f"{address}/articles").status_code == 200
        content = {"title": "Libya", "exchanges": []}
        assert person.put(f"{addresses[0]}/conversations/{CONVERSATION}", json=content).status_code == 200
        assert person.get(f"{addresses[1]}/conversations/{CONVERSATION}").json()["title"] == "Libya"

        servers.processes[0].kill()  # and whoever was served by it goes on at the other
        servers.processes[0].wait()
        third = str(servers.start("three").base_url)
        assert person.get(f"{third}/articles").status_code == 200
        cookie = {"Cookie": f"onrecord_session={person.cookies['onrecord_session']}"}
        assert person.post(f"{third}/logout").status_code == 303
    began = time.monotonic()
    while httpx.get(f"{addresses[1]}/articles", headers=cookie, timeout=60).status_code == 200:
        assert time.monotonic() - began < 5
        time.sleep(0.1)
    assert httpx.get(f"{third}/articles", headers=cookie, timeout=60).status_code == 401
