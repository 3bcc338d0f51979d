import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from index import Library, MemoryTokens, OnrecordError
from ui.middleware.guard import COOKIE, Access, Guard
from ui.middleware.keys import Keys
from ui.middleware.sessions import Sessions

ROLES = {"read": "reader-key", "write": "writer-key", "admin": "admin-key"}


def entry(name: str, key: str, role: str, *more: str) -> str:
    digest = sha256(key.encode()).hexdigest()
    return "\n".join(["[[key]]", f'name = "{name}"', f'sha256 = "{digest}"', f'role = "{role}"', *more, ""])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "keys.toml"
    path.write_text("".join(entry(f"the {role}", key, role) for role, key in ROLES.items()))
    return path


async def inside(_: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


def guarded(file: Path, *, public_read: bool = False) -> tuple[TestClient, Access]:
    keys = Keys((), file)
    access = Access(keys, Sessions(keys, MemoryTokens(60, 10)), public_read, None)
    return TestClient(Guard(inside, access), base_url="http://127.0.0.1"), access


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


@pytest.mark.parametrize(
    ("method", "path", "least"),
    [
        ("POST", "/ask", "read"),
        ("GET", "/articles", "read"),
        ("POST", "/articles", "write"),
        ("POST", "/index", "write"),
        ("DELETE", "/articles/1", "write"),
        ("PATCH", "/articles/1", "write"),
        ("GET", "/speakers", "read"),
        ("POST", "/speakers/merge", "write"),
        ("POST", "/speakers/corrections/1/undo", "write"),
        ("GET", "/follows", "read"),
        ("POST", "/follows/1/seen", "write"),
        ("PUT", "/briefs/1", "write"),
        ("GET", "/briefs/1/export", "read"),
        ("GET", "/metrics", "admin"),
    ],
)
@pytest.mark.parametrize("reading", ["public", "closed"])
def test_a_key_does_what_its_role_may_and_no_more(file: Path, method: str, path: str, least: str, reading: str) -> None:
    client, access = guarded(file, public_read=reading == "public")
    order = [*ROLES]
    for role, key in ROLES.items():
        holder = access.keys.find_key(key.encode())
        assert holder is not None
        for headers in (bearer(key), {"cookie": f"{COOKIE}={access.sessions.start(holder)}"}):
            answer = client.request(method, path, headers=headers)
            may = order.index(role) >= order.index(least)
            assert answer.status_code == (200 if may else 403), (role, path)
            assert may or f"needs the role {least}" in answer.json()["detail"]
    refused = client.request(method, path).status_code
    assert refused == (200 if reading == "public" and least == "read" else 401)


@pytest.mark.parametrize("reading", ["public", "closed"])
def test_everybody_who_is_signed_in_may_sign_out(file: Path, reading: str) -> None:
    client, _ = guarded(file, public_read=reading == "public")
    assert [client.post("/logout", headers=bearer(key)).status_code for key in ROLES.values()] == [200, 200, 200]
    assert client.post("/logout").status_code == 401


def test_a_changed_file_holds_at_once_and_ends_the_sessions_of_a_withdrawn_key(file: Path) -> None:
    client, access = guarded(file)
    holder = access.keys.find_key(b"reader-key")
    assert holder is not None
    cookie = {"cookie": f"{COOKIE}={access.sessions.start(holder)}"}
    assert client.get("/articles", headers=cookie).status_code == 200
    file.write_text(entry("a new one", "new-key", "write"))
    assert client.post("/index", headers=bearer("new-key")).status_code == 200
    assert client.get("/articles", headers=bearer("reader-key")).status_code == 401
    assert client.get("/articles", headers=cookie).status_code == 401


def test_a_role_that_is_changed_holds_for_sessions_too(file: Path) -> None:
    client, access = guarded(file)
    holder = access.keys.find_key(b"writer-key")
    assert holder is not None
    cookie = {"cookie": f"{COOKIE}={access.sessions.start(holder)}"}
    file.write_text(entry("the writer", "writer-key", "read"))
    assert client.post("/index", headers=cookie).status_code == 403


@pytest.mark.parametrize(
    "content", ["[[key]]\nname = ", '[[key]]\nname = "x"\nrole = "king"\nsha256 = "0"', "\x00", None]
)
def test_while_a_changed_file_is_not_valid_the_keys_before_hold(
    file: Path, content: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    client, _ = guarded(file)
    file.write_text(content) if content is not None else file.unlink()
    assert client.get("/articles", headers=bearer("reader-key")).status_code == 200
    assert client.get("/articles", headers=bearer("")).status_code == 401
    (record,) = caplog.records
    assert "the keys that it had before still hold" in record.getMessage()
    assert "reader-key" not in record.getMessage()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (entry("x", "a", "king"), "key.0.role"),
        (entry("x", "a", "read") + entry("x", "b", "read"), "two keys have the same name"),
        (entry("x", "a", "read", "per_minute = 0"), "per_minute"),
        (entry("x", "a", "read", 'extra = "y"'), "extra"),
        ("[[key]", "TOML"),
    ],
)
def test_a_server_does_not_start_with_a_file_that_is_not_valid(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "keys.toml").write_text(content)
    with pytest.raises(OnrecordError, match=reason) as raised:
        Keys((), tmp_path / "keys.toml")
    assert "\n" not in str(raised.value)


def test_a_key_that_is_limited_is_told_when_to_come_again(file: Path) -> None:
    file.write_text(entry("slow", "slow-key", "read", "per_minute = 2") + entry("other", "other-key", "read"))
    client, _ = guarded(file)
    assert [client.get("/articles", headers=bearer("slow-key")).status_code for _ in range(3)] == [200, 200, 429]
    answer = client.get("/articles", headers=bearer("slow-key"))
    assert 1 <= int(answer.headers["retry-after"]) <= 30
    assert client.get("/assets/page.js", headers=bearer("slow-key")).status_code == 200
    assert client.get("/articles", headers=bearer("other-key")).status_code == 200


def test_reading_a_file_that_has_not_changed_costs_little(file: Path) -> None:
    keys, began = Keys((), file), time.perf_counter()
    for _ in range(1000):
        keys.find_key(b"reader-key")
    assert time.perf_counter() - began < 1


def test_the_audit_log_names_the_holder_and_readers_see_no_paths(
    home: Path, serve: Callable[..., TestClient], file: Path
) -> None:
    (home / "articles").mkdir()
    (home / "articles" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    client = serve(home, keys=(), keys_file=file, public_read=False)
    with Library.open(home) as library:
        library.remember_source(str(home / "articles"))
    assert client.post("/index", headers=bearer("writer-key")).status_code == 202
    while client.get("/index", headers=bearer("writer-key")).json()["state"] == "running":
        time.sleep(0.05)
    seen = {role: client.get("/index", headers=bearer(key)) for role, key in ROLES.items()}
    assert [len(seen[role].json()["last"]["rejected"]) for role in ROLES] == [0, 1, 1]
    assert str(home) not in seen["read"].text
    page = {role: client.get("/page/library", headers=bearer(key)).text for role, key in ROLES.items()}
    assert ["broken.pdf" in page[role] for role in ROLES] == [False, True, True]
    assert ["Re-index" in page[role] for role in ROLES] == [False, True, True]
    assert ["Sign out" in page[role] for role in ROLES] == [True, True, True]
    assert '"key": "the read"' in (home / "audit.jsonl").read_text()
