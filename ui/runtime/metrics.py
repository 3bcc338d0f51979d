"""Metrics of a server, in the format of Prometheus: requests, answers and the index."""

from collections.abc import Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from index import measure_generation
from rag import Answer
from ui.runtime.live_record import LiveRecord
from ui.runtime.request_queue import RequestQueue

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_REFUSED = {401: "no_key", 403: "forbidden", 408: "slow", 413: "too_large", 421: "host", 429: "too_many"}


class Metrics:
    """Counts what a server does; each server has its own."""

    def __init__(self, version: str) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "onrecord_requests", "Requests by route and status", ["route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "onrecord_request_seconds", "Duration of requests", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self._refusals = Counter(
            "onrecord_refusals", "Requests refused before they reached a route", ["reason"], registry=self.registry
        )
        self._answers = Counter(
            "onrecord_answers", "Answers by intent and outcome", ["intent", "outcome"], registry=self.registry
        )
        self._stages = Histogram(
            "onrecord_answer_stage_seconds", "Stages of an answer", ["stage"], buckets=_SECONDS, registry=self.registry
        )
        build = Counter("onrecord_build", "Starts of this version", ["version"], registry=self.registry)
        build.labels(version).inc()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)

    def watch(self, home: Path, live: LiveRecord, queue: RequestQueue) -> None:
        """Also report the index that is served and the requests that wait."""
        self.registry.register(_ServerState(home, live, queue))

    def observe_request(self, route: str, status: int, seconds: float) -> None:
        """Count a request when its response has ended."""
        self._requests.labels(route, status).inc()
        self._seconds.labels(route).observe(seconds)
        if status in _REFUSED:
            self._refusals.labels(_REFUSED[status]).inc()

    def observe_answer(self, answer: Answer) -> None:
        """Count an answer, with the time that each of its stages took."""
        outcome = answer.reason.code if answer.reason else "answered"
        self._answers.labels(answer.intent, outcome).inc()
        for name, milliseconds in answer.timings.items():
            self._stages.labels(name.removesuffix("_ms")).observe(milliseconds / 1000)

    def render(self, accept: str) -> tuple[bytes, str]:
        """Return the metrics and their content type, in the format that a scraper accepts."""
        encode, content_type = choose_encoder(accept)
        return encode(self.registry), content_type


class _ServerState(Collector):
    """The state of a server when its metrics are read."""

    def __init__(self, home: Path, live: LiveRecord, queue: RequestQueue) -> None:
        self._home, self._live, self._queue = home, live, queue

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the current values; none of the index while nothing is indexed."""
        yield GaugeMetricFamily("onrecord_queue_running", "Requests that are worked on", self._queue.running)
        yield GaugeMetricFamily("onrecord_queue_waiting", "Requests that wait for a slot", self._queue.waiting)
        is_newest = float(self._live.generation is not None and self._live.reason is None)
        yield GaugeMetricFamily("onrecord_index_sound", "1 if the newest generation is served", is_newest)
        if (generation := self._live.generation) is None:
            return
        with self._live.lease() as record:
            holdings = record.holdings()
        yield GaugeMetricFamily("onrecord_index_generation", "Number of the generation that is served", generation)
        yield GaugeMetricFamily("onrecord_index_articles", "Articles in it", holdings.articles)
        yield GaugeMetricFamily("onrecord_index_passages", "Passages in it", holdings.passages)
        folder = self._home / "index" / str(generation)
        if folder.is_dir():
            size, published = measure_generation(self._home, generation), folder.stat().st_mtime
            yield GaugeMetricFamily("onrecord_index_bytes", "Its size on disk", size)
            yield GaugeMetricFamily("onrecord_index_published_timestamp_seconds", "When it was published", published)
