"""A scripted OpenAI-compatible server: it answers with given pieces, slowly, wrongly or not at all."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[list[dict[str, Any]]], Iterable[str]]
"""Returns the pieces of a completion, given the messages."""


@dataclass
class Script:
    """What the server does: the pieces it streams, how long it waits, and what goes wrong."""

    pieces: Iterable[str] | Reply = ()
    before: float = 0.0
    between: float = 0.0
    status: int = 200
    redirect: str | None = None
    breaks_off: bool = False
    models: Sequence[str] = ("scripted",)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serve_script(script: Script) -> Iterator[str]:  # noqa: C901 (the handler knows the script)
    """Serve a script on a free port of loopback; the address is that of the API."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self._send({"object": "list", "data": [{"id": name, "object": "model"} for name in script.models]})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            script.requests.append(body)
            script.headers.append(dict(self.headers))
            script.stopped.wait(script.before)
            if script.redirect:
                self.send_response(307)
                self.send_header("location", script.redirect)
                self.send_header("content-length", "0")
                self.end_headers()
            elif script.status != 200:
                self._send({"error": {"message": "MARKER of the server"}}, script.status)
            else:
                self._stream(script.pieces(body["messages"]) if callable(script.pieces) else script.pieces)

        def _send(self, document: dict[str, Any], status: int = 200) -> None:
            payload = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def _stream(self, pieces: Iterable[str]) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            self.close_connection = True
            for piece in pieces:
                chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}
                chunk["choices"] = [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]
                try:
                    self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                    self.wfile.flush()
                except OSError:
                    return
                if script.stopped.wait(script.between):
                    return
            if not script.breaks_off:
                self.wfile.write(b"data: [DONE]\n\n")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        script.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
