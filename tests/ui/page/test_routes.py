from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

Serve = Callable[..., TestClient]


@pytest.mark.parametrize(
    "path", ["article?article=none&version=1", "look?look=Libya&colour=red", "trace?quote=x", "library?offset=-1"]
)
def test_what_cannot_be_shown_gets_one_clear_line(
    client: TestClient, path: str, detail_of: Callable[[Response, int], str]
) -> None:
    answer = client.get(f"/page/{path}")
    assert answer.status_code in {404, 422}
    assert detail_of(answer, answer.status_code)


@pytest.mark.parametrize("link", ["ftp://example.org/a", "file:///etc/hostname", "seeds", ""])
def test_a_link_is_one_of_the_web(editor: TestClient, link: str, detail_of: Callable[[Response, int], str]) -> None:
    assert "link" in detail_of(editor.post("/page/links", json={"link": link}), 422)


@pytest.mark.parametrize(
    "view", ["article?article=x&version=1", "look?look=Libya", "chart?look=Libya", "trace?trace=x", "library"]
)
def test_nothing_is_shown_without_a_key_where_reading_needs_one(home: Path, serve: Serve, view: str) -> None:
    assert serve(home, public_read=False).get(f"/page/{view}").status_code == 401


def test_a_link_is_added_by_whoever_has_a_key(client: TestClient) -> None:
    assert client.post("/page/links", json={"link": "https://example.org/"}).status_code == 401


def test_views_are_no_part_of_the_interface_for_programs(client: TestClient) -> None:
    assert not [path for path in client.get("/openapi.json").json()["paths"] if path.startswith("/page")]


def test_an_article_is_shown_with_a_long_id_in_its_place(client: TestClient) -> None:
    head = client.get("/articles").json()["articles"][0]
    shown = client.get("/page/article", params={"article": head["id"], "version": head["version"]})
    assert shown.headers["content-type"].startswith("text/html")
    assert '<h2 tabindex="-1" dir="auto">' in shown.text


def test_a_chart_is_drawn_of_a_kept_answer_and_of_one_that_is_not_kept(client: TestClient) -> None:
    id_ = client.post("/ask", json={"question": "Libya", "all": True}).json()["id"]
    drawn = {
        answer: client.get("/page/chart", params={"look": "Libya", "answer": answer, "show": "years"})
        for answer in (id_, "0" * 16)
    }
    assert all(chart.status_code == 200 and "<svg" in chart.text for chart in drawn.values())
    assert len({chart.text.count("<a ") for chart in drawn.values()}) == 1


def test_an_empty_library_completes_nothing(tmp_path: Path, serve: Serve) -> None:
    answer = serve(tmp_path / "home").get("/page/complete", params={"typed": "Lib", "kind": "any"})
    assert (answer.status_code, answer.json()) == (200, {"completions": []})
