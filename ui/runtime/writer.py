"""Writer: one thread that makes all changes of a server to its index, one after the other."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from pathlib import Path
from queue import SimpleQueue
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

import index
from index import ANY_MODEL, Change, LibraryBusy, ModelChoice, OnrecordError, Progress, Report
from ui.runtime.live_record import LiveRecord

log = logging.getLogger(__name__)


class IndexState(BaseModel):
    """The state of the writer and the report of its last run: the document of GET /index."""

    model_config = ConfigDict(frozen=True)

    state: Literal["idle", "running", "failed"]
    done: int
    total: int
    generation: int | None
    last: Report | None
    error: Annotated[str | None, Field(exclude_if=lambda error: error is None)]

    def for_readers(self) -> Self:
        """Return the state without sources and paths of the server, which concern only those who may write."""
        last = self.last.model_copy(update={"rejected": ()}) if self.last else None
        return self.model_copy(update={"last": last, "error": self.error and "see the server's log"})


class Stopped(Exception):
    """Raised inside a run when the server stops."""


class Writer:
    """Updates the index, removes and restores articles, and refreshes the live record after each change."""

    def __init__(self, home: Path, live: LiveRecord, wanted: ModelChoice = ANY_MODEL, *, timeout: float = 30.0) -> None:
        """Start the thread; `timeout` is how many seconds a removal waits for a run in progress."""
        self._home, self._wanted = home, wanted
        self._live = live
        self._timeout = timeout
        self._queue: SimpleQueue[tuple[Future[Report], Callable[[], Report]]] = SimpleQueue()
        self._lock = threading.Lock()
        self._queued = self._running = self._stopped = False
        self._links: tuple[str, ...] = ()
        self._done = self._total = 0
        self._last: Report | None = None
        self._error: str | None = None
        threading.Thread(target=self._work, name="writer", daemon=True).start()

    @property
    def state(self) -> IndexState:
        """The current state."""
        with self._lock:
            busy = self._queued or self._running
            return IndexState(
                state="running" if busy else "failed" if self._error else "idle",
                done=self._done,
                total=self._total,
                generation=self._live.generation,
                last=self._last,
                error=None if busy else self._error,
            )

    def bring_up_to_date(self, *links: str) -> IndexState:
        """Queue a run over all sources and these links; requests that come before it starts share one run."""
        with self._lock:
            is_first, self._queued = not self._queued, True
            self._links += links
        if is_first:
            self._queue.put((Future(), self._bring_up_to_date))
        return self.state

    def remove(self, ids: Sequence[str]) -> Report:
        """Remove articles from the index; returns when the generation without them is served."""
        return self._run_queued(lambda: index.remove(self._home, ids))

    def restore(self, ids: Sequence[str]) -> Report:
        """Restore removed articles; returns when the generation with them is served."""
        return self._run_queued(lambda: index.restore(self._home, ids))

    def correct(self, change: Change) -> tuple[int, Report]:
        """Record a correction by hand; returns its number when the generation with it is served."""
        numbers: list[int] = []

        def record_correction() -> Report:
            number, report = index.correct(self._home, change)
            numbers.append(number)
            return report

        report = self._run_queued(record_correction)
        return numbers[0], report

    def close(self) -> None:
        """Stop the run in progress; the next one continues from what it has encoded."""
        self._stopped = True

    def _run_queued(self, task: Callable[[], Report]) -> Report:
        future: Future[Report] = Future()
        self._queue.put((future, task))
        try:
            return future.result(self._timeout)
        except FutureTimeout:
            if not future.cancel():
                return future.result()
            message = "the index is being updated and nothing was changed; try again when the update is done"
            raise LibraryBusy(message) from None

    def _work(self) -> None:
        while True:
            future, task = self._queue.get()
            if future.set_running_or_notify_cancel():
                self._run_task(future, task)

    def _run_task(self, future: Future[Report], task: Callable[[], Report]) -> None:
        try:
            report = task()
            self._live.refresh()
            future.set_result(report)
        except Exception as error:  # noqa: BLE001 (raised again where the future is awaited)
            future.set_exception(error)

    def _bring_up_to_date(self) -> Report:
        with self._lock:
            self._queued, self._running, self._error = False, True, None
            links, self._links = self._links, ()
            self._done = self._total = 0
        try:
            report = index.bring_up_to_date(
                self._home, links, again=True, model=self._wanted, progress=self._on_progress
            )
            self._live.refresh()
        except Stopped:
            raise
        except Exception as error:
            log.exception("updating the index failed")
            self._finish(error=str(error) if isinstance(error, OnrecordError) else "see the server's log")
            raise
        self._finish(report)
        return report

    def _finish(self, report: Report | None = None, error: str | None = None) -> None:
        with self._lock:
            self._running, self._last, self._error = False, report or self._last, error
            self._done = self._done if error else self._total

    def _on_progress(self, progress: Progress) -> None:
        if self._stopped:
            raise Stopped
        with self._lock:
            self._done, self._total = progress.done, progress.total
