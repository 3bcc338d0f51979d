"""Live record: serves the newest sound generation, and replaces it without interrupting its readers."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import rag
from index import (
    ANY_MODEL,
    DEFAULT_MODEL,
    DamagedIndex,
    Encoder,
    ModelChoice,
    NotIndexed,
    OnrecordError,
    OpenVinoEncoder,
    list_published,
)
from rag import RETENTION_DAYS, Answer, Record

POLL_SECONDS = 1.0
NOTHING_INDEXED = "nothing is indexed yet: run `onrecord index FOLDER`; the page picks it up within two seconds"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _OpenRecord:
    """An open record with its number of readers; once it is replaced, its last reader closes it."""

    record: Record
    readers: int = 0
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why the newest generation cannot be served.

    Keeps no exception object: the traceback of an object grows with every raise, and keeps the frames alive.
    """

    kind: type[OnrecordError]
    message: str
    detail: str = ""

    @classmethod
    def of(cls, error: OnrecordError) -> "_Failure":
        """Return what an error says."""
        return cls(type(error), str(error), error.detail)

    def to_error(self) -> OnrecordError:
        """Return a new exception."""
        return self.kind(self.message, detail=self.detail)


class LiveRecord:
    """The record of a home while a server runs, whatever is published in the meantime.

    It may start with nothing indexed: `lease` then raises NotIndexed until a generation is published.
    """

    def __init__(
        self,
        home: Path,
        wanted: ModelChoice = ANY_MODEL,
        *,
        keep_days: int = RETENTION_DAYS,
        on_answer: Callable[[Answer], None] = lambda _: None,
    ) -> None:
        self._home, self._wanted, self._keep_days, self._on_answer = home, wanted, keep_days, on_answer
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._current: _OpenRecord | None = None
        self._failure: _Failure | None = _Failure(NotIndexed, NOTHING_INDEXED)
        self._seen: object = None  # the generations at the last check: damaged ones are not read again every second
        self._prepared: int | None = None
        self._stopped = threading.Event()
        self.refresh()

    @property
    def generation(self) -> int | None:
        """The number of the generation that is served, None if there is none yet."""
        current = self._current
        return current.record.generation if current else None

    @property
    def reason(self) -> str | None:
        """Why the newest generation is not the one that is served, None if it is."""
        return self._failure.message if self._failure else None

    @property
    def encoder(self) -> Encoder:
        """The encoder of the generation that is served, or the requested one if there is none yet."""
        current = self._current
        return current.record.encoder if current else load_default_encoder(self._wanted)

    @contextmanager
    def lease(self) -> Iterator[Record]:
        """Hold the record open during the context, even if a newer one replaces it.

        Raises NotIndexed, or another OnrecordError, if there is no record to serve.
        """
        with self._lock:
            current = self._current
            if current is None:
                raise self._failure.to_error() if self._failure else NotIndexed(NOTHING_INDEXED)
            current.readers += 1
        try:
            yield current.record
        finally:
            self._release(current)

    def refresh(self) -> None:
        """Open the newest sound generation if any has been published or removed since the last check."""
        with self._opening:
            try:
                published = list_published(self._home)
            except OnrecordError as error:  # the next check may succeed
                if self._current is None:
                    self._set_failure(_Failure.of(error))
                return
            if published == self._seen:
                return
            try:
                opened = rag.open(self._home, self._wanted, keep_days=self._keep_days)
                self._adopt(replace(opened, on_answer=self._on_answer))
                self._seen = published
            except OnrecordError as error:
                self._set_failure(_Failure.of(error))
                if isinstance(error, NotIndexed | DamagedIndex):
                    self._seen = published

    def watch(self) -> threading.Thread:
        """Check for new generations in the background until `close`."""
        thread = threading.Thread(target=self._poll, name="live record", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """Stop checking for new generations."""
        self._stopped.set()

    def _poll(self) -> None:
        self._prepare()
        while not self._stopped.wait(POLL_SECONDS):
            try:
                self.refresh()
                self._prepare()
            except Exception:  # the next check may succeed
                log.exception("checking for a new generation failed")

    def _prepare(self) -> None:
        """Compute once for each generation what its first questions would wait for, while it is served."""
        if self.generation in {None, self._prepared}:
            return
        try:
            with self.lease() as record:
                self._prepared = record.generation
                record.prepare()
        except Exception:  # a question computes it then
            log.exception("preparing for questions failed")

    def _adopt(self, record: Record) -> None:
        if record.generation == self.generation:
            record.close()
        else:
            self._replace(record)
        newest = list_published(self._home)[0]
        message = f"generation {newest} is damaged; generation {record.generation} is served instead"
        self._set_failure(_Failure(DamagedIndex, message) if newest != record.generation else None)

    def _set_failure(self, failure: _Failure | None) -> None:
        """Remember why the newest generation is not served, and log it once; an empty library is no fault."""
        if failure and failure.kind is not NotIndexed and failure.message != self.reason:
            log.warning("%s", failure.message)
        self._failure = failure

    def _replace(self, record: Record) -> None:
        with self._lock:
            former, self._current = self._current, _OpenRecord(record)
            unused = False
            if former:
                former.replaced = True
                unused = not former.readers
        if former and unused:
            former.record.close()

    def _release(self, opened: _OpenRecord) -> None:
        with self._lock:
            opened.readers -= 1
            is_last = opened.replaced and not opened.readers
        if is_last:
            opened.record.close()


def load_default_encoder(wanted: ModelChoice) -> Encoder:
    """Return the requested encoder, for use without an index; it is loaded once per process."""
    return OpenVinoEncoder.load(wanted.model or DEFAULT_MODEL, wanted.precision)
