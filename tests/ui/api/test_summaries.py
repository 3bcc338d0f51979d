import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from scripted_model import Script, serve_script

from rag import Endpoint, LanguageModel

QUESTION = {"question": "what was said on Libya?", "mode": "summary"}
TIMEOUT = 1.0


def echo(messages: list[dict[str, str]]) -> list[str]:
    """Return the first two quotations as sentences, and one that nobody said."""
    lines = [line for line in messages[1]["content"].splitlines() if line.startswith(("[1] ", "[2] "))]
    return [f"{line.partition(': ')[2]} [{number}] " for number, line in enumerate(lines, 1)] + [
        "Mars has 900 moons. [1]"
    ]


@pytest.fixture(scope="module")
def script() -> Script:
    return Script(echo)


@pytest.fixture(scope="module")
def address(script: Script) -> Iterator[str]:
    with serve_script(script) as url:
        yield url


@pytest.fixture
def asking(home: Path, serve: Callable[..., TestClient], address: str) -> TestClient:
    return serve(home, model=LanguageModel(Endpoint.parse(address, timeout=TIMEOUT)))


def read_events(text: str) -> list[tuple[str, dict[str, object]]]:
    blocks = [block for block in text.replace("\r", "").split("\n\n") if "data: " in block]
    pairs = [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]
    return [(pair["event"], json.loads(pair["data"])) for pair in pairs]


def test_an_answer_has_a_summary_where_one_is_asked_for(asking: TestClient) -> None:
    plain = asking.post("/ask", json=QUESTION | {"mode": "quotes"}).json()
    summarised = asking.post("/ask", json=QUESTION).json()
    assert plain["summary"] is None
    assert summarised["citations"] == plain["citations"]
    summary = summarised["summary"]
    assert [sentence["citations"] for sentence in summary["sentences"]] == [[1], [2]]
    assert [dropped["text"] for dropped in summary["dropped"]] == ["Mars has 900 moons. [1]"]
    assert (summary["model"], summary["complete"]) == ("scripted", True)


def test_get_takes_the_mode_as_well(asking: TestClient) -> None:
    assert asking.get("/ask", params=QUESTION).json()["summary"]["sentences"]


def test_an_answer_with_a_summary_can_be_opened_again(asking: TestClient) -> None:
    summarised = asking.post("/ask", json=QUESTION).json()
    assert asking.get(f"/answers/{summarised['id']}").json()["summary"] == summarised["summary"]


def test_a_stream_has_each_sentence_after_its_check_and_the_answer_last(asking: TestClient) -> None:
    events = read_events(asking.post("/ask/stream", json=QUESTION).text)
    names = [name for name, _ in events]
    assert names[-3:] == ["summary", "summary", "answer"]
    assert set(names[:-3]) == {"citation", "sentence"}
    numbers = {document["number"] for name, document in events if name == "citation"}
    for name, document in events:
        if name == "summary":
            assert document["citations"]
            assert numbers.issuperset(document["citations"])  # type: ignore[arg-type]


def test_a_question_with_no_model_set_gets_its_quotations_and_one_note(client: TestClient) -> None:
    answer = client.post("/ask", json=QUESTION).json()
    assert answer["citations"]
    assert answer["summary"] is None
    assert [note for note in answer["notes"] if "ONRECORD_LLM_URL" in note]


def test_an_abstention_is_sent_to_no_model(asking: TestClient, script: Script) -> None:
    before = len(script.requests)
    answer = asking.post("/ask", json=QUESTION | {"question": "what was said on Paraguay?"}).json()
    assert (answer["abstained"], answer["summary"], len(script.requests)) == (True, None, before)


def test_questions_do_not_wait_for_a_model_that_hangs(home: Path, serve: Callable[..., TestClient]) -> None:
    with serve_script(Script(["never"], before=30)) as url:
        client = serve(home, model=LanguageModel(Endpoint.parse(url, "hangs", timeout=TIMEOUT)))
        began = time.monotonic()
        with client.stream("POST", "/ask/stream", json=QUESTION) as stream:
            first = next(stream.iter_lines())
            waited = time.monotonic() - began
            assert first.startswith("event: citation")
        answer = client.post("/ask", json=QUESTION).json()
    assert waited < TIMEOUT
    assert answer["citations"]
    assert answer["notes"][-1] == "The language model did not answer within 1 second."
