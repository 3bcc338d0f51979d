import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

from ui.middleware.forwarded_host import ForwardedHost
from ui.middleware.proxies import TrustedProxies

PERSON = {"accept": "text/html", "host": "127.0.0.1:8000"}


def status(client: str = "10.0.0.1", **headers: str) -> int:
    app = ForwardedHost(PlainTextResponse("inside"), TrustedProxies(["10.0.0.0/8"]))
    given = PERSON | {name.replace("_", "-"): value for name, value in headers.items()}
    return TestClient(app, client=(client, 50000)).get("/", headers=given).status_code


def test_a_person_behind_a_proxy_that_rewrites_host_is_told_so() -> None:
    assert status(x_forwarded_host="example.org") == 421
    assert status(x_forwarded_host="example.org, inner.example.org") == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x_forwarded_host": "127.0.0.1"},
        {"x_forwarded_host": "Example.org:443", "host": "example.org"},
        {"x_forwarded_host": "[::1]:8000", "host": "[::1]"},
        {"x_forwarded_host": "evil.example", "client": "192.0.2.1"},
        {"x_forwarded_host": "evil.example", "accept": "application/json"},
    ],
)
def test_the_same_name_another_client_and_a_program_are_served(headers: dict[str, str]) -> None:
    assert status(**headers) == 200
