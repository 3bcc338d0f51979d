"""POST /ask/batch answers several questions from one generation, a line each."""

import json
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

QUESTIONS = [
    "what was said on Libya?",
    " ",
    {"question": "what was said on Somalia?", "limit": 2},
    "who spoke on Syria?",
]


def test_each_question_has_its_line_in_order_and_one_that_is_blank_a_problem(client: TestClient) -> None:
    response = client.post("/ask/batch", json={"questions": QUESTIONS})
    assert response.headers["content-type"] == "application/jsonl; charset=utf-8"
    first, blank, second, third = map(json.loads, response.text.splitlines())
    assert (blank["status"], set(blank)) == (422, {"type", "title", "status", "detail"})
    assert [answer["question"] for answer in (first, second, third)] == [
        "what was said on Libya?", "what was said on Somalia?", "who spoke on Syria?"
    ]  # fmt: skip
    assert len(second["citations"]) == 2
    assert len({answer["generation"] for answer in (first, second, third)}) == 1
    alone = client.post("/ask", json={"question": "what was said on Libya?"}).json()
    assert {name: value for name, value in first.items() if name != "timings"} == {
        name: value for name, value in alone.items() if name != "timings"
    }


@pytest.mark.parametrize(
    "questions",
    [
        None, [], "MARKER", [1], ["a"] * 101, ["a\0MARKER"], [{"question": "a", "MARKER": 1}],
        [{"question": "MARKER", "limit": 0}],
    ],
)  # fmt: skip
def test_what_is_no_batch_is_refused_in_one_line(
    client: TestClient, detail_of: Callable[[Response, int], str], questions: object
) -> None:
    detail_of(client.post("/ask/batch", json={"questions": questions}), 422)
