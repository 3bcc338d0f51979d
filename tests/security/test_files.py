"""No request reads a file that is not the application's own, and none leaves a file behind."""

import asyncio
import json
import re
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from servers import KEYS, Server
from starlette.routing import Mount

from ui.server.app import create_app
from ui.server.page_on_demand import PageOnDemand

pytestmark = [pytest.mark.security, pytest.mark.timeout(900)]

CONTENT = "the contents of a private file"
ALLOWED = {200, 201, 202, 303, 400, 401, 403, 404, 405, 406, 408, 413, 415, 421, 422, 429}
MADE = {"audit.jsonl", "library.db", "library.db-shm", "library.db-wal"}
STREAMS = ("heartbeat", "queue/data", "index/events")  # test_keys opens these


def offered(home: Path) -> list[tuple[str, str]]:
    """Return the methods and paths in the schemas of the application and of the page mounted in it."""

    async def created() -> tuple[FastAPI, FastAPI]:
        app = create_app(home)
        mounted = next(route.app for route in app.routes if isinstance(route, Mount) and not route.path)
        assert isinstance(mounted, PageOnDemand)
        return app, mounted.make_page()

    app, page = asyncio.run(created())
    found = [*app.openapi()["paths"].items(), *page.openapi()["paths"].items()]
    return [(method.upper(), path) for path, methods in found for method in methods]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(CONTENT)
    return file


def spellings(file: Path) -> list[str]:
    """Return path traversal attempts that have worked on other servers."""
    climb = "../" * 12 + str(file).lstrip("/")
    encoded = str(file).replace("/", "%2F")
    return [
        *(f"/{prefix}{file}" for prefix in ("file=", "gradio_api/file=", "gradio_api/file/", "proxy=file://")),
        *(f"/{prefix}{climb}" for prefix in ("", "static/", "assets/", "static-offline-docs/", "articles/", "svelte/")),
        *(f"/{prefix}{encoded}" for prefix in ("", "static/", "articles/", "gradio_api/file=", "static-offline-docs/")),
        f"/static/{climb.replace('../', '..%2f')}", f"/static/{climb.replace('../', '%2e%2e/')}",
        f"/static/{climb.replace('../', '....//')}", f"/static/..%5c..%5c{file.name}", f"/static/{climb}%00.css",
        f"/gradio_api/proxy=http://127.0.0.1:1{file}", f"/gradio_api/deep_link?session_hash={climb}", f"//{file}",
    ]  # fmt: skip


def bodies(file: Path) -> list[Any]:
    """Return bodies with a reference to a file, in every place where Gradio accepts its own stored files."""
    named = {
        "path": str(file),
        "url": f"/gradio_api/file={file}",
        "orig_name": "x",
        "meta": {"_type": "gradio.FileData"},
    }
    inside = {"component_id": 1, "fn_name": "x", "data": named, "session_hash": "s", "id": 1}
    places = [named, [named], {"value": named}, str(file), f"file://{file}"]
    joined = [{"fn_index": n, "data": [one] * 2, "session_hash": f"s{n}"} for n in range(4) for one in places]
    return [*joined, inside, {"data": [named]}, {"question": str(file)}, {"question": named}, {"path": str(file)}]


def kept(home: Path, temporary: Path, stored: AbstractSet[str]) -> set[str]:
    """Return the files of a home and of a folder for temporary files, but for those that are stored intentionally."""
    inside = {str(path.relative_to(home)) for path in home.rglob("*") if path.name not in MADE}
    inside = {name for name in inside if name.partition("/")[0] not in stored}
    return inside | {str(path) for path in temporary.rglob("*") if path.is_file()}


@pytest.mark.parametrize("key", [False, True], ids=["without a key", "with a key"])
def test_no_endpoint_reads_or_leaves_a_file(closed: Server, secret: Path, tmp_path: Path, key: bool) -> None:  # noqa: FBT001
    stored = {"answers", "follows", "briefs"} if key else {"answers"}
    before = kept(closed.home, closed.temporary, stored)
    asked = 0
    with closed.client(KEYS[0] if key else "") as client:
        for method, path in offered(tmp_path / "home"):
            for request in requests(client, method, path, secret):
                answer = client.send(request)
                asked += 1
                assert answer.status_code in ALLOWED, (method, request.url, answer.status_code)
                assert CONTENT not in answer.text, (method, request.url)
                if answer.status_code >= 400:
                    assert str(secret) not in answer.text, (method, request.url)
    assert asked > 500
    assert kept(closed.home, closed.temporary, stored) == before
    folders = [closed.home / name for name in stored if (closed.home / name).is_dir()]
    assert not [file for folder in folders for file in folder.rglob("*.json") if CONTENT in file.read_text()]


def requests(client: httpx2.Client, method: str, path: str, secret: Path) -> list[httpx2.Request]:
    """Return the attacks on one endpoint; endpoints that write articles have tests of their own."""
    if any(part in path for part in STREAMS) or (method in {"POST", "DELETE"} and path in WRITING):
        return []
    start, hole, end = re.fullmatch(r"([^{]*)(\{[^}]*\})?(.*)", path).groups()
    filled = [f"{start}{name}{end}" for name in names(secret)] if hole else [path]
    sent = [client.build_request(method, one) for one in filled]
    if method == "POST":
        sent += [client.build_request(method, filled[0], json=body) for body in bodies(secret)]
        files = {"files": ("../../escaped.txt", b"planted"), "file": ("/planted.exe", b"planted")}
        sent.append(client.build_request(method, filled[0], files=files))
    return sent


WRITING = {"/articles", "/index", "/articles/{id}", "/articles/{id}/restore"}


def names(secret: Path) -> list[str]:
    return [str(secret), str(secret).replace("/", "%2F"), "..%2F" * 12 + str(secret)[1:].replace("/", "%2F"), "x"]


def test_no_spelling_of_a_path_leaves_the_served_folders(server: Server, secret: Path) -> None:
    with server.client() as client:
        for path in spellings(secret):
            target = httpx2.URL(server.address).copy_with(raw_path=path.encode())
            answer = client.send(client.build_request("GET", target))
            assert answer.status_code in {400, 403, 404, 422}, (path, answer.status_code)
            assert CONTENT not in answer.text
            assert len(answer.content) < 2048


def test_the_name_of_an_upload_is_not_used_as_a_path(closed: Server, tmp_path: Path) -> None:
    before = kept(closed.home, closed.temporary, {"answers"})
    with closed.client(KEYS[0]) as client:
        for name in ("../../../escaped.txt", "/etc/escaped.txt", "..\\escaped.txt", "escaped\0.txt", "x.exe", "x.pkl"):
            answer = client.post("/articles", files={"file": (name, b"A title\n\nA text with a few words in it.\n")})
            assert answer.status_code in {200, 201, 422}, name
            if answer.status_code < 300:
                assert "/" not in json.loads(answer.text)["id"]
    assert kept(closed.home, closed.temporary, {"answers"}) == before
    assert not [*tmp_path.rglob("escaped*")]
    assert not Path("/etc/escaped.txt").exists()
