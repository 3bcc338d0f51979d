from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from ui.middleware.keys import compute_digest

Serve = Callable[..., TestClient]

ID = "0" * 32
CONTENT = {"title": "Libya", "exchanges": [{"asked": "./?q=What+was+said+on+Libya%3F", "id": "0123456789abcdef"}]}


def as_holder(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


@pytest.fixture
def two(home: Path, serve: Serve) -> TestClient:
    return serve(home, keys=("mine", "another"))


def test_each_key_has_conversations_of_its_own(two: TestClient) -> None:
    kept = two.put(f"/conversations/{ID}", json=CONTENT, headers=as_holder("mine"))
    assert kept.status_code == 200
    listed = two.get("/conversations?q=libya", headers=as_holder("mine")).json()["conversations"]
    assert [(one["id"], one["title"], one["exchanges"]) for one in listed] == [(ID, "Libya", 1)]
    assert two.get(f"/conversations/{ID}", headers=as_holder("mine")).json()["exchanges"] == CONTENT["exchanges"]
    assert two.get("/conversations", headers=as_holder("another")).json() == {"conversations": []}
    assert two.get(f"/conversations/{ID}", headers=as_holder("another")).status_code == 404
    assert two.delete(f"/conversations/{ID}", headers=as_holder("another")).status_code == 404
    assert two.delete(f"/conversations/{ID}", headers=as_holder("mine")).status_code == 204
    assert two.get(f"/conversations/{ID}", headers=as_holder("mine")).status_code == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_without_a_key_nothing_is_kept_even_where_everyone_may_read(two: TestClient, method: str) -> None:
    assert two.get("/articles").status_code == 200
    assert two.request(method, f"/conversations/{ID}", json=CONTENT).status_code == 401
    assert two.get("/conversations").status_code == 401


def test_a_server_without_any_key_keeps_none(home: Path, serve: Serve) -> None:
    assert serve(home, keys=()).get("/conversations").status_code == 401


def test_a_key_that_may_only_read_keeps_conversations(home: Path, serve: Serve, tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text(f'[[key]]\nname = "reader"\nsha256 = "{compute_digest(b"reading").hex()}"\nrole = "read"\n')
    client = serve(home, keys=(), keys_file=keys)
    assert client.put(f"/conversations/{ID}", json=CONTENT, headers=as_holder("reading")).status_code == 200
    assert client.post("/briefs", json={"title": "B"}, headers=as_holder("reading")).status_code == 403
    [folder] = (home / "conversations").iterdir()
    assert folder.name not in {"reader", "reading", compute_digest(b"reading").hex()}


def test_a_key_made_for_one_run_on_this_machine_finds_what_the_last_run_kept(home: Path, serve: Serve) -> None:
    last = serve(home, keys=("first",), private=True)
    last.put(f"/conversations/{ID}", json=CONTENT, headers=as_holder("first"))
    listed = serve(home, keys=("second",), private=True).get("/conversations", headers=as_holder("second"))
    assert len(listed.json()["conversations"]) == 1


@pytest.mark.parametrize(
    "content",
    [
        {},
        {**CONTENT, "title": ""},
        {**CONTENT, "owner": "x"},
        {**CONTENT, "exchanges": [{"asked": "./", "id": "../x"}]},
        {**CONTENT, "exchanges": CONTENT["exchanges"] * 201},
    ],
)
def test_what_is_no_conversation_gets_one_clear_line(
    two: TestClient, content: object, detail_of: Callable[[Response, int], str]
) -> None:
    assert detail_of(two.put(f"/conversations/{ID}", json=content, headers=as_holder("mine")), 422)
    assert detail_of(two.put("/conversations/x", json=CONTENT, headers=as_holder("mine")), 422)
