import asyncio
import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from fastapi.testclient import TestClient
from httpx2 import Response
from typer.testing import CliRunner

import index
import rag
from ui.cli.main import app
from ui.export.formats import MEDIA_TYPES
from ui.runtime.live_record import LiveRecord
from ui.server.app import create_app

LIBYA = "what was said on Libya?"

DetailOf = Callable[[Response, int], str]
Serve = Callable[..., TestClient]


def timeless(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "timings"}


def events(lines: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """Read server-sent events: the name and the data of each."""
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    data = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    return list(zip(names, data, strict=True))


def test_an_answer_is_given_again_by_its_id_with_every_field(client: TestClient) -> None:
    answer = client.post("/ask", json={"question": LIBYA, "limit": 3}).json()
    again = client.get(f"/answers/{answer['id']}")
    assert again.status_code == 200
    document = again.json()
    assert document["changes"] == []
    assert {name: document[name] for name in answer} == answer
    assert set(document) == {*answer, "given", "changes"}


def test_whoever_asked_the_answer_is_kept(home: Path, serve: Serve) -> None:
    client = serve(home)
    command = CliRunner(env={"ONRECORD_HOME": str(home)})
    with LiveRecord(home).lease() as live:  # as the chat page asks
        page_id = live.ask("what was said on Syria?").id
    ids = [
        client.get("/ask", params={"question": LIBYA}).json()["id"],
        page_id,
        json.loads(command.invoke(app, ["ask", "what was said on Mali?", "--json"]).stdout)["id"],
        rag.open(home).ask("what was said on Ukraine?").id,
    ]
    assert len(set(ids)) == 4
    assert [client.get(f"/answers/{id_}").json()["id"] for id_ in ids] == ids
    assert command.invoke(app, ["export", ids[1], "--json"]).stdout.startswith(f'{{"id":"{ids[1]}"')


def test_how_long_answers_are_kept_is_a_setting(home: Path) -> None:
    def ask(days: str) -> Any:  # noqa: ANN401
        environment = {"ONRECORD_HOME": str(home), "ONRECORD_KEEP_ANSWERS_DAYS": days}
        return CliRunner(env=environment).invoke(app, ["ask", LIBYA, "--json"])

    shutil.rmtree(home / "answers", ignore_errors=True)  # what others were told
    assert ask("0").exit_code == 0
    assert not (home / "answers").exists()
    id_ = json.loads(ask("1").stdout)["id"]
    assert rag.open(home).reopen(id_)
    for wrong in ("-1", "MARKER", "1e9"):
        assert "ONRECORD_KEEP_ANSWERS_DAYS is invalid" in ask(wrong).stderr


@pytest.mark.parametrize("id_", ["MARKER", "0" * 16, "..%2f..%2fMARKER", "MARKER" * 400, "%00"])
def test_an_answer_that_is_not_kept_gets_a_problem(client: TestClient, detail_of: DetailOf, id_: str) -> None:
    for address in (f"/answers/{id_}", f"/answers/{id_}/export?format=csv"):
        response = client.get(address)
        detail_of(response, 404)


def test_a_format_that_there_is_not_gets_a_problem_that_names_those_there_are(
    client: TestClient, detail_of: DetailOf
) -> None:
    id_ = client.post("/ask", json={"question": LIBYA}).json()["id"]
    assert "docx" in detail_of(client.get(f"/answers/{id_}/export?format=MARKER"), 422)
    assert client.post(f"/answers/{id_}", headers={"authorization": "Bearer a key for the tests"}).status_code == 405


def test_a_correction_and_a_removal_show_when_an_answer_is_opened_again(editor: TestClient) -> None:
    answer = editor.post("/ask", json={"question": LIBYA}).json()
    first, second = list(dict.fromkeys(one["article_id"] for one in answer["citations"]))[:2]
    article = editor.get(f"/articles/{first}").json()
    words = next(one["cited_text"] for one in answer["citations"] if one["article_id"] == first)
    known = {name: article[name] for name in index.Article.model_fields if name in article}
    editor.post("/articles", json=known | {"text": article["text"].replace(words, "These words were withdrawn.")})
    editor.delete(f"/articles/{second}")
    again = editor.get(f"/answers/{answer['id']}").json()
    told = {(one["article_id"], one["status"]): one for one in again["changes"]}
    corrected, removed = told[first, "corrected"], told[second, "removed"]
    assert (corrected["version"], corrected["now"], corrected["differs"]) == (1, 2, ["text"])
    assert (removed["now"], removed["still_stands"]) == (None, False)
    assert again["citations"] == answer["citations"]
    for format_ in ("md", "csv", "jsonl"):
        text = editor.get(f"/answers/{answer['id']}/export", params={"format": format_}).text
        assert "corrected" in text
        assert "removed" in text


@pytest.mark.parametrize("format_", MEDIA_TYPES)
def test_a_file_comes_with_its_type_and_a_name(client: TestClient, format_: str) -> None:
    id_ = client.post("/ask", json={"question": LIBYA}).json()["id"]
    response = client.get(f"/answers/{id_}/export", params={"format": format_})
    assert response.headers["content-type"] == MEDIA_TYPES[format_]  # type: ignore[index]
    assert response.headers["content-disposition"] == f'attachment; filename="onrecord-{id_}.{format_}"'
    assert response.content
    assert client.get(f"/answers/{id_}/export").headers["content-type"].startswith("text/markdown")


@pytest.mark.parametrize("show", ["timeline", "years", "speakers"])
def test_an_answer_is_drawn_as_a_file_with_its_type_and_a_name(client: TestClient, show: str) -> None:
    id_ = client.post("/ask", json={"question": "Libya", "all": True}).json()["id"]
    for format_, kind, begins in (("svg", "image/svg+xml", b"<svg"), ("png", "image/png", b"\x89PNG")):
        drawn = client.get(f"/answers/{id_}/chart", params={"show": show, "rows": "country", "format": format_})
        assert drawn.content.startswith(begins)
        assert drawn.headers["content-type"] == kind
        assert drawn.headers["content-disposition"] == f'attachment; filename="onrecord-{id_}-{show}.{format_}"'
        assert "default-src 'self'" in drawn.headers["content-security-policy"]


def test_an_answer_without_citations_has_no_chart(client: TestClient, detail_of: DetailOf) -> None:
    id_ = client.post("/ask", json={"question": "what was said on Brazil's football team?"}).json()["id"]
    assert "drawn" in detail_of(client.get(f"/answers/{id_}/chart"), 404)
    assert detail_of(client.get("/answers/none/chart"), 404)
    assert detail_of(client.get(f"/answers/{id_}/chart?show=pie"), 422)


def test_reading_an_answer_needs_the_key_that_asking_needs(home: Path, serve: Serve) -> None:
    client = serve(home, public_read=False)
    for response in (client.get("/answers/0"), client.post("/ask/stream", json={"question": LIBYA})):
        assert response.status_code == 401


def test_a_stream_tells_citations_then_sentences_then_the_answer(client: TestClient) -> None:
    wish = {"question": LIBYA, "limit": 3, "filters": {"kind": "official"}}
    with client.stream("POST", "/ask/stream", json=wish) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        told = events(list(response.iter_lines()))
    (*parts, (last, answer)) = told
    assert last == "answer"
    assert [name for name, _ in parts] == ["citation"] * 3 + ["sentence"] * 3
    assert [data for name, data in parts if name == "citation"] == answer["citations"]
    assert [data for name, data in parts if name == "sentence"] == answer["sentences"]
    assert timeless(answer) == timeless(client.post("/ask", json=wish).json())
    assert client.get(f"/answers/{answer['id']}").status_code == 200


def test_a_stream_of_an_abstention_is_the_answer_alone(client: TestClient) -> None:
    response = client.post("/ask/stream", json={"question": "what was said on Brazil's football team?"})
    ((name, answer),) = events(response.text.splitlines())
    assert (name, answer["abstained"]) == ("answer", True)


@pytest.mark.parametrize("body", [{}, {"question": ""}, {"question": "x", "limit": 0}, {"question": "x", "MARKER": 1}])
def test_what_cannot_be_asked_gets_a_problem_and_no_stream(
    client: TestClient, body: dict[str, object], detail_of: DetailOf
) -> None:
    detail_of(client.post("/ask/stream", json=body), 422)


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, Callable[[], int]]]:
    """Serve in a thread; give the address, and a way to count what the server is busy with."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(home), log_level="warning", timeout_graceful_shutdown=1))
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_until_complete, args=[server.serve(sockets=[listening])])
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}", lambda: len(asyncio.all_tasks(loop))
        finally:
            server.should_exit = True
            thread.join()
            loop.close()


def test_clients_that_go_away_leave_nothing_running_and_nothing_in_the_log(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(home) as (base, tasks), httpx2.Client(base_url=base, timeout=10) as asker:
        assert asker.post("/ask/stream", json={"question": LIBYA}).status_code == 200
        at_rest = tasks()

        def leave(_: int) -> None:
            with asker.stream("POST", "/ask/stream", json={"question": LIBYA, "all": True}) as response:
                assert next(response.iter_bytes(1))

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(leave, range(40)))
        deadline = time.monotonic() + 10
        while tasks() > at_rest:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert asker.get("/health").status_code == 200
    # Gradio leaves the task of its queue pending when an application ends, which is logged when it is collected.
    assert not [record for record in caplog.records if "gradio/queueing.py" not in record.getMessage()]
