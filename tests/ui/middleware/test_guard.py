import time
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from index import MemoryTokens, Unreachable
from ui.middleware.guard import COOKIE, Access, Guard
from ui.middleware.keys import Keys
from ui.middleware.sessions import Sessions

KEY = "schlüssel"
BEARER = {b"authorization": f"Bearer {KEY}".encode()}
OWN = "http://127.0.0.1:8000"


async def inside(_: Scope, receive: Receive, send: Send) -> None:
    """Answer whatever the guard lets through."""
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


def access_with(*keys: str, public_read: bool = False, hosts: Iterable[str] = (), seconds: float = 60) -> Access:
    known = Keys(keys)
    return Access(known, Sessions(known, MemoryTokens(seconds, 10)), public_read, frozenset(hosts) or None)


def behind(access: Access) -> TestClient:
    return TestClient(Guard(inside, access), base_url=OWN, follow_redirects=False)


def guarded(*keys: str, public_read: bool = False) -> TestClient:
    return behind(access_with(*keys, public_read=public_read))


def signed_in(access: Access) -> dict[str, str]:
    return {"cookie": f"{COOKIE}={access.sessions.start(access.keys.find_key(KEY.encode()))}"}


READS = [
    ("GET", "/"),
    ("GET", "/articles"),
    ("POST", "/ask"),
    ("POST", "/search"),
    ("POST", "/trace"),
    ("POST", "/gradio_api/queue/join"),
]
WRITES = [
    ("POST", "/articles"),
    ("DELETE", "/articles/1"),
    ("POST", "/articles/1/restore"),
    ("POST", "/index"),
    ("PUT", "/whatever"),
    ("POST", "//ask"),
    ("POST", "/ask/../index"),
    ("BREW", "/pot"),
]
OPEN = [("GET", "/health"), ("GET", "/ready"), ("GET", "/login"), ("POST", "/login")]


@pytest.mark.parametrize(("method", "path"), READS + OPEN)
def test_reading_needs_no_key_where_none_is_set(method: str, path: str) -> None:
    assert guarded().request(method, path).status_code == 200


@pytest.mark.parametrize(("method", "path"), READS + OPEN)
def test_reading_needs_no_key_where_reading_is_public(method: str, path: str) -> None:
    assert guarded(KEY, public_read=True).request(method, path).status_code == 200


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_writing_always_needs_a_key(method: str, path: str) -> None:
    for client in (guarded(), guarded(public_read=True), guarded(KEY), guarded(KEY, public_read=True)):
        response = client.request(method, path)
        assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
        assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path"), READS)
def test_reading_needs_a_key_as_soon_as_one_is_set(method: str, path: str) -> None:
    assert guarded(KEY).request(method, path).status_code == 401


@pytest.mark.parametrize(("method", "path"), OPEN)
def test_some_doors_are_always_open(method: str, path: str) -> None:
    assert guarded(KEY).request(method, path).status_code == 200


@pytest.mark.parametrize(("method", "path"), READS + WRITES)
def test_any_of_the_keys_opens_every_door(method: str, path: str) -> None:
    assert guarded("another", KEY).request(method, path, headers=BEARER).status_code == 200
    assert guarded("another", KEY).request(method, path, headers={"authorization": "bearer another"}).status_code == 200


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer ", f"Basic {KEY}", f"Bearer {KEY}x", "Bearer  ", f"{KEY}"])
def test_a_wrong_key_opens_none(value: str) -> None:
    refused = guarded(KEY).get("/articles", headers={b"authorization": value.encode()})
    assert refused.status_code == 401
    assert "this key is not valid" in refused.json()["detail"]


def test_without_keys_an_empty_one_fits_nothing() -> None:
    assert guarded().post("/index", headers={"authorization": "Bearer "}).status_code == 401


def test_a_person_without_a_key_is_shown_where_to_sign_in() -> None:
    response = guarded(KEY).get("/", headers={"accept": "text/html,*/*"})
    assert (response.status_code, response.headers["location"]) == (303, "/login?next=%2F")


def test_a_session_opens_every_door_until_it_expires() -> None:
    access = access_with(KEY, seconds=0.5)
    client, cookie = behind(access), signed_in(access)
    assert client.get("/", headers=cookie).status_code == 200
    assert client.post("/index", headers=cookie).status_code == 200
    assert client.get("/", headers={"cookie": f"{COOKIE}=guessed"}).status_code == 401
    time.sleep(0.6)
    assert client.get("/", headers=cookie).status_code == 401


class UnreachableTokens(MemoryTokens):
    """Tokens on a machine that does not answer."""

    def recall(self, token: str) -> tuple[bool, None]:  # noqa: ARG002
        return False, None

    def find(self, token: str) -> None:  # noqa: ARG002
        raise Unreachable("postgresql://db cannot be reached", detail="the library has not answered since noon")


def test_while_nobody_can_tell_who_has_signed_in_what_needs_a_key_says_so_and_the_rest_is_served() -> None:
    known = Keys((KEY,))
    client = behind(Access(known, Sessions(known, UnreachableTokens(60, 10)), public_read=False, hosts=None))
    cookie = {"cookie": f"{COOKIE}=a-token"}
    refused = client.get("/articles", headers=cookie)
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert refused.json()["detail"] == "the library has not answered since noon"
    assert client.get("/ready", headers=cookie).status_code == 200
    assert client.get("/login", headers=cookie).status_code == 200
    assert client.get("/articles", headers=cookie | {"authorization": "Bearer another"}).status_code == 503


def test_another_site_can_do_nothing_with_a_session() -> None:
    access = access_with(KEY)
    client, cookie = behind(access), signed_in(access)
    assert client.post("/index", headers=cookie | {"origin": OWN}).status_code == 200
    for foreign in ("http://evil.example", "null", "http://127.0.0.1:9999", "http://127.0.0.1:8000.evil.example"):
        for method, path in (("POST", "/index"), ("GET", "/articles"), ("POST", "/ask"), ("OPTIONS", "/index")):
            assert client.request(method, path, headers=cookie | {"origin": foreign}).status_code == 403


def test_a_link_from_another_site_may_be_followed_and_nothing_else_come_from_there() -> None:
    client = guarded()
    for site in ("cross-site", "same-site"):
        followed = {"sec-fetch-site": site, "sec-fetch-dest": "document"}
        assert client.get("/", headers=followed).status_code == 200
        assert client.post("/login", headers=followed).status_code == 403
        for part in ("empty", "iframe", "image", "script"):
            assert client.get("/", headers=followed | {"sec-fetch-dest": part}).status_code == 403
    assert client.post("/ask", headers={"sec-fetch-site": "same-origin", "sec-fetch-dest": "empty"}).status_code == 200


def test_on_loopback_only_our_own_names_are_answered() -> None:
    client = behind(access_with(hosts=["127.0.0.1", "::1", "localhost"]))
    for host in ("127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"):
        assert client.get("/", headers={"host": host}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "", "[", "user@evil.example"):
        assert client.get("/", headers={"host": host}).status_code == 421


def test_nothing_here_speaks_websocket() -> None:
    with pytest.raises(WebSocketDisconnect), guarded().websocket_connect("/"):
        pass


@pytest.mark.parametrize("host", ["", "[", "user@127.0.0.1", "127.0.0.1:8000/x", "127.0.0.1, evil.example", "a b"])
def test_a_host_that_is_no_name_is_answered_nowhere(host: str) -> None:
    assert guarded().get("/", headers={"host": host}).status_code == 421


def test_the_link_signs_in_and_leads_to_the_page(home: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(home, keys=(KEY,), public_read=False)
    assert client.get("/articles").status_code == 401
    signed = client.get("/login", params={"key": KEY})
    assert (signed.status_code, signed.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict", "Max-Age=43200"} < set(signed.headers["set-cookie"].split("; "))
    assert KEY not in signed.headers["set-cookie"]
    assert client.get("/articles").status_code == 200
    assert client.get("/").status_code == 200
    assert client.post("/articles", json={"title": "A title", "text": "A text."}).status_code == 201


def test_the_form_signs_in_and_says_when_the_key_is_wrong(home: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(home, keys=(KEY,), public_read=False)
    assert 'name="key"' in client.get("/login").text
    for wrong in (
        client.post("/login", data={"key": "MARKER"}),
        client.get("/login?key=MARKER"),
        client.post("/login"),
    ):
        assert wrong.status_code == 401
        assert "key isn't valid" in unescape(wrong.text)
        assert "MARKER" not in wrong.text
        assert "set-cookie" not in wrong.headers
    assert client.post("/login", data={"key": KEY}).status_code == 303
    assert client.get("/ready").json()["ready"]
    assert client.get("/articles").status_code == 200


def test_signing_in_leads_back_to_what_was_opened(home: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(home, keys=(KEY,), public_read=False)
    opened = client.get("/?q=Libya&since=2011", headers={"accept": "text/html"})
    form = client.get(opened.headers["location"]).text
    assert 'name="next" value="/?q=Libya&amp;since=2011"' in form
    signed = client.post("/login", data={"key": KEY, "next": "/?q=Libya&since=2011"})
    assert signed.headers["location"] == "/?q=Libya&since=2011"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        ".//evil.example",
        "evil",
        "/a\nb",
        "javascript:alert(1)",
    ],
)
def test_signing_in_leads_to_no_other_site(home: Path, serve: Callable[..., TestClient], address: str) -> None:
    client = serve(home, keys=(KEY,), public_read=False)
    assert client.post("/login", data={"key": KEY, "next": address}).headers["location"] == "/"
    assert "evil" not in client.get("/login", params={"next": address}).text


def test_whoever_signs_out_is_signed_out_with_every_copy_of_the_cookie(
    home: Path, serve: Callable[..., TestClient]
) -> None:
    client = serve(home, keys=(KEY,), public_read=False)
    client.get("/login", params={"key": KEY})
    cookie = client.cookies["onrecord_session"]
    assert client.post("/logout").headers["location"] == "/"
    assert client.get("/articles", headers={"cookie": f"onrecord_session={cookie}"}).status_code == 401


def test_what_is_not_there_is_said_on_a_page_to_people_and_in_a_document_to_programs(
    home: Path, serve: Callable[..., TestClient]
) -> None:
    client = serve(home, keys=(KEY,))
    people = client.get("/nothing", headers={"accept": "text/html", "sec-fetch-dest": "document"})
    assert (people.status_code, people.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h2>Not Found</h2>" in people.text
    assert 'href="/"' in people.text
    assert client.get("/nothing").headers["content-type"] == "application/problem+json"
