"""The proxies of deploy/, run as they are written, in front of a server with keys."""

import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest
from serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KEY = "a-key-for-proxies"
PROGRAMS = "/usr/sbin:/usr/bin:/usr/local/bin"
DEPLOY = Path(__file__).parents[3] / "deploy"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def nginx(folder: Path, server: str, port: int) -> list[str]:
    example = (DEPLOY / "nginx.conf").read_text()
    example = example.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("127.0.0.1:8000", server)
    places = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    http = f"access_log off; {places} {example}"
    (folder / "nginx.conf").write_text(f"daemon off; pid {folder}/pid; events {{}} http {{ {http} }}")
    return ["nginx", "-e", f"{folder}/log", "-c", f"{folder}/nginx.conf"]


def caddy(folder: Path, server: str, port: int) -> list[str]:
    example = (DEPLOY / "Caddyfile").read_text()
    example = example.replace("example.org {", f"http://127.0.0.1:{port} {{").replace("127.0.0.1:8000", server)
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{example}")
    return ["caddy", "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


@contextmanager
def proxying(configure: Callable[[Path, str, int], list[str]], folder: Path, server: str) -> Iterator[str]:
    """Run a proxy with a configuration, and yield its address."""
    port = free_port()
    program = configure(folder, server, port)
    if shutil.which(program[0], path=PROGRAMS) is None:
        pytest.skip(f"needs {program[0]}: on Debian, apt-get install nginx-light caddy")
    log = (folder / "printed").open("w")
    environment = {"HOME": str(folder), "PATH": PROGRAMS}
    with log, subprocess.Popen(program, stdout=log, stderr=log, env=environment) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                httpx2.get(address)
                break
            except httpx2.HTTPError:
                assert process.poll() is None, (folder / "printed").read_text()
                time.sleep(0.05)
        try:
            yield address
        finally:
            process.terminate()
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:  # Caddy waits a minute for a stream that the server has not yet ended
                process.kill()


@pytest.fixture(scope="module")
def server(indexed_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = Path(shutil.copytree(indexed_seeds, tmp_path_factory.mktemp("proxied") / "home"))
    with serving(home, ONRECORD_API_KEYS=KEY) as (_, lines):
        yield lines[-1].removesuffix("/login").removeprefix("http://")


@pytest.fixture(params=[nginx, caddy], ids=["nginx", "caddy"])
def address(request: pytest.FixtureRequest, server: str, tmp_path: Path) -> Iterator[str]:
    with proxying(request.param, tmp_path, server) as address:
        yield f"{address}/press"


def test_a_person_signs_in_and_everything_stays_under_the_prefix(address: str) -> None:
    with httpx2.Client(base_url=address, follow_redirects=False, timeout=60, headers={"accept": "text/html"}) as person:
        assert person.get("/").headers["location"] == "/press/login?next=%2Fpress%2F"
        assert re.findall('action="(.*?)"', person.get("/login").text) == ["/press/login"]
        own = {"origin": address.removesuffix("/press")}
        for following, leads in (("", "/press/"), ("./?library=", "/press/?library="), ("/press/?q=Libya",) * 2):
            signed = person.post("/login", data={"key": KEY, "next": following}, headers=own)
            assert (signed.status_code, signed.headers["location"]) == (303, leads)
        assert "Path=/press/" in signed.headers["set-cookie"]
        assert person.get("/").status_code == 200
        assert person.get("/config").json()["root"] == address
        docs = person.get("/docs").text
        assert "/press/openapi.json" in docs
        assert set(re.findall(r'(?:src|href)="(/[^/]*)', docs)) == {"/press"}
        assert person.get("/openapi.json").json()["servers"] == [{"url": "/press"}]
        assert person.get("/articles").json()["total"] == 12
        page = person.get("/statements", params={"format": "csv", "limit": 1})
        assert page.headers["link"].startswith("</press/statements?")


def test_streams_arrive_as_they_are_written(address: str) -> None:
    with httpx2.Client(headers={"authorization": f"Bearer {KEY}"}, timeout=10) as program:
        with program.stream("GET", f"{address}/index/events") as stream:  # never ends: a buffer would hold it back
            lines = stream.iter_lines()
            assert next(lines) == "event: state"
            assert json.loads(next(lines).removeprefix("data: "))["state"] == "idle"
        answer = program.post(f"{address}/ask/stream", json={"question": "what was said on Libya?"}).text
        assert answer.count("event: citation") > 1


def forgetful(folder: Path, server: str, port: int) -> list[str]:
    """Configure a proxy that rewrites Host."""
    program = nginx(folder, server, port)
    path = folder / "nginx.conf"
    path.write_text(path.read_text().replace("proxy_set_header Host $http_host;", ""))
    return program


def test_a_proxy_that_rewrites_host_is_named_as_the_reason(server: str, tmp_path: Path) -> None:
    with proxying(forgetful, tmp_path, server) as address:
        signed = httpx2.post(f"{address}/press/login", data={"key": KEY}, headers={"origin": address})
        assert signed.status_code == 403
        assert "if a proxy is in front, have it pass Host on" in signed.json()["detail"]
        told = {"x-forwarded-host": "example.org", "accept": "text/html"}  # as Apache does
        refused = httpx2.get(f"{address}/press/login", headers=told)
        assert refused.status_code == 421
        assert "the proxy in front has rewritten Host" in refused.json()["detail"]


def test_the_page_works_under_the_prefix(address: str, browser: "Browser") -> None:
    from playwright.sync_api import expect  # noqa: PLC0415 (most tests do not need it)

    page = browser.new_page()
    try:
        elsewhere: list[str] = []
        page.on("request", lambda sent: None if sent.url.startswith(f"{address}/") else elsewhere.append(sent.url))
        page.goto(f"{address}/login?key={KEY}")
        page.get_by_label("Question").fill("what was said on Libya?")
        page.get_by_label("Question").press("Enter")
        page.locator("a.chip").first.click()
        expect(page.locator("#reader mark").first).to_be_visible()
        assert page.url.startswith(f"{address}/?q=")
        views = page.get_by_role("navigation", name="Views")
        views.get_by_role("link", name="Explore").click()
        expect(page).to_have_url(f"{address}/?look=")
        views.get_by_role("link", name="Library").click()
        expect(page.locator("#view")).to_contain_text("Re-index sources")
        page.get_by_role("button", name="Re-index sources").click()
        expect(page.locator("#view progress")).to_be_hidden()
        assert page.request.get(f"{address}/{page.locator('a[download]').first.get_attribute('href')}").ok
        assert elsewhere == []
    finally:
        page.close()
