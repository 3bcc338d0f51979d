"""MCP, tried with the official client: a conversation over standard input and output, and one over HTTP."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio
import pytest
from fastapi.testclient import TestClient
from httpx2 import ASGITransport, AsyncClient, Response
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from rag import Record
from ui.mcp.server import RecordServer
from ui.server.app import create_app

ROOT = Path(__file__).parents[3]
TOOLS = {"ask", "search", "trace_quote", "check_text", "list_statements", "list_speakers", "get_article"}
ADDRESS = "http://127.0.0.1"
KEY = "a key for the tests"
QUOTE = "The Council represented the people of Libya"


async def talk(client: Client) -> None:
    """Hold a conversation of ten calls, as an assistant does that checks what Zuma said on Libya."""

    async def call(name: str, **arguments: object) -> Any:  # noqa: ANN401 (a document)
        result = await client.call_tool(name, arguments)
        assert not result.is_error, result.content
        return result.structured_content

    speakers = await call("list_speakers", q="South Africa")
    assert speakers["speakers"][0]["name"] == "Jacob Zuma"
    answer = await call("ask", question="what was said on Libya?", limit=3)
    assert [citation["number"] for citation in answer["citations"]] == [1, 2, 3]
    narrowed = await call("ask", question="what was said on Libya?", speaker=["Zuma"], since="2011", until="2011")
    assert {citation["speaker"]["name"] for citation in narrowed["citations"]} == {"Jacob Zuma"}
    hits = await call("search", query="ceasefire", kind=["official"], limit=2)
    assert len(hits["hits"]) == 2
    trace = await call("trace_quote", quote=QUOTE, speaker="Zuma")
    match = trace["matches"][0]
    assert (match["verdict"], match["speaker_matches"]) == ("exact", True)
    article = await call("get_article", id=match["citation"]["article_id"])
    assert article["text"][match["citation"]["start"] : match["citation"]["end"]] == match["citation"]["cited_text"]
    listed = await call("list_statements", speaker=["Zuma"], about="Libya", limit=1)
    following = await call("list_statements", speaker=["Zuma"], about="Libya", limit=1, cursor=listed["cursor"])
    assert listed["statements"][0]["id"] != following["statements"][0]["id"]
    check = await call("check_text", text=f"“{QUOTE},” said Ann Lee. “Nobody ever heard of it,” said Jacob Zuma.")
    assert [quotation["verdict"] for quotation in check["quotations"]] == ["other_speaker", "not_on_record"]
    silence = await call("ask", question="what was said on Brazil's football team?")
    assert silence["abstained"]


def program(home: Path) -> list[str]:
    return [sys.executable, "-c", "from ui.cli.main import main; main()", "mcp", "--home", str(home)]


@pytest.fixture
def server(seeds: Record) -> RecordServer:
    """Return a server that clients connect to in memory."""
    return RecordServer(lambda: nullcontext(seeds))


def test_an_assistant_holds_a_conversation_over_standard_input_and_output(seeds_home: Path) -> None:
    command, *arguments = program(seeds_home)
    parameters = StdioServerParameters(command=command, args=arguments, env=dict(os.environ), cwd=ROOT)

    async def run() -> None:
        async with Client(parameters) as client:
            await talk(client)

    anyio.run(run)


def test_an_assistant_holds_a_conversation_over_http_in_either_version_of_the_protocol(seeds_home: Path) -> None:
    async def run() -> None:
        app = create_app(seeds_home, keys=[KEY], hosts=["127.0.0.1"])
        headers = {"authorization": f"Bearer {KEY}"}
        async with AsyncClient(transport=ASGITransport(app), base_url=ADDRESS, headers=headers) as http:
            for mode in ("auto", "legacy"):
                transport = streamable_http_client(f"{ADDRESS}/mcp", http_client=http)
                async with Client(transport, mode=mode) as client:
                    await talk(client)
        await app.state.mcp.close()
        app.state.dependencies.live.close()
        app.state.log.close()

    anyio.run(run)


def test_tools_have_schemas_of_results_and_change_nothing(server: RecordServer) -> None:
    async def run() -> None:
        async with Client(server) as client:
            assert "verbatim" in (client.instructions or "")
            tools = (await client.list_tools()).tools
            assert {tool.name for tool in tools} == TOOLS
            for tool in tools:
                assert tool.annotations
                assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
                assert tool.output_schema
                assert tool.output_schema["properties"]
                assert tool.description

    anyio.run(run)


def test_articles_are_resources_and_their_text_is_what_spans_point_into(server: RecordServer) -> None:
    async def run() -> None:
        async with Client(server) as client:
            (template,) = (await client.list_resource_templates()).resource_templates
            assert template.uri_template == "onrecord://articles/{id}"
            resources = (await client.list_resources()).resources
            assert len(resources) == 12
            text = (await client.read_resource(resources[0].uri)).contents[0].text
            article = await client.call_tool("get_article", {"id": resources[0].name})
            assert text == article.structured_content["text"]
            with pytest.raises(MCPError, match="there is no article of that id"):
                await client.read_resource(f"onrecord://articles/{quote('../x', safe='')}")

    anyio.run(run)


def test_prompts_are_for_a_brief_and_for_checking_quotations(server: RecordServer) -> None:
    async def run() -> None:
        async with Client(server) as client:
            assert {prompt.name for prompt in (await client.list_prompts()).prompts} == {"brief", "check_quotations"}
            brief = await client.get_prompt("brief", {"subject": "Libya"})
            assert "what was said on: Libya" in brief.messages[0].content.text
            check = await client.get_prompt("check_quotations", {"text": "“We stay,” she said."})
            assert check.messages[0].content.text.endswith("“We stay,” she said.")

    anyio.run(run)


@pytest.mark.parametrize(
    ("name", "arguments", "line"),
    [
        ("ask", {"question": " "}, "empty"),
        ("ask", {"question": "Libya", "since": "soon"}, "a filter is unknown or has an invalid value"),
        ("trace_quote", {"quote": "no more"}, "the quotation has 2 words"),
        ("get_article", {"id": "none"}, "there is no article"),
        ("list_speakers", {"cursor": "x"}, "a filter is unknown or has an invalid value"),
        ("ask", {"question": "x" * 3000}, "question"),
        ("ask", {"question": "Libya", "limit": 51}, "limit"),
    ],
)
def test_what_a_tool_cannot_do_is_one_line_for_the_assistant(
    server: RecordServer, name: str, arguments: dict[str, Any], line: str
) -> None:
    async def run() -> None:
        async with Client(server) as client:
            result = await client.call_tool(name, arguments)
            assert result.is_error
            assert line in result.content[0].text
            assert "Traceback" not in result.content[0].text

    anyio.run(run)


def test_the_same_keys_and_guard_stand_before_it(
    client: TestClient, detail_of: Callable[[Response, int], str], serve: Callable[..., TestClient], home: Path
) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    closed = serve(home, public_read=False)
    detail_of(closed.post("/mcp", json=message), 401)
    detail_of(closed.post("/mcp", json=message, headers={"authorization": "Bearer MARKER"}), 401)
    detail_of(client.post("/mcp", json=message, headers={"origin": "http://evil.example"}), 403)
    detail_of(client.post("/mcp", json=message, headers={"host": "evil.example"}), 421)
    detail_of(client.post("/mcp", content=b" " * 1_000_001), 413)
    unread = client.post("/mcp", json={"MARKER": "MARKER " * 1000})
    assert (unread.status_code, unread.headers["content-type"]) == (400, "application/json")
    assert len(unread.content) < 400
    assert "MARKER" not in unread.text
    detail_of(client.get("/mcp"), 405)
    detail_of(client.delete("/mcp"), 405)


def test_the_inspector_lists_and_calls_tools(seeds_home: Path) -> None:
    inspector = shutil.which("mcp-inspector") or str(ROOT / "node_modules" / ".bin" / "mcp-inspector")
    if not Path(inspector).exists():
        pytest.skip("needs MCP's inspector: npm install --no-save @modelcontextprotocol/inspector")

    def inspect(*arguments: str) -> Any:  # noqa: ANN401 (a document)
        command = [inspector, "--cli", *program(seeds_home), *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    assert {tool["name"] for tool in inspect("--method", "tools/list")["tools"]} == TOOLS
    asked = inspect("--method", "tools/call", "--tool-name", "ask", "--tool-arg", "question=what was said on Libya?")
    assert asked["structuredContent"]["citations"]
