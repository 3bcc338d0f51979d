"""POST /check takes a draft as JSON or as a file and returns it as JSON, a page or a Word document."""

import io
from collections.abc import Callable

import docx
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

DRAFT = "“The Council represented the people of Libya,” said Jacob Zuma. “We never said it,” said Ann Lee."


def test_a_draft_is_checked_as_json(client: TestClient) -> None:
    document = client.post("/check", json={"text": DRAFT}).json()
    assert document["text"] == DRAFT
    assert [DRAFT[one["start"] : one["end"]] for one in document["quotations"]] == [
        "The Council represented the people of Libya,",
        "We never said it,",
    ]
    assert document["quotations"][1]["verdict"] == "not_on_record"
    assert document["quotations"][1]["said_by"]["name"] == "Ann Lee"
    assert set(document["quotations"][0]) == {"start", "end", "text", "said_by", "verdict", "matches", "note"}


def test_a_file_is_checked_and_comes_back_as_a_document(client: TestClient) -> None:
    response = client.post("/check?format=docx", files={"file": ("draft.txt", DRAFT.encode())})
    assert 'filename="checked.docx"' in response.headers["content-disposition"]
    assert len([*docx.Document(io.BytesIO(response.content)).comments]) == 2
    page = client.post("/check?format=html", files={"file": ("draft.html", f"<p>{DRAFT}</p>".encode())})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.count("<li id=") == 2


@pytest.mark.parametrize(
    "body",
    [
        {"json": {}}, {"json": []}, {"json": {"text": 1}}, {"json": {"text": " "}}, {"json": {"text": "a\0MARKER"}},
        {"json": {"text": "MARKER", "MARKER": 1}}, {"content": b"MARKER"}, {"content": b"[" * 100_000},
        {"files": {"file": ("MARKER.exe", b"x")}}, {"files": {"other": b"x"}},
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused_in_one_line(
    client: TestClient, detail_of: Callable[[Response, int], str], body: dict[str, object]
) -> None:
    detail_of(client.post("/check", **body), 422)  # type: ignore[arg-type] # one of the parts of a request


def test_an_unknown_format_is_refused(client: TestClient, detail_of: Callable[[Response, int], str]) -> None:
    assert detail_of(client.post("/check?format=pdf", json={"text": "a"}), 422).startswith("format: ")


def test_a_draft_as_json_is_as_large_as_any_other_request(
    client: TestClient, detail_of: Callable[[Response, int], str]
) -> None:
    detail_of(client.post("/check", content=b'{"text": "' + b"MARKER " * 150_000 + b'"}'), 413)
