from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

Detail = Callable[[Response, int], str]


def names(client: TestClient, q: str) -> dict[str, str]:
    return {one["name"]: one["id"] for one in client.get("/speakers", params={"q": q, "limit": 50}).json()["speakers"]}


def test_a_speaker_is_found_and_has_a_profile_and_statements(client: TestClient) -> None:
    [id_] = names(client, "Barack Obama").values()
    profile = client.get(f"/speakers/{id_}").json()
    assert (profile["name"], profile["country"], profile["office"]) == ("Barack Obama", "United States", "President")
    listed = client.get("/statements", params={"speaker_id": id_}).json()
    assert listed["total"] == profile["statements"]
    page = client.get("/page/person", params={"person": id_}).text
    assert '<h2 tabindex="-1" dir="auto">Barack Obama</h2>' in page
    assert "Split off" not in page


@pytest.mark.parametrize("route", ["merge", "split", "attribute", "corrections/1/undo"])
def test_a_correction_needs_a_key(client: TestClient, route: str, detail_of: Detail) -> None:
    assert "key" in detail_of(client.post(f"/speakers/{route}", json={}), 401)


def test_two_speakers_are_merged_split_and_what_was_done_is_undone(editor: TestClient, detail_of: Detail) -> None:
    people = editor.get("/speakers", params={"limit": 200}).json()["speakers"]
    obama = next(one for one in people if one["name"] == "Barack Obama")
    other = next(one for one in people if one["country"] is None)
    merged = editor.post("/speakers/merge", json={"speakers": [obama["id"], other["id"]]}).json()
    profile = editor.get(f"/speakers/{obama['id']}").json()
    assert profile["statements"] == obama["statements"] + other["statements"]
    assert other["name"] in [form["name"] for form in profile["forms"]]
    assert detail_of(editor.get(f"/speakers/{other['id']}"), 404)

    form = next(form for form in profile["forms"] if form["name"] == other["name"])
    chosen = {name: form[name] for name in ("name", "role", "country")}
    split = {"speaker": obama["id"], "forms": [chosen], "name": "Somebody Else", "country": None}
    assert editor.post("/speakers/split", json=split).status_code == 200
    assert "Somebody Else" in names(editor, "somebody")

    editor.post(f"/speakers/corrections/{merged['correction'] + 1}/undo")
    editor.post(f"/speakers/corrections/{merged['correction']}/undo")
    assert {one["id"] for one in editor.get("/speakers", params={"limit": 200}).json()["speakers"]} == {
        one["id"] for one in people
    }
    corrections = editor.get("/speakers/corrections").json()["corrections"]
    assert [one["holds"] for one in corrections] == [False, False, True, True]
    assert detail_of(editor.post("/speakers/corrections/99/undo"), 404)


def test_whose_words_a_quotation_is_is_put_right_in_answers(editor: TestClient) -> None:
    question = {"question": "What did Barack Obama say about Libya?"}
    citation = editor.post("/ask", json=question).json()["citations"][0]
    body = {"article_id": citation["article_id"], "quote": citation["cited_text"], "speaker": {"name": "Ada Berg"}}
    assert editor.post("/speakers/attribute", json=body).status_code == 200
    again = editor.post("/ask", json={"question": "What did Ada Berg say about Libya?"}).json()
    assert [one["cited_text"] for one in again["citations"]] == [citation["cited_text"]]
    assert again["citations"][0]["attribution_confidence"] == 1.0
