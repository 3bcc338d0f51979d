"""Sign-in through a small identity provider that the tests run on loopback."""

import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import RSAKey

from index import Parts, use_parts
from ui.api.oidc_routes import Provider
from ui.middleware.guard import COOKIE
from ui.middleware.path_prefix import PathPrefix
from ui.middleware.proxies import TrustedProxies

if TYPE_CHECKING:
    from postgresql import PostgresServer

    from ui.middleware.keys import Role

KEY, FOREIGN_KEY = (RSAKey.generate_key(2048, {"kid": "1", "use": "sig"}) for _ in range(2))


class IdentityProvider(ThreadingHTTPServer):
    """Signs everybody in at once; `claims` and `key` are those of the tokens that it issues."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.codes: dict[str, dict[str, str]] = {}
        self.claims: dict[str, Any] = {}
        self.key = KEY
        self.rewritten: dict[str, Any] = {}

    def issue(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": asked["client_id"], "sub": "1", "iat": now, "exp": now + 60}
        claims |= {"nonce": asked["nonce"], **self.claims, **self.rewritten}
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)


class _Handler(BaseHTTPRequestHandler):
    server: IdentityProvider

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        if path == "/authorize":
            code = f"code-{len(self.server.codes)}"
            self.server.codes[code] = query
            self.send_response(302)
            self.send_header(
                "Location", f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
            )
            self.end_headers()
        elif path == "/jwks":
            self._send({"keys": [KEY.as_dict(private=False)]})
        else:
            names = {"authorization": "authorize", "token": "token"}
            places = {f"{name}_endpoint": f"{self.server.issuer}/{place}" for name, place in names.items()}
            self._send({"issuer": self.server.issuer, "jwks_uri": f"{self.server.issuer}/jwks", **places})

    def do_POST(self) -> None:
        body = {k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers["content-length"])).decode()).items()}
        asked = self.server.codes.pop(body["code"], None)  # a code is good once
        if asked is None or create_s256_code_challenge(body["code_verifier"]) != asked["code_challenge"]:
            self._send({"error": "invalid_grant"}, 400)
            return
        self._send({"access_token": "a", "token_type": "Bearer", "id_token": self.server.issue(asked)})

    def _send(self, document: dict[str, Any], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(document).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def running_provider() -> Iterator[IdentityProvider]:
    with IdentityProvider() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def provider(running_provider: IdentityProvider) -> IdentityProvider:
    """Return the provider, which issues its ordinary tokens again."""
    running_provider.claims, running_provider.rewritten, running_provider.key = {}, {}, KEY
    return running_provider


@pytest.fixture(scope="module")
def home(indexed_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(indexed_seeds, tmp_path_factory.mktemp("oidc") / "home"))


@pytest.fixture(scope="module")
def application(running_provider: IdentityProvider, home: Path, serve_all: Callable[..., TestClient]) -> TestClient:
    roles: dict[str, Role] = {"editors": "write", "operators": "admin", "staff": "read"}
    client = Provider(running_provider.issuer, "onrecord", "a secret", "groups", roles)
    return serve_all(home, keys=(), public_read=False, provider=client)


@pytest.fixture
def person(application: TestClient) -> TestClient:
    """Return a browser in which nobody is signed in."""
    application.cookies.clear()
    return application


def go_to_provider(person: TestClient, provider: IdentityProvider, link: str = "/login/provider") -> str:
    """Follow the link to the provider, and return the path that it sends the browser back to."""
    link = person.get(link).headers["location"]
    assert link.startswith(f"{provider.issuer}/authorize?")
    back = httpx2.get(link, follow_redirects=False).headers["location"]
    assert back.startswith("http://127.0.0.1/login/callback?")
    return back.removeprefix("http://127.0.0.1")


def test_a_person_signs_in_with_the_role_of_a_group(person: TestClient, provider: IdentityProvider, home: Path) -> None:
    provider.claims = {"groups": ["staff", "editors"], "email": "ada@example.org"}
    assert person.get("/articles").status_code == 401
    assert 'href="/login/provider"' in person.get("/login").text
    entered = person.get(go_to_provider(person, provider))
    assert entered.status_code == 200
    assert 'content="0; url=../"' in entered.text
    assert "SameSite=strict" in next(c for c in entered.headers.get_list("set-cookie") if c.startswith(COOKIE))
    assert person.get("/articles").status_code == 200
    assert person.post("/index").status_code == 202
    assert person.get("/metrics").status_code == 403
    assert '"key": "oidc:ada@example.org"' in (home / "audit.jsonl").read_text()


def test_signing_in_at_the_provider_leads_to_what_was_opened(person: TestClient, provider: IdentityProvider) -> None:
    provider.claims = {"groups": ["staff"]}
    form = person.get("/login", params={"next": "/?q=Libya&since=2011"}).text
    link = unescape(re.findall('href="(/login/provider[^"]*)"', form)[0])
    assert 'content="0; url=/?q=Libya&amp;since=2011"' in person.get(go_to_provider(person, provider, link)).text
    evil = go_to_provider(person, provider, "/login/provider?next=//evil.example")
    assert "evil" not in person.get(evil).text


def test_a_person_without_a_role_stays_outside(person: TestClient, provider: IdentityProvider) -> None:
    provider.claims = {"groups": ["visitors"]}
    refused = person.get(go_to_provider(person, provider))
    assert refused.status_code == 403
    assert "may not use this server" in refused.text
    assert person.get("/articles").status_code == 401


@pytest.mark.parametrize(
    "rewritten",
    [
        {"nonce": "another"},
        {"aud": "another client"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"sub": ""},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    person: TestClient, provider: IdentityProvider, rewritten: dict[str, Any]
) -> None:
    provider.claims, provider.rewritten = {"groups": ["operators"]}, rewritten
    assert person.get(go_to_provider(person, provider)).status_code in {401, 403}
    assert person.get("/articles").status_code == 401


def test_a_token_with_another_signature_is_refused(person: TestClient, provider: IdentityProvider) -> None:
    provider.claims, provider.key = {"groups": ["operators"]}, FOREIGN_KEY
    assert person.get(go_to_provider(person, provider)).status_code == 401
    assert person.get("/articles").status_code == 401


def test_a_sign_in_that_somebody_else_began_is_refused(person: TestClient, provider: IdentityProvider) -> None:
    provider.claims = {"groups": ["operators"]}
    back = go_to_provider(person, provider)
    person.cookies.clear()
    assert person.get(back).status_code == 400
    go_to_provider(person, provider)
    assert person.get(back).status_code == 401
    assert person.get("/articles").status_code == 401


def test_a_sign_in_is_good_once(person: TestClient, provider: IdentityProvider) -> None:
    provider.claims = {"groups": ["staff"]}
    back = go_to_provider(person, provider)
    assert person.get(back).status_code == 200
    person.cookies.clear()
    assert person.get(back).status_code == 400


@pytest.mark.cluster
def test_a_sign_in_that_began_at_one_server_is_finished_by_another(
    provider: IdentityProvider,
    postgresql: "PostgresServer",
    tmp_path: Path,
    serve: Callable[..., TestClient],
) -> None:
    use_parts(Parts(library=postgresql.create_database()))
    try:
        provider.claims = {"groups": ["staff"]}
        one, two = (
            serve(
                tmp_path / name,
                keys=(),
                public_read=False,
                provider=Provider(provider.issuer, "onrecord", "a secret", "groups", {"staff": "read"}),
            )
            for name in ("one", "two")
        )
        back = go_to_provider(one, provider)
        two.cookies.update(one.cookies)
        assert two.get(back).status_code == 200
        one.cookies.update(two.cookies)
        kept = f"/conversations/{'0' * 32}"  # where nobody is signed in: 401
        assert [person.get(kept).status_code for person in (one, two)] == [404, 404]
    finally:
        use_parts(Parts())


def test_the_provider_sends_people_back_to_the_public_address(application: TestClient) -> None:
    proxied = PathPrefix(application.app, "/press", TrustedProxies(()))
    client = TestClient(proxied, base_url="http://127.0.0.1", follow_redirects=False)
    back = parse_qs(urlsplit(client.get("/login/provider").headers["location"]).query)["redirect_uri"]
    assert back == ["http://127.0.0.1/press/login/callback"]
    assert 'href="/press/login/provider"' in client.get("/login").text


def test_a_provider_that_does_not_answer_is_reported(home: Path, serve: Callable[..., TestClient]) -> None:
    person = serve(home, keys=(), public_read=False, provider=Provider("http://127.0.0.1:9", "x", "y", "groups", {}))
    answer = person.get("/login/provider")
    assert answer.status_code == 401
    assert "Signing in failed" in answer.text


def test_without_a_provider_there_is_nothing_to_sign_in_through(client: TestClient) -> None:
    assert client.get("/login/provider").status_code == 404
    assert client.get("/login/callback?code=1&state=1").status_code == 404
    assert "organisation" not in client.get("/login").text
