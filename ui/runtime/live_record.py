"""The live record: always the newest sound generation, swapped under readers who notice nothing."""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import rag
from index import DamagedIndex, NotIndexed, OnrecordError, StoredArticle
from index.models.encoder import ANY, DEFAULT_MODEL, Encoder, OpenVinoEncoder, Wanted
from index.store import generation
from rag import KEPT_DAYS, Answer, Filters, Holdings, Record, ReopenedAnswer
from ui.documents.fields import today

LOOK_EVERY_SECONDS = 1.0
NOTHING = "nothing is indexed yet: run `onrecord index FOLDER`; this page takes it up within a second or two"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Lease:
    """An open record and how many are reading it; whoever leaves last, after a swap, closes it."""

    record: Record
    readers: int = 0
    replaced: bool = False


class LiveRecord:
    """The record of a home for as long as a server runs, whatever is published meanwhile.

    It may begin with nothing indexed: every question then raises NotIndexed until a generation is published.
    """

    def __init__(self, home: Path, wanted: Wanted = ANY, *, keep_days: int = KEPT_DAYS) -> None:
        self._home, self._wanted, self._keep_days = home, wanted, keep_days
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._lease: Lease | None = None
        self._reason: OnrecordError | None = NotIndexed(NOTHING)
        self._seen: object = None  # what was published at the last look: what is damaged is not read every second
        self._stopped = threading.Event()
        self.refresh()

    @property
    def generation(self) -> int | None:
        """The number of the generation that answers, None before there is one."""
        lease = self._lease
        return lease.record.generation if lease else None

    @property
    def reason(self) -> str | None:
        """Why the current generation is not the one that answers, None where it is."""
        return str(self._reason) if self._reason else None

    @property
    def encoder(self) -> Encoder:
        """The model that reads a text: that of the generation that answers, and before there is one that wanted."""
        lease = self._lease
        return lease.record.encoder if lease else without_index(self._wanted)

    @contextmanager
    def reading(self) -> Iterator[Record]:
        """Lend the record; it stays open until it is given back, also when a newer one has taken its place."""
        with self._lock:
            lease = self._lease
            if lease is None:
                raise self._reason or NotIndexed(NOTHING)
            lease.readers += 1
        try:
            yield lease.record
        finally:
            self._give_back(lease)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[tuple[str, str]] = (),
        filters: Filters | None = None,
        aliases: bool = True,
    ) -> Answer:
        """Answer a person who asks today; see rag.Record.ask."""
        with self.reading() as record:
            return record.ask(question, history=history, filters=filters, asked=today(), aliases=aliases)

    def reopen(self, id: str) -> ReopenedAnswer:
        """Give an answer again; see rag.Record.reopen."""
        with self.reading() as record:
            return record.reopen(id)

    def suggestions(self) -> Sequence[str]:
        """Give first questions that the record answers, none before there is one."""
        try:
            with self.reading() as record:
                return record.suggestions()
        except OnrecordError:
            return ()

    def article(self, id: str, version: int | None = None) -> StoredArticle:
        """Give one article; see rag.Record.article."""
        with self.reading() as record:
            return record.article(id, version)

    def holdings(self) -> Holdings:
        """Say what is on record; see rag.Record.holdings."""
        with self.reading() as record:
            return record.holdings()

    def refresh(self) -> None:
        """Take up the newest sound generation where another has been published or set aside since the last look."""
        with self._opening:
            published = generation.kept(self._home)
            if published == self._seen:
                return
            try:
                self._take_up(rag.open(self._home, self._wanted, keep_days=self._keep_days))
                self._seen = published
            except OnrecordError as error:
                self._tell(error)
                if isinstance(error, NotIndexed | DamagedIndex):
                    self._seen = published

    def watch(self) -> threading.Thread:
        """Look for new generations in the background until `close`."""
        thread = threading.Thread(target=self._look, name="live record", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """Stop looking."""
        self._stopped.set()

    def _look(self) -> None:
        while not self._stopped.wait(LOOK_EVERY_SECONDS):
            try:
                self.refresh()
            except Exception:  # whatever it was, the next look may go well
                log.exception("looking for a new generation failed")

    def _take_up(self, record: Record) -> None:
        if record.generation == self.generation:
            record.close()
        else:
            self._swap(record)
        newest = generation.kept(self._home)[0]
        message = f"generation {newest} is damaged; generation {record.generation} answers in its place"
        self._tell(DamagedIndex(message) if newest != record.generation else None)

    def _tell(self, reason: OnrecordError | None) -> None:
        """Keep why the current generation does not answer, and log it once."""
        if reason and str(reason) != str(self._reason):
            log.warning("%s", reason)
        self._reason = reason

    def _swap(self, record: Record) -> None:
        with self._lock:
            old, self._lease = self._lease, Lease(record)
        if old:
            self._retire(old)

    def _retire(self, lease: Lease) -> None:
        with self._lock:
            lease.replaced = True
            unread = not lease.readers
        if unread:
            lease.record.close()

    def _give_back(self, lease: Lease) -> None:
        with self._lock:
            lease.readers -= 1
            last = lease.replaced and not lease.readers
        if last:
            lease.record.close()


def without_index(wanted: Wanted) -> Encoder:
    """Give the model that is wanted where no index says which; loaded once."""
    return OpenVinoEncoder.load(wanted.model or DEFAULT_MODEL, wanted.precision)
