"""Without a key every route is refused, and the time of a refusal reveals nothing about the key."""

import secrets
import statistics
import time

import httpx2
import pytest
from servers import KEYS, Server

from ui.middleware.keys import Keys

pytestmark = [pytest.mark.security, pytest.mark.timeout(600)]

ROUTES = [
    ("GET", "/"), ("GET", "/config"), ("GET", "/docs"), ("GET", "/openapi.json"), ("GET", "/articles"),
    ("GET", "/articles/x"), ("GET", "/ask?question=Libya"), ("POST", "/ask"), ("POST", "/search"),
    ("POST", "/statements"),
    ("GET", "/statements"), ("POST", "/articles"), ("DELETE", "/articles/x"), ("POST", "/articles/x/restore"),
    ("POST", "/index"), ("GET", "/index"), ("GET", "/index/events"), ("GET", "/static/x.css"), ("GET", "/theme.css"),
    ("GET", "/metrics"), ("POST", "/ask/stream"), ("POST", "/trace"), ("POST", "/check"), ("POST", "/ask/batch"),
    ("POST", "/mcp"), ("GET", "/v1/models"), ("GET", "/v1/models/x"), ("POST", "/v1/chat/completions"),
    ("GET", "/answers/x"), ("GET", "/answers/x/export"),
    ("POST", "/gradio_api/queue/join"), ("GET", "/gradio_api/queue/data?session_hash=x"),
    ("GET", "/gradio_api/heartbeat/x"), ("GET", "/gradio_api/startup-events"), ("POST", "/gradio_api/upload"),
    ("GET", "/facets"), ("GET", "/speakers"), ("GET", "/speakers/x"),
    ("GET", "/speakers/corrections"), ("POST", "/speakers/merge"),
    ("POST", "/speakers/split"), ("POST", "/speakers/attribute"), ("POST", "/speakers/corrections/1/undo"),
    ("GET", "/follows"), ("POST", "/follows"), ("POST", "/follows/x/seen"), ("DELETE", "/follows/x"),
    ("GET", "/follows/x/feed"), ("GET", "/briefs"), ("POST", "/briefs"), ("GET", "/briefs/x"), ("PUT", "/briefs/x"),
    ("POST", "/briefs/x/items"), ("DELETE", "/briefs/x"), ("GET", "/briefs/x/export"), ("PATCH", "/articles/x"),
    ("GET", "/page/people"), ("GET", "/page/person?person=x"), ("GET", "/page/place?place=x"), ("GET", "/page/brief"),
    ("GET", "/page/article?article=x&version=1"), ("GET", "/page/look?look=x"), ("GET", "/page/trace?trace=x"),
    ("GET", "/page/library"), ("POST", "/page/links"),
    ("GET", "/page/follow"), ("GET", "/page/everything?answer=0"), ("GET", "/page/holdings"), ("POST", "/logout"),
    ("GET", "/answers/x/chart"), ("GET", "/page/chart?look=x"), ("GET", "/page/complete?typed=x"),
    ("POST", "/translate"), ("POST", "/briefs/x/draft"),
    ("GET", "/conversations"), ("GET", "/conversations/x"), ("PUT", "/conversations/x"), ("DELETE", "/conversations/x"),
    ("GET", "/gradio_api/app_id"),
    ("POST", "/gradio_api/reset"), ("POST", "/gradio_api/cancel"), ("GET", "/static-offline-docs/swagger-ui.css"),
]  # fmt: skip
WRONG = [
    None, "", "Bearer", f"Bearer {KEYS[0][:-1]}", f"Bearer {KEYS[0]}x", f"Bearer {KEYS[0].upper()}",
    f"Bearer {KEYS[0]},{KEYS[1]}", f"Basic {KEYS[0]}", f"Token {KEYS[0]}", KEYS[0],
    "Bearer schlüssel", "Bearer \xff\xfe",
    f"Bearer {'x' * 8000}",
]  # fmt: skip
ROUNDS = 300


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_without_a_valid_key_every_route_is_refused(closed: Server, method: str, path: str) -> None:
    with closed.client() as client:
        for value in WRONG:
            headers = {} if value is None else {b"authorization": value.encode()}
            answer = client.request(method, path, headers=headers)
            assert answer.status_code == 401, (value, answer.status_code)
            assert answer.json()["status"] == 401
            assert len(answer.content) < 2048


@pytest.mark.parametrize("path", ["/index/events", "/gradio_api/heartbeat/x"])
def test_a_stream_opens_for_a_key(closed: Server, path: str) -> None:
    with closed.client(KEYS[1], seconds=5) as client, client.stream("GET", path) as stream:
        assert stream.status_code == 200


def test_comparing_a_wrong_key_takes_the_same_time_whatever_its_beginning() -> None:
    key = secrets.token_urlsafe(24)
    keys = Keys([secrets.token_urlsafe(24), key])
    guesses = {kept: (key[:kept] + "!" * 32)[:32].encode() for kept in (0, 8, 16, 24, 31)}
    taken: dict[int, list[float]] = {kept: [] for kept in guesses}
    for _ in range(400):
        for kept, guess in guesses.items():  # in turns, so that other work of the machine affects all alike
            taken[kept].append(timed(keys, guess))
    least = {kept: min(each) for kept, each in taken.items()}
    print(f"a wrong key, by how much of it is right: { ({k: f'{v * 1e9:.0f} ns' for k, v in least.items()}) }")
    assert max(least.values()) < 1.1 * min(least.values())


def timed(keys: Keys, guess: bytes) -> float:
    """Return the mean seconds of one comparison, over a hundred of them."""
    began = time.perf_counter()
    for _ in range(100):
        keys.find_key(guess)
    return (time.perf_counter() - began) / 100


def test_the_server_refuses_a_wrong_key_in_the_same_time_whatever_its_beginning(closed: Server) -> None:
    guesses = {kept: (KEYS[0][:kept] + "!" * 32)[: len(KEYS[0])] for kept in (0, 14, len(KEYS[0]) - 1)}
    taken: dict[int, list[float]] = {kept: [] for kept in guesses}
    with closed.client() as client:
        for _ in range(ROUNDS):
            for kept, guess in guesses.items():  # in turns, so that other work of the machine affects all alike
                began = time.perf_counter()
                answer = client.get("/articles", headers={"authorization": f"Bearer {guess}"})
                taken[kept].append(time.perf_counter() - began)
                assert answer.status_code == 401
    medians = {kept: statistics.median(times) for kept, times in taken.items()}
    print(f"an answer to one, by how much of it is right: { ({k: f'{v * 1e6:.0f} us' for k, v in medians.items()}) }")
    assert max(medians.values()) < 1.15 * min(medians.values())


def test_no_key_is_printed_logged_or_part_of_a_repr(closed: Server) -> None:
    with closed.client(KEYS[0]) as client:
        assert client.get("/articles").status_code == 200
    with closed.client() as client:
        assert client.post("/login", data={"key": KEYS[1]}).status_code == 303
    written = closed.log.read_text() + (closed.home / "audit.jsonl").read_text()
    assert not [key for key in KEYS if key in written]
    assert KEYS[0] not in repr(vars(Keys(KEYS)))


def test_the_session_cookie_is_http_only_same_site_and_expires(closed: Server) -> None:
    with closed.client() as client:
        signed = client.post("/login", data={"key": KEYS[0]})
        name, *attributes = signed.headers["set-cookie"].split("; ")
        assert {"HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"} <= set(attributes)
        assert client.get("/articles").status_code == 200
        assert KEYS[0] not in name
    for cookie in ("onrecord_session=", f"onrecord_session={KEYS[0]}", f"{name}x", name[:-1], f"other={name}"):
        refused = httpx2.get(f"{closed.address}/articles", headers={"cookie": cookie})
        assert refused.status_code == 401, cookie
