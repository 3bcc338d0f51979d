import pytest
from fastapi.testclient import TestClient

ANSWERS = ["/", "/docs", "/health", "/login", "/articles", "/nothing", "/articles/none", "/gradio_api/upload"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_forbids_other_hosts_scripts_and_frames(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/startup-events", "/articles"])
def test_no_answer_lets_another_site_read_it(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"origin": "http://127.0.0.1"})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control-allow")]


def test_what_was_answered_is_not_kept_by_a_browser(client: TestClient) -> None:
    assert client.get("/ask", params={"question": "what was said on Libya?"}).headers["cache-control"] == "no-store"
