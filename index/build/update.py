"""Bring the index up to date: sources to the library, what is new through the encoder, all into a generation."""

import fcntl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from index.build import checkpoint as journal
from index.build.assemble import assemble
from index.errors import DamagedIndex, LibraryBusy, NotIndexed, Unwritable
from index.ingest.fetch_cache import Visits
from index.ingest.intake import Rejected, Tally, require_files, take_in
from index.ingest.sources import read_sources, spelled_out
from index.library.articles import Article
from index.library.edits import Arrival
from index.library.library import Library, Outcome
from index.models.encoder import ANY, DEFAULT_MODEL, Encoder, OpenVinoEncoder, Wanted
from index.models.tags import tagger
from index.names.gazetteer import aliases
from index.progress import Progress, Watcher, unwatched
from index.store import generation
from index.store.generation import Generation
from index.store.tables import Contents

if TYPE_CHECKING:
    from index.ingest.web.client import Web


class Report(BaseModel):
    """What a run did, and what there is now; what came and changed is for people, and in no JSON document."""

    model_config = ConfigDict(frozen=True)

    added: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    encoded: int
    articles: int
    passages: int
    generation: int
    seconds: float
    came: tuple[Arrival, ...] = Field(default=(), exclude=True)
    changed: tuple[Arrival, ...] = Field(default=(), exclude=True)


def bring_up_to_date(
    home: Path,
    sources: Sequence[str] = (),
    *,
    again: bool = False,
    full: bool = False,
    wanted: Wanted = ANY,
    progress: Watcher = unwatched,
    web: "Callable[[], Web] | None" = None,
) -> Report:
    """Add what the sources hold to the library and publish an index of it; only new and changed passages are encoded.

    `again` reads every source of earlier runs once more, `full` encodes everything anew, with the model that is wanted.
    `web` makes the client that fetches pages, where another is wanted than one for the public internet.
    A run that is killed loses little: the next one goes on from what was encoded. Raises, before anything is changed,
    UnreadableSource where a source named here is missing or empty, OtherModel where the index was made with another
    model than is wanted, and LibraryBusy while another process writes.
    """
    named = [spelled_out(source) for source in sources]
    for source in named:
        require_files(source)
    with _begin(home, progress, wanted, full=full) as run:
        known = [source for source in run.library.sources() if again and source not in named]
        visits = Visits.load(home)
        try:
            return run.publish(
                take_in(run.library, [*known, *named], read_sources([*known, *named], visits, web, progress))
            )
        finally:
            visits.save(home)


def remove(home: Path, ids: Sequence[str], *, progress: Watcher = unwatched) -> Report:
    """Take articles out of what is searched, at once; nothing is deleted."""
    with _begin(home, progress) as run:
        run.library.remove(ids)
        return run.publish(Tally())


def restore(home: Path, ids: Sequence[str], *, progress: Watcher = unwatched) -> Report:
    """Undo `remove`, at once."""
    with _begin(home, progress) as run:
        run.library.restore(ids)
        return run.publish(Tally())


def add_article(home: Path, article: Article) -> Outcome:
    """Put one article into the library; the next run brings it into the index."""
    with Library.open(home) as library, library.transaction():
        return library.add(article)


@contextmanager
def _writing(home: Path, patience: float = 30.0) -> Iterator[None]:
    """Be the only writer of a home; the kernel frees the lock when a process dies."""
    home.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + patience
    with (home / "lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    message = f"another process is writing to {home}; try again when it has finished"
                    raise LibraryBusy(message) from None
                time.sleep(0.05)
        yield


@dataclass(frozen=True, slots=True)
class _Run:
    """A run under way: the only writer of its home, and the generation whose vectors can be carried over."""

    home: Path
    library: Library
    previous: Generation | None
    wanted: Wanted
    progress: Watcher
    began: float

    def publish(self, tally: Tally) -> Report:
        """Publish what the library holds now, unless the current generation holds just that."""
        contents, encoded = assemble(self.home, self.library.current(), self.previous, self._encoder, self.progress)
        if self.previous and not encoded and self._holds(self.previous, contents):
            number = self.previous.number
        else:
            self.progress(Progress("publishing", 0, 1))
            number = generation.publish(self.home, contents)
            self.progress(Progress("publishing", 1, 1))
        journal.forget(self.home)
        return Report(
            added=tally.statuses.count("added"),
            updated=tally.statuses.count("updated"),
            unchanged=tally.statuses.count("unchanged"),
            rejected=tuple(tally.rejected),
            encoded=encoded,
            articles=len(contents.articles),
            passages=len(contents.passages),
            generation=number,
            seconds=round(time.monotonic() - self.began, 3),
            came=tuple(tally.came),
            changed=tuple(tally.changed),
        )

    @staticmethod
    def _holds(generation: Generation, contents: Contents) -> bool:
        return generation.aliases == aliases().digest and [*contents.articles] == [*generation.articles]

    def _encoder(self) -> Encoder:
        self.progress(Progress("preparing", 0, 1))
        encoder = OpenVinoEncoder.load(self.wanted.model or DEFAULT_MODEL, self.wanted.precision)
        self.progress(Progress("preparing", 1, 1))
        return encoder


@contextmanager
def _begin(home: Path, progress: Watcher, wanted: Wanted = ANY, *, full: bool = False) -> Iterator[_Run]:
    began = time.monotonic()
    with _telling(home), _writing(home), Library.open(home) as library:
        generation.clear_leftovers(home)
        previous = _previous(home)
        if previous:
            generation.make_current(home, previous.number)
        if previous and not full:
            wanted.require(previous.model, previous.precision)
            wanted = Wanted(previous.model, "int8" if previous.precision == "int8" else None)
        carried = previous and not full and previous.tagger == tagger()  # the pass that tags gives vectors, too
        yield _Run(home, library, previous if carried else None, wanted, progress, began)


@contextmanager
def _telling(home: Path) -> Iterator[None]:
    """Say in one line what the disk refuses; what cannot be read of a source is told by its readers."""
    try:
        yield
    except OSError as error:
        refused = f"{error.filename or home} cannot be written: {error.strerror or error}"
        message = f"{refused}; make room on the disk, or check its rights, and run this again"
        raise Unwritable(message) from error


def _previous(home: Path) -> Generation | None:
    """Open the generation whose vectors can be carried over; a missing or damaged one costs only the encoding.

    What is damaged is set aside now, so that it neither counts among those that are kept nor is ever deleted.
    """
    try:
        return generation.load(home, partial(generation.set_aside, home))
    except (NotIndexed, DamagedIndex):
        return None
