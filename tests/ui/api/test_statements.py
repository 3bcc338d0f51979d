import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from typer.testing import CliRunner, Result

import rag
from rag import ListedStatement, StatementList
from ui.cli.main import app
from ui.export.statement_csv import COLUMNS, format_statements

ROOT = Path(__file__).parents[3]
ZUMA = ROOT / "seeds" / "2011-south-africa-zuma-libya.md"
TEXT = "Port reopens\n\nMinister Ruta Kask said that the harbour\nof Türkiye would stay open \U0001f6a2 to all ships.\n"

DetailOf = Callable[[Response, int], str]
Serve = Callable[..., TestClient]
Run = Callable[..., Result]


@pytest.fixture
def run(home: Path) -> Run:
    def program(*arguments: str) -> Result:
        return CliRunner(env={"ONRECORD_HOME": str(home)}).invoke(app, arguments)

    return program


def next_address(response: Response) -> str | None:
    """Return the address of the next page, from the header Link."""
    link = response.headers.get("link")
    assert link is None or link.endswith('>; rel="next"')
    return link.removeprefix("<").split(">")[0] if link else None


def table(response: Response) -> list[dict[str, str]]:
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


def test_a_text_comes_back_unchanged_with_who_said_what_in_it(client: TestClient) -> None:
    document = client.post("/statements", json={"text": TEXT}).json()
    assert set(document) == {"text", "statements"}
    assert document["text"] == TEXT
    assert document["statements"]
    for said in document["statements"]:
        assert set(said) == {"speaker", "cue", "content", "attribution", "confidence"}
        assert said["speaker"] is None or set(said["speaker"]) == {"name", "role", "start", "end"}
        for span in [*said["content"], said["cue"] or {"start": 0, "end": 1}]:
            assert set(span) == {"start", "end"}
            assert TEXT[span["start"] : span["end"]].strip()


def test_a_text_is_read_before_anything_is_indexed(tmp_path: Path, serve: Serve, client: TestClient) -> None:
    told = serve(tmp_path / "empty").post("/statements", json={"text": TEXT})
    assert told.status_code == 200
    assert told.json() == client.post("/statements", json={"text": TEXT}).json()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "text: is required"),
        ({"text": " \n"}, "text: is blank"),
        ({"text": ""}, "text: is blank"),
        ({"text": "MARKER\0"}, "text: contains a NUL"),
        ({"text": 7}, "text: must be text"),
        ({"text": "x", "MARKER": 1}, "unknown parameter"),
    ],
)
def test_what_is_no_text_gets_one_line(client: TestClient, body: object, words: str, detail_of: DetailOf) -> None:
    assert words in detail_of(client.post("/statements", json=body), 422)


def test_a_text_is_read_by_whoever_may_read_and_up_to_a_megabyte(
    client: TestClient, seeds_home: Path, serve: Serve, detail_of: DetailOf
) -> None:
    detail_of(client.post("/statements", content=b"x" * 1_000_001), 413)
    stranger = serve(seeds_home, public_read=False)
    detail_of(stranger.post("/statements", json={"text": TEXT}), 401)
    detail_of(stranger.get("/statements"), 401)


def test_statements_are_listed_across_the_library_page_by_page(client: TestClient) -> None:
    page = client.get("/statements", params={"limit": 3}).json()
    assert set(page) == {"statements", "total", "cursor", "generation"}
    following = client.get("/statements", params={"limit": 3, "cursor": page["cursor"]}).json()
    assert not {one["id"] for one in page["statements"]} & {one["id"] for one in following["statements"]}
    assert following["total"] == page["total"] > 6
    assert set(page["statements"][0]) == set(ListedStatement.model_fields)
    assert set(page["statements"][0]["content"][0]) == {"start", "end", "text", "display_text"}


def test_statements_are_chosen_by_speaker_subject_country_and_date(client: TestClient) -> None:
    wish = {"speaker": "Zuma", "about": "Libya", "country": "South Africa", "since": "2011", "until": "2011-09"}
    found = client.get("/statements", params=wish).json()
    assert found["total"] > 0
    for one in found["statements"]:
        assert one["speaker"]["name"] == "Jacob Zuma"
        assert "Liby" in " ".join(part["text"] for part in one["content"])


def test_a_table_holds_what_the_list_does_and_links_to_the_next_one(client: TestClient) -> None:
    wish = {"about": "Libya & Syria", "limit": "4"}
    listed = client.get("/statements", params=wish).json()
    address, rows = "/statements?format=csv&about=Libya+%26+Syria&limit=4", []
    while address:
        response = client.get(address)
        rows += table(response)
        address = next_address(response) or ""
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == listed["total"]
    assert [row["id"] for row in rows[:4]] == [one["id"] for one in listed["statements"]]
    assert len({row["id"] for row in rows}) == len(rows)


def test_no_cell_of_a_table_is_a_formula_and_every_statement_has_one_line(seeds: rag.Record) -> None:
    page = seeds.statements(limit=1)
    (one,) = page.statements
    cells = {"article_title": "=1+1", "source": '@a,\r\n"b"', "url": "-x", "article_id": "\t+"}
    text = format_statements(
        StatementList(statements=(one.model_copy(update=cells),), total=1, cursor=None, generation=1)
    )
    assert text.count("\r\n") == text.count("\n") == 2
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    told = [row[name] for name in ("article_title", "source", "url", "article_id")]
    assert told == ["'=1+1", '\'@a, "b"', "'-x", "' +"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("since=MARKER", "since: is not a date"),
        ("about=", "about: is blank"),
        ("about=what+was+said%3F", "about: no subject in these words"),
        ("limit=201", "limit: "),
        ("format=MARKER", "format: "),
        ("speaker=", "speaker"),
        ("MARKER=1", "unknown parameter"),
        ("cursor=MARKER", "cursor: not a cursor of this listing"),
    ],
)
def test_a_list_that_cannot_be_had_gets_one_line(
    client: TestClient, query: str, words: str, detail_of: DetailOf
) -> None:
    assert words in detail_of(client.get(f"/statements?{query}"), 422)


def test_an_article_comes_with_its_statements_under_the_ids_of_the_list(client: TestClient) -> None:
    listed = client.get("/statements", params={"speaker": "Zuma", "limit": 200}).json()["statements"]
    article = client.get(f"/articles/{listed[0]['article_id']}").json()
    assert set(article["statements"][0]) == {"id", "speaker", "cue", "content", "attribution", "confidence"}
    assert {one["id"] for one in listed} <= {one["id"] for one in article["statements"]}


def test_the_statements_of_a_file_are_printed_and_are_the_document_of_the_route(
    run: Run, tmp_path: Path, home: Path, serve: Serve
) -> None:
    shown = run("statements", str(ZUMA))
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "Jacob Zuma (President)" in shown.stdout
    assert shown.stdout.splitlines()[-1].endswith("statements")
    path = tmp_path / "port.txt"
    path.write_text(TEXT)
    document: dict[str, Any] = json.loads(run("statements", str(path), "--json").stdout)
    assert document == serve(home).post("/statements", json={"text": TEXT}).json()
    assert json.loads(run("statements", str(path), "--json", "--home", str(tmp_path / "none")).stdout) == document


def test_an_article_is_shown_with_who_said_what(run: Run) -> None:
    (head,) = json.loads(run("articles", "--q", "zuma", "--json").stdout)["articles"]
    below = run("show", head["id"]).stdout.partition("\nWho said what\n")[2]
    assert "    Jacob Zuma (President): " in below


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("two.jsonl", b'{"title": "A", "text": "B"}\n{"title": "C", "text": "D"}\n', "has 2 articles; give a file"),
        ("none.jsonl", b"", "none.jsonl: "),
        ("picture.txt", b"\x89PNG\0", "picture.txt: "),
        ("sheet.xls", b"x", "sheet.xls: this file type is not supported"),
        (".", b"", "a folder; name one file in it"),
        ("missing.txt", None, "no such file"),
    ],
)
def test_a_file_that_is_not_one_article_is_reported_in_one_line(
    run: Run, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None and not path.is_dir():
        path.write_bytes(content)
    told = run("statements", str(path))
    assert (told.exit_code, told.stdout, told.stderr.count("\n")) == (1, "", 1)
    assert words in told.stderr
