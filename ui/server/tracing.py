"""Traces: each request and the stages of its answer as OpenTelemetry spans, sent to a collector that was set.

The packages are an extra. No span holds a question, a key or the text of an answer.
"""

import time
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

from index import OnrecordError
from rag import Answer
from ui.middleware.request_timer import route_name
from ui.middleware.response_status import StatusRecorder

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_ERROR = 500  # from this status on, a request has failed in the server


def start_tracing(version: str) -> "Tracing":
    """Start sending spans to the collector at OTEL_EXPORTER_OTLP_ENDPOINT; the other OTEL_ variables apply as well.

    Raises OnrecordError if the packages are missing.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        message = "OTEL_EXPORTER_OTLP_ENDPOINT is set; install what sends traces: pip install 'onrecord[otel]'"
        raise OnrecordError(message) from None
    resource = Resource.create({"service.version": version, "service.name": "onrecord"})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Tracing(provider)


class Tracing:
    """The spans of one server."""

    def __init__(self, provider: "TracerProvider") -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("onrecord")

    def stand_before(self, app: ASGIApp) -> ASGIApp:
        """Return the application with a span for each request; it continues the trace of a `traceparent` header."""
        from opentelemetry.propagate import extract
        from opentelemetry.trace import SpanKind, Status, StatusCode

        async def traced(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
            method = scope["method"] if scope["method"] in _METHODS else "_OTHER"
            recorder = StatusRecorder(send, _ERROR)
            with self._tracer.start_as_current_span(method, extract(headers), SpanKind.SERVER) as span:
                try:
                    await app(scope, receive, recorder)
                finally:
                    status = recorder.status
                    route = route_name(scope, status)
                    span.update_name(f"{method} {route}")
                    span.set_attribute("http.request.method", method)
                    span.set_attribute("http.route", route)
                    span.set_attribute("http.response.status_code", status)
                    if status >= _ERROR:
                        span.set_status(Status(StatusCode.ERROR))

        return traced

    def observe_answer(self, answer: Answer) -> None:
        """Add a span for an answer below that of its request, and below it one for each of its stages."""
        from opentelemetry.trace import set_span_in_context

        ended = time.time_ns()
        total = answer.timings.get("total_ms", 0.0)
        began = ended - round(total * 1e6)
        span = self._tracer.start_span("answer", start_time=began)
        span.set_attribute("onrecord.intent", answer.intent)
        span.set_attribute("onrecord.abstained", answer.abstained)
        span.set_attribute("onrecord.citations", len(answer.citations))
        span.set_attribute("onrecord.generation", answer.generation or 0)
        for name, milliseconds in answer.timings.items():
            if name != "total_ms":
                stage = self._tracer.start_span(name.removesuffix("_ms"), set_span_in_context(span), start_time=began)
                began += round(milliseconds * 1e6)
                stage.end(min(began, ended))
        span.end(ended)

    def close(self) -> None:
        """Send the spans that wait, and stop."""
        self._provider.shutdown()


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
