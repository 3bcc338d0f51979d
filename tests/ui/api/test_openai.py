"""OpenAI's protocol, tried with the official client and LangChain's: whole and as a stream, with follow-ups."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from langchain_core.messages import AIMessage, HumanMessage
from langchain_openai import ChatOpenAI
from scripted_model import Script, serve_script

from rag import Endpoint, LanguageModel

QUESTION = "what was said on Libya?"
ADDRESS = "http://127.0.0.1/v1"


@pytest.fixture
def official(client: TestClient) -> openai.OpenAI:
    return openai.OpenAI(base_url=ADDRESS, api_key="none", http_client=client)


def ask(official: openai.OpenAI, *messages: tuple[str, str], model: str = "onrecord", **options: Any) -> Any:  # noqa: ANN401 (of the client's types)
    sent = [{"role": role, "content": content} for role, content in messages]
    return official.chat.completions.create(model=model, messages=sent, **options)  # type: ignore[call-overload]


def echo(messages: list[dict[str, str]]) -> list[str]:
    """Return the first two quotations as sentences, and one that nobody said."""
    lines = [line for line in messages[1]["content"].splitlines() if line.startswith(("[1] ", "[2] "))]
    return [f"{line.partition(': ')[2]} [{number}] " for number, line in enumerate(lines, 1)] + ["Mars is a moon. [1]"]


@pytest.fixture(scope="module")
def script() -> Script:
    return Script(echo)


@pytest.fixture(scope="module")
def summarising(seeds_home: Path, serve_all: Callable[..., TestClient], script: Script) -> Iterator[openai.OpenAI]:
    """Return the official client of a server that has a language model set."""
    with serve_script(script) as url:
        client = serve_all(seeds_home, model=LanguageModel(Endpoint.parse(url, timeout=5.0)))
        yield openai.OpenAI(base_url=ADDRESS, api_key="none", http_client=client)


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
        assert place.url.startswith(f"http://127.0.0.1/#article={citation['article_id']}&")
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


def test_summaries_are_a_model_where_a_language_model_is_set(
    official: openai.OpenAI, summarising: openai.OpenAI
) -> None:
    assert [model.id for model in summarising.models.list()] == ["onrecord", "onrecord-summary"]
    assert summarising.models.retrieve("onrecord-summary").owned_by == "onrecord"
    for refused in (
        lambda: official.models.retrieve("onrecord-summary"),
        lambda: ask(official, ("user", QUESTION), model="onrecord-summary"),
    ):
        with pytest.raises(openai.NotFoundError) as error:
            refused()
        assert "ONRECORD_LLM_URL" in error.value.response.json()["detail"]


def test_the_model_of_summaries_writes_one_above_the_quotations(
    official: openai.OpenAI, summarising: openai.OpenAI
) -> None:
    quoted = ask(official, ("user", QUESTION))
    completion = ask(summarising, ("user", QUESTION), model="onrecord-summary")
    answer, message = completion.model_extra["onrecord"], completion.choices[0].message
    assert completion.model == "onrecord-summary"
    assert answer["citations"] == quoted.model_extra["onrecord"]["citations"]
    summary, _, below = message.content.partition("\n\nWritten by the language model scripted ")
    assert summary == answer["summary"]["text"].strip()
    assert "Mars" not in message.content
    assert "1 of its sentences did not hold" in below
    quotations = quoted.choices[0].message.content.partition("\n\n(answer ")[0]
    assert quotations in below
    marked = [annotation.url_citation for annotation in message.annotations]
    texts = {message.content[place.start_index : place.end_index] for place in marked}
    assert texts >= {sentence["text"] for sentence in answer["summary"]["sentences"]}
    assert len(marked) == len(answer["summary"]["sentences"]) + len(answer["citations"])


def test_a_summary_is_streamed_as_the_same_text(summarising: openai.OpenAI) -> None:
    whole = ask(summarising, ("user", QUESTION), model="onrecord-summary")
    chunks = [*ask(summarising, ("user", QUESTION), model="onrecord-summary", stream=True)]
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole.choices[0].message.content
    assert chunks[-1].model_extra["onrecord"]["summary"] == whole.model_extra["onrecord"]["summary"]


def test_the_model_of_quotations_sends_nothing_to_a_language_model(summarising: openai.OpenAI, script: Script) -> None:
    before = len(script.requests)
    completion = ask(summarising, ("user", QUESTION))
    assert completion.model_extra["onrecord"]["summary"] is None
    assert len(script.requests) == before


def test_a_follow_up_of_a_summary_is_read_after_it(summarising: openai.OpenAI) -> None:
    first = ask(summarising, ("user", QUESTION), model="onrecord-summary").choices[0].message.content
    turns = ("user", QUESTION), ("assistant", first), ("user", "and on Somalia?")
    second = ask(summarising, *turns, model="onrecord-summary").model_extra["onrecord"]
    assert second["standalone_question"] == "what was said on Somalia?"


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
