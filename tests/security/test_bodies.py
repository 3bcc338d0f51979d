"""Hostile, slow and simultaneous requests: refusals are short and do not repeat the input, and others are served."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from cores import all_cores
from servers import KEYS, WITHIN, Server, unhindered

pytestmark = [pytest.mark.security, pytest.mark.timeout(600)]

MEGABYTES = 60  # a server may grow by this much, mostly caches for new questions
ROUTES = [
    "/ask",
    "/ask/stream",
    "/search",
    "/trace",
    "/check",
    "/mcp",
    "/ask/batch",
    "/v1/chat/completions",
    "/statements",
    "/articles",
    "/gradio_api/queue/join",
]
FORMS = {"/mcp": {"application/problem+json", "application/json"}}  # what MCP itself refuses is an error in JSON-RPC


def keys(count: int) -> bytes:
    return json.dumps(dict.fromkeys((f"MARKER{number}" for number in range(count)), 1)).encode()


def parts(megabytes: int) -> Iterator[bytes]:
    yield b'{"question": "MARKER'
    for _ in range(megabytes):
        yield b"x" * 1_000_000


BODIES: dict[str, Callable[[], bytes | Iterator[bytes]]] = {
    "300,000 keys": lambda: keys(300_000),
    "as many keys as are let in": lambda: keys(60_000),
    "50 MB": lambda: parts(50),
    "a number that is none": lambda: (
        b'{"question": NaN, "query": NaN, "quote": NaN, "text": NaN, "title": NaN, "data": "MARKER"}'
    ),
    "no number in a filter": lambda: (
        b'{"question": "MARKER", "query": "MARKER", "quote": NaN, "limit": Infinity, "text": -Infinity}'
    ),
    "half a character": lambda: (
        b'{"question": "MARKER\\ud800", "query": "\\udfff", "quote": "\\udfff", "text": "\\ud800", "title": ""}'
    ),
    "deep nesting": lambda: b"[" * 400_000,
    "deep objects": lambda: b'{"filters":' * 80_000,
    "deep and closed": lambda: b'{"question":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "no UTF-8": lambda: b'{"question": "MARKER\xff\xfe", "query": "\xc3\x28", "text": "\xff", "title": "\xff"}',
    "another encoding": lambda: json.dumps({"question": "MARKER", "text": "MARKER"}).encode("utf-16"),
    "a long list of names": lambda: json.dumps({"question": "x", "filters": {"speaker": ["MARKER"] * 90_000}}).encode(),
    "a long question": lambda: json.dumps({"question": "MARKER " * 100_000, "query": "MARKER " * 1000}).encode(),
    "a large number": lambda: b'{"question": "MARKER", "limit": 1' + b"0" * 500_000 + b"}",
    "no JSON": lambda: b"MARKER" * 1000,
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_is_refused_with_a_short_problem_document(closed: Server, name: str) -> None:
    def send() -> None:
        with closed.client(KEYS[0], seconds=60) as client:
            for route in ROUTES:
                answer = client.post(route, content=BODIES[name](), headers={"content-type": "application/json"})
                assert 400 <= answer.status_code < 500, (route, answer.status_code)
                assert answer.headers["content-type"] in FORMS.get(route, {"application/problem+json"}), route
                assert len(answer.content) < 2048
                assert "MARKER" not in answer.text

    with closed.client(KEYS[0], seconds=60) as client:
        assert client.get("/config").status_code == 200  # the page is made when it is first asked for
    before = closed.megabytes
    assert unhindered(closed, send) < WITHIN
    assert closed.megabytes - before < MEGABYTES


def test_a_body_with_a_wrong_length_or_content_type_is_refused(closed: Server) -> None:
    with closed.client(KEYS[0]) as client:
        for kind in (
            "text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=MARKER",
            "application/xml",
            "\xff",
        ):
            headers = {b"content-type": kind.encode()}
            answer = client.post("/articles", content=b"--MARKER\r\nno part", headers=headers)
            assert 400 <= answer.status_code < 500, kind
            assert "MARKER" not in answer.text
    for head in ("Content-Length: -1", "Content-Length: 5, 6", "Transfer-Encoding: x", "Content-Length: 9" + "9" * 30):
        told = raw(closed, f"POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n\r\n{{}}")
        assert told.startswith(b"HTTP/1.1 4"), (head, told[:60])


def raw(server: Server, request: str) -> bytes:
    """Send raw bytes and return the first bytes of the response."""
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(request.encode("latin-1"))
        return connection.recv(4096)


@pytest.mark.parametrize(
    ("beginning", "first"),
    [
        ("POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{", b"HTTP/1.1 408"),
        ("GET /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", b""),
    ],
    ids=["body", "head"],
)
def test_slow_senders_are_disconnected_and_do_not_delay_others(server: Server, beginning: str, first: bytes) -> None:
    host, port = server.address.removeprefix("http://").split(":")

    def drip() -> None:
        with ExitStack() as opened:
            slow = [opened.enter_context(socket.create_connection((host, int(port)), timeout=1)) for _ in range(100)]
            for connection in slow:
                connection.sendall(beginning.encode())
            began, dripping = time.monotonic(), {*slow}
            while dripping and time.monotonic() - began < 60:
                dripping -= {connection for connection in dripping if has_ended(connection, first)}
                time.sleep(1)
            assert not dripping

    before = server.megabytes
    assert unhindered(server, drip) < WITHIN
    assert server.megabytes - before < MEGABYTES


def has_ended(connection: socket.socket, first: bytes) -> bool:
    """Send one more byte; return whether the server has closed the connection, with the expected response."""
    connection.setblocking(False)
    try:
        told = connection.recv(4096)
    except BlockingIOError:
        connection.send(b"x")
        return False
    except ConnectionError:
        return not first
    assert told.startswith(first), told[:60]
    return True


def test_two_hundred_clients_are_answered_or_asked_to_retry_later(server: Server) -> None:
    summaries: list[dict[str, Any]] = []

    def ask() -> None:  # in another process: in this one the clients would delay each other and the measurement
        flood = [sys.executable, str(Path(__file__).parent / "attacks" / "flood.py"), server.address, "200", "5"]
        with all_cores():
            done = subprocess.run(flood, capture_output=True, text=True, check=True, timeout=200)
        summaries.append(json.loads(done.stdout))

    with server.client() as client:
        assert client.get("/ask", params={"question": "what was said on Libya?"}).status_code == 200
    before = server.megabytes
    waited = unhindered(server, ask)
    print(f"{summaries}; others waited {waited:.2f} s at most; {server.megabytes - before:+.0f} MB")
    for each in summaries:
        assert set(each["statuses"]) <= {"200", "429"}
        assert sum(each["statuses"].values()) == 1000
        assert each["longest_refusal"] < 2048
    assert waited < WITHIN
    assert server.megabytes - before < MEGABYTES


def test_the_queue_of_the_page_is_bounded(server: Server) -> None:
    asked = {"data": ["what was said on Libya?", None], "fn_index": 0, "trigger_id": None}
    with server.client() as client:
        joins = [client.post("/gradio_api/queue/join", json=asked | {"session_hash": f"q{n}"}) for n in range(300)]
    full = [answer for answer in joins if answer.status_code != 200]
    assert all(answer.status_code == 429 and answer.headers["retry-after"] == "1" for answer in full)
    assert all(len(answer.content) < 2048 for answer in full)
