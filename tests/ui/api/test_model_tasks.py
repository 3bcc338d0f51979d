from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from scripted_model import Script, serve_script

from rag import Endpoint, LanguageModel

JAPANESE = "リビアについて何が言われましたか"
QUESTION = "what was said on Libya?"
KEY = {"Authorization": "Bearer a key for the tests"}


def reply(messages: list[dict[str, str]]) -> list[str]:
    """Return what a good model writes for each task, told by its rules."""
    rules, asked = messages[0]["content"], messages[1]["content"]
    if rules.startswith("You read"):
        return ["question: what was said on Libya?\nsince: 2011"] if "2011" in asked else [f"question: {QUESTION}"]
    if rules.startswith("Translate"):
        return ["Traduction : ", asked]
    if rules.startswith("You draft"):
        lines = [line for line in asked.splitlines() if line.startswith("[1] ")]
        return [f"{lines[0].partition(': ')[2]} [1]"]
    return ["1, 2"]


@pytest.fixture
def asking(home: Path, serve: Callable[..., TestClient]) -> TestClient:
    with serve_script(Script(reply)) as url:
        yield serve(home, model=LanguageModel(Endpoint.parse(url, timeout=5)))


def test_a_question_in_any_language_is_read_and_the_reading_can_be_undone(asking: TestClient) -> None:
    read = asking.post("/ask", json={"question": f"{JAPANESE} 2011"}).json()
    assert read["citations"]
    assert (read["standalone_question"], read["filters"]["since"]) == (QUESTION, "2011")
    assert read["notes"][0].startswith("Read by the language model scripted as")
    assert asking.get(f"/answers/{read['id']}").json()["notes"] == read["notes"]
    own = asking.post("/ask", json={"question": f"{JAPANESE} 2011", "reading": False}).json()
    assert own["reason"]["code"] == "not_understood"


def test_a_stream_is_of_the_answer_to_the_reading(asking: TestClient) -> None:
    text = asking.post("/ask/stream", json={"question": JAPANESE}).text
    assert text.count("event: citation") > 1
    assert text.count("event: answer") == 1


def test_the_model_selects_from_forty_quotations(asking: TestClient) -> None:
    answer = asking.post("/ask", json={"question": QUESTION, "limit": 5, "selection": True}).json()
    assert [citation["number"] for citation in answer["citations"]] == [1, 2]
    assert "The language model scripted selected 2 of" in answer["notes"][-1]
    assert asking.get("/ask", params={"question": QUESTION, "selection": "true"}).json()["citations"]


def test_without_a_model_one_note_says_that_nothing_was_selected(client: TestClient) -> None:
    plain = client.post("/ask", json={"question": QUESTION}).json()
    answer = client.post("/ask", json={"question": QUESTION, "selection": True}).json()
    assert answer["citations"] == plain["citations"]
    assert answer["notes"][:-1] == plain["notes"]
    assert "No language model is set" in answer["notes"][-1]


def test_a_quotation_is_translated_beside_its_original(asking: TestClient) -> None:
    citation = asking.post("/ask", json={"question": QUESTION}).json()["citations"][0]
    place = {name: citation[name] for name in ("article_id", "article_version", "start", "end")}
    translation = asking.post("/translate", json=place | {"language": "fr"}).json()
    shown = " ".join(citation["display_text"].split())
    assert (translation["text"], translation["by"]) == (f"Traduction : {shown}", "machine")
    assert translation["original"] == citation["display_text"]
    refused = asking.post("/translate", json=place | {"language": "qqq"})
    assert refused.status_code == 422


def test_a_brief_is_drafted_from_its_quotations(asking: TestClient) -> None:
    citation = asking.post("/ask", json={"question": QUESTION}).json()["citations"][0]
    brief = asking.post("/briefs", json={"title": "Libya"}, headers=KEY).json()
    place = {"article_id": citation["article_id"], "version": citation["article_version"]}
    item = place | {"start": citation["start"], "end": citation["end"]}
    asking.post(f"/briefs/{brief['id']}/items", json={"items": [item]}, headers=KEY)
    drafted = asking.post(f"/briefs/{brief['id']}/draft", headers=KEY).json()
    assert [sentence["citations"] for sentence in drafted["draft"]["sentences"]] == [[1]]
    assert asking.post(f"/briefs/{brief['id']}/draft").status_code == 401
