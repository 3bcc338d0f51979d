import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

DetailOf = Callable[[Response, int], str]

FLOOD = {
    "title": "Storm Daniel breaks two dams above Derna",
    "text": "Two dams above the Libyan city of Derna gave way on 11 September 2023 after Storm Daniel.",
    "source": "Own account",
    "published": "2023-09-11",
}


def wait_until_idle(client: TestClient) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while (state := client.get("/index").json())["state"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return dict(state)


def test_a_posted_article_is_answered_from_after_the_index_was_brought_up_to_date(editor: TestClient) -> None:
    added = editor.post("/articles", json=FLOOD)
    assert (added.status_code, added.json()["status"], added.json()["version"]) == (201, "added", 1)
    assert (editor.post("/articles", json=FLOOD).status_code, editor.get("/index").json()["generation"]) == (200, 1)
    corrected = editor.post("/articles", json=FLOOD | {"text": FLOOD["text"] + " Thousands died."})
    assert (corrected.status_code, corrected.json()["status"]) == (200, "updated")
    begun = editor.post("/index")
    assert (begun.status_code, begun.json()["state"]) == (202, "running")
    state = wait_until_idle(editor)
    assert (state["generation"], state["last"]["encoded"], state["done"]) == (2, 1, state["total"])
    answer = editor.get("/ask", params={"question": "which dams broke above Derna?"}).json()
    assert answer["citations"][0]["article_version"] == 2
    document = editor.get(f"/articles/{added.json()['id']}").json()
    assert [version["version"] for version in document["versions"]] == [1, 2]


def test_an_id_may_hold_slashes(editor: TestClient) -> None:
    assert editor.post("/articles", json=FLOOD | {"id": "https://news/2023/derna?page=1"}).json()["version"] == 1
    assert editor.get("/articles/https%3A%2F%2Fnews%2F2023%2Fderna%3Fpage=1").json()["title"] == FLOOD["title"]
    assert editor.get("/articles/https://news/2023/derna%3Fpage=1").status_code == 200


def test_a_removed_article_is_found_no_more_until_it_is_restored(editor: TestClient, detail_of: DetailOf) -> None:
    question = {"question": "what did Poroshenko say on Crimea?"}
    cited = editor.get("/ask", params=question).json()["citations"][0]["article_id"]
    assert editor.delete(f"/articles/{cited}").status_code == 200
    left = editor.get("/ask", params=question).json()
    assert (left["generation"], cited in {citation["article_id"] for citation in left["citations"]}) == (2, False)
    assert editor.get(f"/articles/{cited}").json()["removed"]
    assert editor.post(f"/articles/{cited}/restore").status_code == 200
    assert editor.get("/ask", params=question).json()["citations"][0]["article_id"] == cited
    detail_of(editor.delete("/articles/MARKER"), 404)
    detail_of(editor.post("/articles/MARKER/restore"), 404)


def test_files_of_every_kind_are_taken_in(editor: TestClient) -> None:
    text = {"file": ("derna.txt", b"Dams break above Derna\n\nTwo dams gave way in September 2023.")}
    assert editor.post("/articles", files=text).status_code == 201
    markdown = {"file": ("../derna.md", b"---\ntitle: Derna rebuilds\npublished: 2024\n---\nWork began.")}
    assert editor.post("/articles", files=markdown).json()["status"] == "added"
    lines = [json.dumps(FLOOD | {"id": f"flood {number}"}) for number in range(8)]
    lines[6] = '{"title": "cut off'
    uploaded = editor.post("/articles", files={"file": ("floods.jsonl", "\n".join(lines).encode())})
    assert uploaded.status_code == 201
    assert len(uploaded.json()["articles"]) == 7
    assert [refused["reason"][:7] for refused in uploaded.json()["rejected"]] == ["line 7:"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("MARKER.bin", b"\x00\x01", "file type is not supported"),
        ("MARKER.txt", b"\x00\x01", "binary"),
        ("MARKER.txt", b"", "empty"),
        ("MARKER.pdf", b"MARKER", "not a valid PDF"),
        ("MARKER.docx", b"MARKER", "not a valid Word document"),
        ("MARKER.html", b"<nav>MARKER</nav>", "no article"),
        ("MARKER.jsonl", b"{MARKER", "line 1: not JSON"),
        ("MARKER.md", b"---\ntitle: [MARKER\n---\nText.", "the front matter is not YAML"),
    ],
)
def test_a_file_that_holds_no_article_is_refused_with_its_reason(
    refused_editor: TestClient, name: str, content: bytes, words: str, detail_of: DetailOf
) -> None:
    assert words in detail_of(refused_editor.post("/articles", files={"file": (name, content)}), 422)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"json": {"title": "MARKER"}}, "text: "),
        ({"json": {"title": "MARKER", "text": " "}}, "text: is empty"),
        ({"json": FLOOD | {"published": "MARKER"}}, "published: is not a date; use 2014, 2014-09 or 2014-09-27"),
        ({"json": FLOOD | {"kind": "MARKER"}}, "kind: "),
        ({"json": ["MARKER"]}, "the record: "),
        ({"content": b'{"title": "MARKER\\ud800", "text": "x"}'}, "title: "),
        ({"content": b"MARKER"}, "must be JSON"),
        ({"content": b"[" * 100_000}, "must be JSON"),
        ({"files": {"MARKER": ("a.txt", b"x")}}, "file: is required"),
        ({"data": {"file": "MARKER"}, "files": {"other": b"x"}}, ""),
    ],
)
def test_a_record_that_is_no_article_is_refused_with_its_reason(
    refused_editor: TestClient, request_: dict[str, Any], words: str, detail_of: DetailOf
) -> None:
    assert words in detail_of(refused_editor.post("/articles", **request_), 422)


def test_an_id_that_is_taken_is_refused_without_naming_it(editor: TestClient, detail_of: DetailOf) -> None:
    assert editor.post("/articles", json=FLOOD | {"id": "derna"}).status_code == 201
    refused = editor.post("/articles", json=FLOOD | {"id": "derna", "source": "Another", "url": "https://example.org/"})
    assert detail_of(refused, 422) == "the id already belongs to another article; give it another id"


def test_posted_articles_are_counted_and_fields_are_edited_by_hand(editor: TestClient, detail_of: DetailOf) -> None:
    id_ = editor.post("/articles", json=FLOOD).json()["id"]
    editor.post("/index")
    last = wait_until_idle(editor)["last"]
    assert (last["added"], last["updated"]) == (1, 0)
    edited = editor.patch(f"/articles/{id_}", json={"published": "2023-09", "speaker": " ", "source": "Gazette"})
    assert (edited.status_code, edited.json()) == (200, {"id": id_, "version": 2, "status": "updated"})
    document = editor.get(f"/articles/{id_}").json()
    assert (document["published"], document["speaker"], document["source"]) == ("2023-09", None, "Gazette")
    editor.post("/index")
    assert wait_until_idle(editor)["last"]["updated"] == 1
    assert "published" in detail_of(editor.patch(f"/articles/{id_}", json={"published": "MARKER"}), 422)
    assert detail_of(editor.patch("/articles/none", json={"title": "A"}), 404)
