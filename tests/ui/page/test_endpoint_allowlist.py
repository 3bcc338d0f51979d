import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from rag import Record
from ui.page import gradio_app as chat


@pytest.fixture(scope="module")
def client(seeds: Record) -> Iterator[TestClient]:
    source = SimpleNamespace(lease=lambda: nullcontext(seeds))
    with TestClient(chat.mount_page(FastAPI(openapi_url=None), source)) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/config", "/theme.css", "/favicon.ico", "/gradio_api/startup-events"])
def test_what_the_page_needs_is_open(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/hostname",
        "/gradio_api/file/etc/hostname",
        "/file=/etc/hostname",
        "/gradio_api/proxy=http://example.org/",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/upload_progress?upload_id=1",
        "/gradio_api/vibe-code",
        "/monitoring",
        "/openapi.json",
        "/docs",
        "/robots.txt/../gradio_api/info",
        "/static/../../../../../../etc/hostname",
        "/nothing",
    ],
)
def test_what_it_does_not_need_is_shut(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {403, 404}
    assert "text/html" not in answer.headers["content-type"]


@pytest.mark.parametrize("route", ["upload", "call/ask", "api/ask", "run/predict", "component_server", "vibe-edit"])
def test_nothing_can_be_sent_past_the_question_box(client: TestClient, route: str) -> None:
    assert client.post(f"/gradio_api/{route}", json={}).status_code == 404


def test_no_endpoint_is_offered_to_programs(client: TestClient) -> None:
    assert {one["api_visibility"] for one in client.get("/config").json()["dependencies"]} == {"private"}


def test_a_file_of_this_machine_cannot_be_had_by_naming_it(client: TestClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the contents of a private file")
    named = {"path": str(secret), "meta": {"_type": "gradio.FileData"}}
    reads = next(one["id"] for one in client.get("/config").json()["dependencies"] if len(one["inputs"]) == 1)
    asked = {"fn_index": reads, "data": [named], "session_hash": "one", "trigger_id": None}
    joined = client.post("/gradio_api/queue/join", json=asked)
    assert joined.status_code == 200
    told = client.get("/gradio_api/queue/data", params={"session_hash": "one"}).text
    assert "the contents" not in told
    assert '"success":false' in told.replace(" ", "")
    assert str(secret) not in json.dumps(told)
