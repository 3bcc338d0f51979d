import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

import index

LIBYA = "what was said on Libya?"
DetailOf = Callable[[Response, int], str]


def test_an_answer_cites_the_words_that_stand_in_the_article(client: TestClient) -> None:
    answer = client.post("/ask", json={"question": LIBYA}).json()
    assert len({citation["speaker"]["name"] for citation in answer["citations"] if citation["speaker"]}) >= 4
    for citation in answer["citations"]:
        address = f"/articles/{citation['article_id']}?version={citation['article_version']}"
        text = client.get(address).json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["cited_text"]


def test_a_question_in_the_address_is_answered_as_one_in_the_body(client: TestClient) -> None:
    filters = {"kind": ["official", "news"], "speaker": ["Cameron", "Zuma"], "until": "2014"}
    by_body = client.post("/ask", json={"question": LIBYA, "limit": 2, "filters": filters}).json()
    by_address = client.get("/ask", params={"question": LIBYA, "limit": 2, **filters}).json()
    assert by_body.pop("timings")
    assert by_address.pop("timings")
    assert by_body == by_address
    assert by_body["filters"]["speaker"] == ["Cameron", "Zuma"]


def test_a_follow_up_is_read_after_the_answer_of_an_id(client: TestClient) -> None:
    question = "What did Barack Obama say about Libya?"
    first = client.post("/ask", json={"question": question}).json()
    history = [{"question": question, "answer": first["answer"], "id": first["id"]}]
    second = client.post("/ask", json={"question": "And on Syria?", "history": history}).json()
    assert second["standalone_question"] == "what did Barack Obama say about Syria?"


def test_the_forms_of_a_name_that_were_searched_for_are_reported_and_can_be_left_out(client: TestClient) -> None:
    question = "what was said on Britain?"
    widely = client.post("/ask", json={"question": question}).json()
    assert "United Kingdom" in widely["aliases"]["Britain"]
    assert any("United Kingdom" in citation["cited_text"] for citation in widely["citations"])
    for narrow in (
        client.post("/ask", json={"question": question, "aliases": False}),
        client.get("/ask", params={"question": question, "aliases": "false"}),
    ):
        assert narrow.json()["aliases"] == {}
        assert not any("United Kingdom" in citation["cited_text"] for citation in narrow.json()["citations"])
    searched = {"query": "Hizbullah Daesh", "limit": 3}
    assert (
        client.post("/search", json=searched).json()
        != client.post("/search", json=searched | {"aliases": False}).json()
    )


def test_abstaining_is_an_answer_with_a_reason(client: TestClient) -> None:
    answer = client.get("/ask", params={"question": "what was said on Brazil's football team?"})
    assert answer.status_code == 200
    assert answer.json()["abstained"]
    assert answer.json()["reason"]["text"]
    assert not answer.json()["citations"]


def test_search_gives_passages_as_they_stand_in_their_articles(client: TestClient) -> None:
    found = client.post("/search", json={"query": "Somalia", "limit": 3}).json()
    assert found["generation"] == 1
    assert len(found["hits"]) == 3
    hit = found["hits"][0]
    assert client.get(f"/articles/{hit['article_id']}").json()["text"][hit["start"] : hit["end"]] == hit["text"]


def test_a_quotation_is_traced_to_where_it_stands(client: TestClient) -> None:
    quote = "Lake Chad had shrunk to a tenth of its area within 15 years"
    trace = client.post("/trace", json={"quote": quote, "speaker": "Issoufou"}).json()
    (match,) = trace["matches"]
    assert (trace["verdict"], match["verdict"], match["speaker_matches"]) == ("altered", "altered", True)
    assert match["differences"] == [{"op": "replace", "quote": "15", "record": "50"}]
    citation = match["citation"]
    text = client.get(f"/articles/{citation['article_id']}").json()["text"]
    assert text[citation["start"] : citation["end"]] == citation["cited_text"] == quote.replace("15", "50")


def test_a_quotation_that_nobody_made_is_not_on_record(client: TestClient) -> None:
    trace = client.post("/trace", json={"quote": "The lake towns sold all of their boats"}).json()
    assert trace == {"verdict": "not_on_record", "matches": []}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "quote: is required"),
        ({"quote": "MARKER"}, "the quotation has 1 word; enter at least 3, as printed"),
        ({"quote": "MARKER " * 300}, "the quotation has 2,100 characters; at most 2,000 are accepted"),
        ({"quote": "MARKER said so", "speaker": ""}, "speaker: "),
        ({"quote": "MARKER said so", "MARKER": 1}, "unknown parameter"),
    ],
)
def test_a_wrong_quotation_gets_one_line(client: TestClient, body: object, words: str, detail_of: DetailOf) -> None:
    assert words in detail_of(client.post("/trace", json=body), 422)


def test_articles_are_listed_by_pages(client: TestClient) -> None:
    page = client.get("/articles", params={"limit": 2, "offset": 1}).json()
    assert page["total"] == 12
    assert len(page["articles"]) == 2
    assert set(page["articles"][0]) == {"id", "version", "title", "source", "url", "published", "kind"}
    assert client.get("/articles", params={"q": "Poroshenko"}).json()["total"] == 1


QUESTION = {"question": LIBYA}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "question: is required"),
        ({"question": ""}, "the question is empty"),
        ({"question": "MARKER" * 3334}, "2,000"),
        ({"question": "MARKER\0"}, "question: contains a NUL character"),
        ({"question": 7}, "question: "),
        (QUESTION | {"MARKER": 1}, "unknown parameter"),
        (QUESTION | {"limit": 51}, "limit: "),
        (QUESTION | {"limit": "MARKER"}, "limit: "),
        (QUESTION | {"asked": "MARKER"}, "asked: is not a date"),
        (QUESTION | {"filters": {"MARKER": 1}}, "filters: unknown parameter"),
        (QUESTION | {"filters": {"since": "2014-13"}}, "filters.since: is not a date"),
        (QUESTION | {"filters": {"kind": "MARKER"}}, "filters.kind"),
        (QUESTION | {"filters": {"speaker": ["MARKER"] * 60}}, "filters.speaker: "),
        (QUESTION | {"filters": "MARKER"}, "filters: "),
        (["MARKER"], "the request: "),
    ],
)
def test_a_wrong_question_gets_one_line_that_names_the_field(
    client: TestClient, body: object, words: str, detail_of: DetailOf
) -> None:
    assert words in detail_of(client.post("/ask", json=body), 422)


@pytest.mark.parametrize(
    "body",
    [
        b'{"question": "MARKER',
        b'{"question": "MARKER \xff"}',
        b'{"question": "MARKER \\ud800"}',
        b'{"question": "MARKER", "limit": NaN}',
        b'{"question": "MARKER", "limit": 1e999}',
        b'{"question": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"MARKER",
        b"",
    ],
)
def test_a_body_that_is_not_sound_json_gets_a_problem(client: TestClient, body: bytes, detail_of: DetailOf) -> None:
    response = client.post("/ask", content=body, headers={"content-type": "application/json"})
    detail_of(response, response.status_code)
    assert response.status_code in (400, 422)


def test_many_keys_and_large_bodies_are_turned_down_at_once(refused_editor: TestClient, detail_of: DetailOf) -> None:
    many = json.dumps({"question": "x"} | {f"key{number}": 1 for number in range(60_000)})
    began = time.monotonic()
    detail_of(refused_editor.post("/ask", content=many, headers={"content-type": "application/json"}), 422)
    assert time.monotonic() - began < 2
    assert "10 MB" in detail_of(refused_editor.post("/ask", content=b"x" * 1_000_001), 413)
    detail_of(refused_editor.post("/ask", content=(b"x" * 100_000 for _ in range(11))), 413)
    detail_of(refused_editor.post("/articles", content=b"x" * 10_000_001), 413)
    detail_of(refused_editor.post("/gradio_api/queue/join", content=b"x" * 1_000_001), 413)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/ask", 422),
        ("/ask?question=", 422),
        ("/ask?question=x&MARKER=1", 422),
        ("/ask?question=x&since=MARKER", 422),
        ("/articles?limit=0", 422),
        ("/articles?offset=99999999999999999999", 422),
        ("/articles/MARKER", 404),
        ("/articles/MARKER?version=99999999999999999999", 422),
        ("/MARKER", 404),
        ("/search", 405),
    ],
)
def test_a_wrong_address_gets_a_problem(client: TestClient, address: str, status: int, detail_of: DetailOf) -> None:
    detail_of(client.get(address), status)


def test_the_wrong_method_is_answered_with_the_right_ones(client: TestClient) -> None:
    assert client.get("/search").headers["allow"] == "POST"


def test_before_anything_is_indexed_the_server_says_what_to_do_and_takes_up_what_comes(
    tmp_path: Path, serve: Callable[..., TestClient], detail_of: DetailOf
) -> None:
    home, flood = tmp_path / "home", tmp_path / "flood.txt"
    client = serve(home)
    assert client.get("/health").status_code == 200
    assert client.get("/").status_code == 200
    for response in (client.get("/ready"), client.post("/ask", json={"question": "x"}), client.get("/articles")):
        assert "onrecord index" in detail_of(response, 503)
    flood.write_text("Dams break above Derna\n\nTwo dams above Derna gave way in September 2023.")
    index.bring_up_to_date(home, [str(flood)])
    deadline = time.monotonic() + 10
    while client.get("/ready").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert client.get("/ready").json() == {"ready": True, "version": version("onrecord"), "generation": 1}
    assert client.get("/ask", params={"question": "which dams broke above Derna?"}).json()["citations"]


def test_a_fault_inside_is_logged_and_not_shown(
    home: Path, serve: Callable[..., TestClient], detail_of: DetailOf
) -> None:
    client = serve(home)
    dependencies = client.app.state.dependencies  # type: ignore[attr-defined]
    client.app.state.dependencies = None  # type: ignore[attr-defined] # what no request can bring about
    client._transport.raise_server_exceptions = False  # type: ignore[attr-defined] # as under a real server
    detail = detail_of(client.get("/index"), 500)
    client.app.state.dependencies = dependencies  # type: ignore[attr-defined] # what stops with the server
    assert "log" in detail


def test_the_documentation_needs_no_other_host(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "https://" not in page
    assert client.get("/static-offline-docs/swagger-ui-bundle.js").status_code == 200
    assert "/articles/{id}" in client.get("/openapi.json").json()["paths"]


def test_a_library_of_a_newer_version_is_said_to_be_one(
    home: Path, serve: Callable[..., TestClient], detail_of: DetailOf
) -> None:
    with closing(sqlite3.connect(home / "library.db")) as database:
        database.execute("PRAGMA user_version = 999")
    client = serve(home)
    assert "newer version" in detail_of(client.get("/articles"), 503)
