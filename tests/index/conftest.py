"""A local web site for tests: pages, feeds, redirects, errors, slow and incomplete responses."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from index.ingest.web.client import FetchLimits, WebClient

HERE = "127.0.0.1"


@dataclass
class Answer:
    """The response for a path: after `pause` seconds the first `cut` bytes of the body, or all of it."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    cut: int | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


class Site:
    """The responses by path, and the requests. Several responses of a path are sent in turn, the last one for ever."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[str] = []
        self.sent: list[str] = []
        self.agents: set[str] = set()
        self.most_at_once = self._at_once = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer((HERE, 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://{HERE}:{self._server.server_port}{path}"

    def put(self, path: str, *answers: Answer | str) -> str:
        self.answers[path] = [Answer(each.encode()) if isinstance(each, str) else each for each in answers]
        return self.url(path)

    def forget(self) -> None:
        self.asked.clear()
        self.sent.clear()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take(self, path: str) -> Answer:
        with self._lock:
            self.asked.append(path)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            answers = self.answers.get(path, [Answer(status=404)])
            return answers.pop(0) if len(answers) > 1 else answers[0]

    def done(self) -> None:
        with self._lock:
            self._at_once -= 1

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.agents.add(self.headers["User-Agent"])
                answer = site.take(self.path)
                try:
                    time.sleep(answer.pause)
                    self._send(answer)
                finally:
                    site.done()

            def _send(self, answer: Answer) -> None:
                same = answer.status == 200 and self.headers["If-None-Match"] == answer.etag
                self.send_response(304 if same else answer.status)
                self.send_header("ETag", answer.etag)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if not same:
                    site.sent.append(self.path)
                    self.send_header("Content-Type", answer.kind)
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if not same:
                    self.wfile.write(answer.body[: answer.cut])

            def log_message(self, *_: object) -> None:
                """Log nothing."""

        return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def answer() -> type[Answer]:
    return Answer


@pytest.fixture
def web() -> Callable[..., WebClient]:
    """Return a factory of clients that may connect to this machine and have short timeouts."""

    def client(**limits: float) -> WebClient:
        return WebClient(permitted=[HERE], limits=FetchLimits(**{"seconds": 2.0, "pause": 0.01} | limits))  # type: ignore[arg-type]

    return client
