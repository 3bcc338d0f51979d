import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from ui.middleware.path_prefix import PathPrefix, route_path
from ui.middleware.proxies import TrustedProxies, parse_prefix

ROOTED = re.compile(r"""(?:href|action|src|data-act|data-send)=["']/.*|(?:fetch\w*|EventSource|go)\(["'`]/.*""")
PAGE = Path(__file__).parents[3] / "ui" / "page"


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the prefix, the path and the path below the prefix."""
    await JSONResponse([scope["root_path"], scope["path"], route_path(scope)])(scope, receive, send)


def behind(prefix: str = "", trusted: str = "10.0.0.0/8", client: str = "10.1.2.3") -> TestClient:
    app = PathPrefix(inside, prefix, TrustedProxies([trusted]))
    return TestClient(app, client=(client, 50000), follow_redirects=False)


@pytest.mark.parametrize("path", ["/articles/1", "/press/articles/1"])
def test_a_request_is_the_same_whether_the_proxy_strips_the_prefix_or_not(path: str) -> None:
    for client, headers in ((behind("/press"), {}), (behind(), {"x-forwarded-prefix": "/press/"})):
        assert client.get(path, headers=headers).json() == ["/press", "/press/articles/1", "/articles/1"]


@pytest.mark.parametrize("client", ["192.0.2.1", "10.evil.example", "::1"])
def test_a_prefix_is_believed_from_a_trusted_proxy_only(client: str) -> None:
    answer = behind("/press", client=client).get("/x", headers={"x-forwarded-prefix": "/false"})
    assert answer.json()[0] == "/press"


@pytest.mark.parametrize(
    "prefix",
    ["//evil.example", "/a//b", "/..", "/a/../b", "https://evil.example", "/a b", '/"><script>', "x", "/é", "/x" * 99],
)
def test_a_prefix_that_is_no_plain_path_is_not_used(prefix: str) -> None:
    with pytest.raises(ValueError, match="must be a path"):
        parse_prefix(prefix)
    assert behind().get("/x", headers={b"x-forwarded-prefix": prefix.encode()}).json()[0] == ""


def test_two_prefixes_are_none() -> None:
    headers = [(b"x-forwarded-prefix", b"/one"), (b"x-forwarded-prefix", b"/two")]
    assert behind().get("/x", headers=headers).json()[0] == ""


def test_the_prefix_itself_leads_to_the_page() -> None:
    answer = behind("/press").get("/press")
    assert (answer.status_code, answer.headers["location"]) == (308, "/press/")


@pytest.mark.parametrize("files", ["templates/*.html", "static/*.js"])
def test_the_page_names_no_address_from_the_root_of_its_host(files: str) -> None:
    for path in PAGE.glob(files):
        assert not ROOTED.findall(path.read_text()), path


def test_addresses_may_be_wrong_in_settings_only_with_a_reason() -> None:
    with pytest.raises(ValueError, match="not appear to be"):
        TrustedProxies(["proxy.example"])
    assert "192.0.2.1" in TrustedProxies(["*"])
