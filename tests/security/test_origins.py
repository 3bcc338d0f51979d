"""Requests with the origin of another site, a wrong host name or a foreign cookie are refused."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser
from servers import KEYS, Server

pytestmark = [pytest.mark.security, pytest.mark.timeout(600)]

ROUTES = [
    ("GET", "/"), ("GET", "/config"), ("GET", "/articles"), ("GET", "/ask?question=Libya"), ("POST", "/ask"),
    ("POST", "/search"), ("POST", "/check"), ("POST", "/mcp"),
    ("POST", "/ask/batch"), ("POST", "/v1/chat/completions"), ("GET", "/v1/models"),
    ("POST", "/articles"), ("POST", "/index"), ("GET", "/index/events"), ("POST", "/login"),
    ("POST", "/gradio_api/queue/join"), ("GET", "/gradio_api/queue/data?session_hash=x"), ("OPTIONS", "/ask"),
    ("POST", "/speakers/merge"), ("POST", "/speakers/attribute"), ("POST", "/follows"), ("POST", "/briefs"),
    ("PUT", "/briefs/x"), ("DELETE", "/briefs/x"), ("PATCH", "/articles/x"), ("POST", "/logout"),
    ("GET", "/follows/x/feed"), ("GET", "/page/people"),
]  # fmt: skip
FOREIGN = [
    "http://evil.example",
    "null",
    "http://127.0.0.1:1",
    "http://127.0.0.1.evil.example",
    "https://localhost",
    "file://",
]
ATTACK = """
<!doctype html><title>Another site</title>
<img src="TARGET/ask?question=Libya"><script src="TARGET/config"></script>
<link rel="stylesheet" href="TARGET/theme.css">
<iframe src="TARGET/"></iframe><form method="post" action="TARGET/index" target="hidden"></form>
<iframe name="hidden"></iframe>
<script>
const told = [];
const tell = (name, promise) => promise.then((answer) => told.push([name, answer]), () => told.push([name, "refused"]));
window.attack = async () => {
  document.forms[0].submit();
  await Promise.all([
    tell("read", fetch("TARGET/articles").then((one) => one.text())),
    tell("with cookies", fetch("TARGET/articles", {credentials: "include"}).then((one) => one.text())),
    tell("json", fetch("TARGET/ask", {method: "POST", body: "{}", headers: {"content-type": "application/json"}})),
    tell("simple", fetch("TARGET/index", {method: "POST", mode: "no-cors", credentials: "include"})),
    tell("queue", fetch("TARGET/gradio_api/queue/join", {method: "POST", body: "{}", credentials: "include"})),
  ]);
  return told;
};
</script>
"""


@pytest.mark.parametrize("origin", FOREIGN)
def test_requests_of_another_origin_are_refused_even_with_a_session(closed: Server, origin: str) -> None:
    with closed.client() as client:
        client.post("/login", data={"key": KEYS[0]})
        for method, path in ROUTES:
            answer = client.request(method, path, headers={"origin": origin})
            assert answer.status_code == 403, (method, path)
            assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1@evil.example", "[::1", "0", ""])
def test_a_wrong_host_is_refused_and_a_forwarded_host_is_ignored(server: Server, host: str) -> None:
    with server.client() as client:
        assert client.get("/articles", headers={"host": host}).status_code in {400, 421}
        forwarded = {
            "x-forwarded-host": "evil.example",
            "x-forwarded-server": "evil.example",
            "forwarded": "host=evil.example",
        }
        for path in ("/", "/config", "/login", "/docs", "/articles", "/statements?format=csv&limit=1"):
            answer = client.get(path, headers=forwarded)
            assert answer.status_code == 200
            assert "evil.example" not in answer.text + str(answer.headers)


class Site(BaseHTTPRequestHandler):
    """Another site on another port of this machine: for a browser the same site, but another origin."""

    target = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(ATTACK.replace("TARGET", self.target).encode())

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def site(closed: Server) -> Iterator[str]:
    Site.target = closed.address
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_port}/"
        other.shutdown()


@pytest.mark.browser
def test_another_site_reaches_nothing_through_the_browser_of_a_signed_in_user(
    closed: Server, browser: Browser, site: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{closed.address}/login?key={KEYS[0]}".replace(" ", "%20"))
    assert context.cookies()
    page.goto("about:blank")
    page.wait_for_timeout(500)  # until the streams of our own page have closed
    done = len((closed.home / "audit.jsonl").read_text().splitlines())
    page.goto(site)
    told = dict(page.evaluate("window.attack()"))
    page.wait_for_timeout(500)
    context.close()
    lines = [json.loads(line) for line in (closed.home / "audit.jsonl").read_text().splitlines()[done:]]
    told.pop("simple")  # an opaque response, or none
    assert set(told.values()) == {"refused"}
    assert len(lines) > 8
    assert {line["status"] for line in lines} == {403}


@pytest.mark.browser
def test_the_documentation_of_the_interface_loads_nothing_from_other_hosts(server: Server, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    outside, wrong = [], []
    page.on("request", lambda one: None if one.url.startswith((server.address, "data:")) else outside.append(one.url))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.goto(f"{server.address}/docs")
    page.get_by_text("/articles/{id}/restore").first.wait_for(timeout=30_000)
    context.close()
    assert outside == []
    assert wrong == []
