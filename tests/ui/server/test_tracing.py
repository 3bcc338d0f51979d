import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx2
import pytest
from serving import serving

from index import OnrecordError
from rag import Record
from ui.server.tracing import start_tracing

trace_service = pytest.importorskip("opentelemetry.proto.collector.trace.v1.trace_service_pb2")
PARENT = "4bf92f3577b34da6a3ce929d0e0e4736"


@contextmanager
def collecting() -> Iterator[tuple[str, list[Any]]]:
    """Run a collector on loopback; yield its address and the spans that it receives."""
    spans: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            request = trace_service.ExportTraceServiceRequest.FromString(_decompress(body, self.headers))
            spans.extend(span for part in request.resource_spans for scope in part.scope_spans for span in scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", spans
        server.shutdown()
        thread.join()


def _decompress(body: bytes, headers: Any) -> bytes:  # noqa: ANN401 (of http.server)
    assert headers.get("content-encoding") is None
    return body


def test_a_collector_receives_a_span_of_each_request_and_of_the_stages_of_its_answer(home: Path) -> None:
    with collecting() as (collector, spans):
        environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector, "OTEL_BSP_SCHEDULE_DELAY": "50"}
        with serving(home, **environment) as (process, lines):
            address = lines[-1].partition("/login")[0]
            headers = {"traceparent": f"00-{PARENT}-00f067aa0ba902b7-01"}
            httpx2.post(f"{address}/ask", json={"question": "a secret on Libya"}, headers=headers, timeout=30)
            process.terminate()
            assert process.wait(20) == 0
    named = {span.name: span for span in spans}
    assert set(named) >= {"POST /ask", "answer", "retrieval", "composition"}
    assert {span.trace_id.hex() for span in spans} == {PARENT}
    assert named["answer"].parent_span_id == named["POST /ask"].span_id
    assert named["retrieval"].parent_span_id == named["answer"].span_id
    assert named["retrieval"].end_time_unix_nano <= named["answer"].end_time_unix_nano
    assert all(b"secret" not in span.SerializeToString() for span in spans)


def test_a_collector_that_does_not_answer_costs_no_answer(seeds: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    try:
        tracing = start_tracing("1")
    except OnrecordError as error:
        pytest.skip(str(error))
    answer = seeds.ask("what was said on Libya?", keep=False)
    tracing.observe_answer(answer)
    tracing.close()
