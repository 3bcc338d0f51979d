"""OpenAI's protocol, tried with the official client and LangChain's: whole and as a stream, with follow-ups."""

from collections.abc import Callable
from typing import Any

import openai
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from langchain_core.messages import AIMessage, HumanMessage
from langchain_openai import ChatOpenAI

QUESTION = "what was said on Libya?"
ADDRESS = "http://127.0.0.1/v1"


@pytest.fixture
def official(client: TestClient) -> openai.OpenAI:
    return openai.OpenAI(base_url=ADDRESS, api_key="none", http_client=client)


def ask(official: openai.OpenAI, *messages: tuple[str, str], **options: Any) -> Any:  # noqa: ANN401 (of the client's types)
    sent = [{"role": role, "content": content} for role, content in messages]
    return official.chat.completions.create(model="onrecord", messages=sent, **options)  # type: ignore[call-overload]


def test_the_official_client_lists_the_models_and_gets_one(official: openai.OpenAI) -> None:
    assert [model.id for model in official.models.list()] == ["onrecord"]
    assert official.models.retrieve("onrecord").owned_by == "onrecord"
    with pytest.raises(openai.NotFoundError):
        official.models.retrieve("other")


def test_an_answer_has_its_numbers_sources_annotations_and_the_whole_answer(
    official: openai.OpenAI, client: TestClient
) -> None:
    completion = ask(official, ("system", "Be brief."), ("user", QUESTION))
    (choice,) = completion.choices
    content, answer = choice.message.content, completion.model_extra["onrecord"]
    assert (completion.object, choice.finish_reason) == ("chat.completion", "stop")
    assert answer["citations"] == client.post("/ask", json={"question": QUESTION}).json()["citations"]
    assert len(choice.message.annotations) == len(answer["citations"])
    for citation, annotation in zip(answer["citations"], choice.message.annotations, strict=True):
        place = annotation.url_citation
        assert content[place.start_index : place.end_index] in content.partition("\n\nSources:\n")[0]
        assert content[place.end_index :].startswith(f" [{citation['number']}]")
        assert place.title == citation["article_title"]
        assert place.url == citation["url"] or place.url.startswith("http://127.0.0.1/articles/")
        assert f"\n[{citation['number']}] " in content
    usage = completion.usage
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens > len(content.split())


def test_a_stream_is_the_same_text_and_ends_with_the_whole_answer(official: openai.OpenAI) -> None:
    whole = ask(official, ("user", QUESTION))
    chunks = [*ask(official, ("user", QUESTION), stream=True, stream_options={"include_usage": True})]
    pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices]
    assert "".join(filter(None, pieces)) == whole.choices[0].message.content
    assert len(pieces) > 4
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[-2].model_extra["onrecord"]["id"] == whole.model_extra["onrecord"]["id"]
    assert chunks[-1].usage == whole.usage
    assert len(chunks[-2].choices[0].delta.annotations) == len(whole.choices[0].message.annotations)


def test_a_follow_up_is_read_after_the_answer_before(official: openai.OpenAI) -> None:
    first = ask(official, ("user", QUESTION)).choices[0].message.content
    second = ask(official, ("user", QUESTION), ("assistant", first), ("user", "and on Somalia?"))
    assert second.model_extra["onrecord"]["standalone_question"] == "what was said on Somalia?"


def test_an_abstention_is_a_text_without_annotations(official: openai.OpenAI) -> None:
    completion = ask(official, ("user", "what was said on Brazil's football team?"))
    answer, message = completion.model_extra["onrecord"], completion.choices[0].message
    assert answer["abstained"]
    assert (message.content.strip(), message.annotations) == (answer["reason"]["text"], [])


def test_filters_are_sent_beside_the_messages(official: openai.OpenAI) -> None:
    options = {"onrecord": {"filters": {"speaker": "Zuma"}, "limit": 1}}
    (citation,) = ask(official, ("user", QUESTION), extra_body=options).model_extra["onrecord"]["citations"]
    assert citation["speaker"]["name"] == "Jacob Zuma"


def test_langchain_invokes_streams_and_remembers(client: TestClient) -> None:
    chat = ChatOpenAI(model="onrecord", base_url=ADDRESS, api_key="none", http_client=client)  # type: ignore[arg-type] # a plain text
    answer = chat.invoke(QUESTION)
    assert "[1]" in str(answer.content)
    assert "".join(str(piece.content) for piece in chat.stream(QUESTION)) == answer.content
    follow_up = chat.invoke([HumanMessage(QUESTION), AIMessage(str(answer.content)), HumanMessage("and on Somalia?")])
    assert "Somalia" in str(follow_up.content)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"messages": []}, 422), ({"messages": [{"role": "user", "content": "MARKER\0"}]}, 422),
        ({"messages": [{"role": "MARKER", "content": "a"}]}, 422), ({"messages": "MARKER"}, 422), ({}, 422),
        ({"messages": [{"role": "system", "content": "MARKER"}]}, 422),
        ({"model": "MARKER", "messages": [{"role": "user", "content": "Libya"}]}, 404),
        ({"n": 2, "messages": [{"role": "user", "content": "Libya"}]}, 422),
        ({"response_format": {"type": "json_object"}, "messages": [{"role": "user", "content": "Libya"}]}, 422),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "MARKER"}}]}]}, 422),
        ({"messages": [{"role": "user", "content": "word " * 1000}]}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_one_line(
    client: TestClient, detail_of: Callable[[Response, int], str], body: dict[str, object], status: int
) -> None:
    detail_of(client.post("/v1/chat/completions", json={"model": "onrecord"} | body), status)


def test_text_comes_in_parts_and_options_of_language_models_are_ignored(client: TestClient) -> None:
    parts = [{"type": "text", "text": "what was said"}, {"type": "text", "text": "on Libya?"}]
    body = {
        "messages": [{"role": "user", "content": parts}],
        "temperature": 0.2,
        "tools": [],
        "user": "x",
        "stop": None,
    }
    completion = client.post("/v1/chat/completions", json=body).json()
    assert completion["onrecord"]["citations"]
