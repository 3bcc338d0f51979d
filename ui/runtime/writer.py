"""The writer: one thread through which a server changes its index, one act after the other."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from pathlib import Path
from queue import SimpleQueue
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

import index
from index import LibraryBusy, OnrecordError, Progress, Report
from index.models.encoder import ANY, Wanted
from ui.runtime.live_record import LiveRecord

log = logging.getLogger(__name__)


class IndexState(BaseModel):
    """What the writer is doing, and what its last run did: the document of GET /index."""

    model_config = ConfigDict(frozen=True)

    state: Literal["idle", "running", "failed"]
    done: int
    total: int
    generation: int | None
    last: Report | None
    error: Annotated[str | None, Field(exclude_if=lambda error: error is None)]


class Stopped(Exception):
    """The server stops, and the run with it."""


class Writer:
    """Brings the index up to date, removes and restores, and has the live record take up each result at once."""

    def __init__(self, home: Path, live: LiveRecord, wanted: Wanted = ANY, *, patience: float = 30.0) -> None:
        """Begin to wait for work; `patience` is how many seconds a removal waits for a run that is under way."""
        self._home, self._wanted = home, wanted
        self._live = live
        self._patience = patience
        self._queue: SimpleQueue[tuple[Future[Report], Callable[[], Report]]] = SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = self._running = self._stopped = False
        self._links: tuple[str, ...] = ()
        self._done = self._total = 0
        self._last: Report | None = None
        self._error: str | None = None
        threading.Thread(target=self._work, name="writer", daemon=True).start()

    @property
    def state(self) -> IndexState:
        """What it is doing at this moment."""
        with self._lock:
            busy = self._waiting or self._running
            return IndexState(
                state="running" if busy else "failed" if self._error else "idle",
                done=self._done,
                total=self._total,
                generation=self._live.generation,
                last=self._last,
                error=None if busy else self._error,
            )

    def bring_up_to_date(self, *links: str) -> IndexState:
        """Have all sources read again, and these links too, soon; a run that has not begun yet serves all who ask."""
        with self._lock:
            begin, self._waiting = not self._waiting, True
            self._links += links
        if begin:
            self._queue.put((Future(), self._bring_up_to_date))
        return self.state

    def remove(self, ids: Sequence[str]) -> Report:
        """Take articles out of what is searched; done when the generation without them answers."""
        return self._in_turn(lambda: index.remove(self._home, ids))

    def restore(self, ids: Sequence[str]) -> Report:
        """Undo a removal; done when the generation with them answers."""
        return self._in_turn(lambda: index.restore(self._home, ids))

    def close(self) -> None:
        """Stop the run that is under way; the next one goes on from what it has encoded."""
        self._stopped = True

    def _in_turn(self, act: Callable[[], Report]) -> Report:
        turn: Future[Report] = Future()
        self._queue.put((turn, act))
        try:
            return turn.result(self._patience)
        except TooLate:
            if not turn.cancel():
                return turn.result()
            message = "the index is being brought up to date and nothing was changed; try again when that is done"
            raise LibraryBusy(message) from None

    def _work(self) -> None:
        while True:
            turn, act = self._queue.get()
            if turn.set_running_or_notify_cancel():
                self._settle(turn, act)

    def _settle(self, turn: Future[Report], act: Callable[[], Report]) -> None:
        try:
            report = act()
            self._live.refresh()
            turn.set_result(report)
        except Exception as error:  # noqa: BLE001 (whoever waits for the turn gets it)
            turn.set_exception(error)

    def _bring_up_to_date(self) -> Report:
        with self._lock:
            self._waiting, self._running, self._error = False, True, None
            links, self._links = self._links, ()
            self._done = self._total = 0
        try:
            report = index.bring_up_to_date(self._home, links, again=True, wanted=self._wanted, progress=self._tell)
            self._live.refresh()
        except Stopped:
            raise
        except Exception as error:
            log.exception("bringing the index up to date failed")
            self._end(error=str(error) if isinstance(error, OnrecordError) else "the server's log says why")
            raise
        self._end(report)
        return report

    def _end(self, report: Report | None = None, error: str | None = None) -> None:
        with self._lock:
            self._running, self._last, self._error = False, report or self._last, error
            self._done = self._done if error else self._total

    def _tell(self, progress: Progress) -> None:
        if self._stopped:
            raise Stopped
        with self._lock:
            self._done, self._total = progress.done, progress.total
