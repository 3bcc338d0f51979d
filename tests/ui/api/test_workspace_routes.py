from collections.abc import Callable

import feedparser
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from ui.export.formats import BRIEF_FILES

Detail = Callable[[Response, int], str]


def test_a_question_is_followed_and_its_news_comes_as_a_feed(editor: TestClient, detail_of: Detail) -> None:
    body = {"question": "what was said on Atlantis?", "filters": {"since": "2020"}}
    follow = editor.post("/follows", json=body).json()
    assert (follow["total"], follow["new"]) == (0, [])
    article = {"title": "The mill", "text": "A mill was built on Atlantis in June.", "published": "2020-06-01"}
    editor.post("/articles", json=article)
    editor.app.state.dependencies.writer._bring_up_to_date()  # type: ignore[attr-defined] # the application of a test
    [news] = editor.get("/follows").json()["follows"]
    assert [item["citation"]["cited_text"] for item in news["new"]] == [article["text"]]
    feed = editor.get(f"/follows/{follow['id']}/feed")
    assert feed.headers["content-type"] == "application/atom+xml"
    [entry] = feedparser.parse(feed.content).entries
    assert article["text"] in entry.title
    assert article["text"] in editor.get("/page/follow").text
    assert not editor.post(f"/follows/{follow['id']}/seen").json()["new"]
    assert editor.delete(f"/follows/{follow['id']}").status_code == 204
    assert detail_of(editor.get(f"/follows/{follow['id']}/feed"), 404)


def test_a_brief_is_filled_put_in_order_and_taken_away_in_every_format(editor: TestClient, detail_of: Detail) -> None:
    id_ = editor.post("/briefs", json={"title": "Libya"}).json()["id"]
    cited = editor.post("/ask", json={"question": "what was said on Libya?", "limit": 2}).json()["citations"]
    picked = [
        {"article_id": one["article_id"], "version": one["article_version"], "start": one["start"], "end": one["end"]}
        for one in cited
    ]
    editor.post(f"/briefs/{id_}/items", json={"items": [{"kind": "quotation", **one} for one in picked]})
    heading = {"kind": "heading", "text": "First <b>things</b> first"}
    items = [heading, *({"kind": "quotation", **one, "note": "!"} for one in reversed(picked))]
    brief = editor.put(f"/briefs/{id_}", json={"title": "Libya", "items": items}).json()
    words = [item["citation"]["cited_text"] for item in brief["items"][1:]]
    assert words == [one["cited_text"] for one in reversed(cited)]
    for format_, (ending, media_type) in BRIEF_FILES.items():
        file = editor.get(f"/briefs/{id_}/export", params={"format": format_})
        assert file.headers["content-type"] == media_type
        assert file.headers["content-disposition"].endswith(f'.{ending}"')
    page = editor.get("/page/brief", params={"brief": id_}).text
    assert "First &lt;b&gt;things&lt;/b&gt; first" in page
    assert [one["quotations"] for one in editor.get("/briefs").json()["briefs"]] == [2]
    assert editor.delete(f"/briefs/{id_}").status_code == 204
    assert detail_of(editor.get(f"/briefs/{id_}"), 404)


@pytest.mark.parametrize(
    ("method", "path"), [("post", "follows"), ("post", "briefs"), ("delete", "briefs/x"), ("put", "briefs/x")]
)
def test_keeping_something_needs_a_key(client: TestClient, method: str, path: str, detail_of: Detail) -> None:
    assert "key" in detail_of(client.request(method, f"/{path}"), 401)
