from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families as parse_text

ADMIN = {"authorization": "Bearer a key for the tests"}


def read(client: TestClient, name: str, **labels: str) -> float | None:
    """Return a sample of the metrics, read by Prometheus's own parser."""
    samples = [sample for family in parse_text(client.get("/metrics", headers=ADMIN).text) for sample in family.samples]
    values = [sample.value for sample in samples if sample.name == name and labels.items() <= sample.labels.items()]
    return sum(values) if values else None


def test_requests_answers_and_refusals_are_counted(home: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(home)
    for question in ("what was said on Libya?", "what was said on Atlantis?"):
        assert client.post("/ask", json={"question": question}).status_code == 200
    client.get("/articles/no-such-article-MARKER")
    client.post("/index")
    assert read(client, "onrecord_requests_total", route="/ask", status="200") == 2
    assert read(client, "onrecord_request_seconds_count", route="/ask") == 2
    assert read(client, "onrecord_answers_total", outcome="answered") == 1
    assert read(client, "onrecord_answers_total") == 2
    assert read(client, "onrecord_answer_stage_seconds_count", stage="retrieval") == 2
    assert read(client, "onrecord_refusals_total", reason="no_key") == 1
    assert read(client, "onrecord_requests_total", route="/articles/{id:path}", status="404") == 1
    assert "MARKER" not in client.get("/metrics", headers=ADMIN).text


def test_the_state_of_the_index_is_reported(client: TestClient) -> None:
    assert read(client, "onrecord_index_articles") == 12
    assert read(client, "onrecord_index_generation") == 1
    assert (read(client, "onrecord_index_bytes") or 0) > 10_000
    assert (read(client, "onrecord_index_published_timestamp_seconds") or 0) > 1_700_000_000
    assert read(client, "onrecord_index_sound") == 1
    assert read(client, "onrecord_queue_waiting") == 0


def test_nothing_indexed_is_no_failure(tmp_path: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(tmp_path / "new")
    assert read(client, "onrecord_index_sound") == 0
    assert read(client, "onrecord_index_articles") is None


def test_a_scraper_gets_the_format_that_it_accepts(client: TestClient) -> None:
    answer = client.get("/metrics", headers=ADMIN | {"accept": "application/openmetrics-text; version=1.0.0"})
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert "onrecord_requests" in {family.name for family in parse_openmetrics(answer.text)}


def test_metrics_need_a_key_even_where_reading_needs_none(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 401
