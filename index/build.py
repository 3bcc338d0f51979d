"""Bring the index up to date: sources to the library, what is new through the encoder, all into a generation."""

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from index import generation, journal
from index.aliases import aliases
from index.articles import Article, identify
from index.assembly import assemble
from index.changes import Arrival, Edit, edits
from index.encoder import ANY, DEFAULT_MODEL, Encoder, OpenVinoEncoder, Wanted
from index.errors import (
    DamagedIndex,
    DamagedLibrary,
    LibraryBusy,
    NotIndexed,
    RejectedArticle,
    UnreadableSource,
    Unwritable,
)
from index.generation import Generation
from index.library import Library, Outcome
from index.progress import Progress, Watcher, unwatched
from index.readers import FORMATS, Found, Same, files
from index.sources import is_address, read_sources, spelled_out
from index.tables import Contents
from index.tags import tagger
from index.visits import Visits

if TYPE_CHECKING:
    from index.web.client import Web


_TOLD = 100  # articles that came, and that changed, of which a run tells more than their number


class Rejected(BaseModel):
    """An article that was refused: where it stood, and why."""

    model_config = ConfigDict(frozen=True)

    source: str
    reason: str


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
        _require_files(source)
    with _begin(home, progress, wanted, full=full) as run:
        known = [source for source in run.library.sources() if again and source not in named]
        visits = Visits.load(home)
        try:
            return run.publish(
                _take_in(run.library, [*known, *named], read_sources([*known, *named], visits, web, progress))
            )
        finally:
            visits.save(home)


def remove(home: Path, ids: Sequence[str], *, progress: Watcher = unwatched) -> Report:
    """Take articles out of what is searched, at once; nothing is deleted."""
    with _begin(home, progress) as run:
        run.library.remove(ids)
        return run.publish(_Tally())


def restore(home: Path, ids: Sequence[str], *, progress: Watcher = unwatched) -> Report:
    """Undo `remove`, at once."""
    with _begin(home, progress) as run:
        run.library.restore(ids)
        return run.publish(_Tally())


def add_article(home: Path, article: Article) -> Outcome:
    """Put one article into the library; the next run brings it into the index."""
    with Library.open(home) as library, library.transaction():
        return library.add(article)


@dataclass(slots=True)
class _Tally:
    """What reading has come to so far."""

    statuses: list[str] = field(default_factory=list)
    came: list[Arrival] = field(default_factory=list)
    changed: list[Arrival] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    seen: dict[tuple[str, str], Article] = field(default_factory=dict)


def _require_files(source: str) -> None:
    if is_address(source):
        return
    if _shown(source) != source:
        message = f"{_shown(source)}: its name is not UTF-8; rename it"
        raise UnreadableSource(message)
    if not files(Path(source)):
        message = f"{source}: the folder is empty; put {', '.join(FORMATS)} files into it"
        raise UnreadableSource(message)


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


def _take_in(library: Library, sources: Sequence[str], batches: Iterator[Iterable[Found | Same]]) -> _Tally:
    tally = _Tally()
    for batch in batches:
        with library.transaction():
            for found in batch:
                _add(library, found, tally)
    for source in sources:
        library.remember(source)
    return tally


def _add(library: Library, found: Found | Same, tally: _Tally) -> None:
    if isinstance(found, Same):
        tally.statuses.append("unchanged")
        return
    try:
        if isinstance(found.article, RejectedArticle):
            raise found.article
        _refuse_a_name(found.origin)
        _refuse_a_namesake(found, found.article, tally)
        outcome = library.add(found.article, origin=found.origin, place=found.place)
    except RejectedArticle as reason:
        tally.rejected.append(Rejected(source=_shown(found.origin), reason=str(reason)))
    else:
        _count(library, found.article, outcome, tally)


def _count(library: Library, article: Article, outcome: Outcome, tally: _Tally) -> None:
    tally.statuses.append(outcome.status)
    arrival = Arrival(id=outcome.id, version=outcome.version, title=article.title, notes=article.notes)
    if outcome.status == "added" and len(tally.came) < _TOLD:
        tally.came.append(arrival)
    elif outcome.status == "updated" and len(tally.changed) < _TOLD:
        tally.changed.append(arrival.model_copy(update={"edits": _edits(library, outcome, article)}))


def _edits(library: Library, outcome: Outcome, article: Article) -> tuple[Edit, ...]:
    """Tell how an article changed; nothing where the version before is damaged, which this one makes good."""
    try:
        return edits(library.get(outcome.id, outcome.version - 1), article)
    except DamagedLibrary:
        return ()


def _shown(path: str) -> str:
    """Give a path as text; bytes of a name that are none become marks."""
    return os.fsencode(path).decode(errors="replace")


def _refuse_a_name(origin: str) -> None:
    if _shown(origin) != origin:
        raise RejectedArticle("its name is not UTF-8; rename the file")


def _refuse_a_namesake(found: Found, article: Article, tally: _Tally) -> None:
    """Refuse a second article of one id in one file: neither is a correction of the other."""
    id_ = identify(article, found.place)
    if tally.seen.setdefault((found.origin, id_), article) != article:
        message = f"its id {id_!r} stands twice in this file, for different articles; give each an id of its own"
        raise RejectedArticle(message)


@dataclass(frozen=True, slots=True)
class _Run:
    """A run under way: the only writer of its home, and the generation whose vectors can be carried over."""

    home: Path
    library: Library
    previous: Generation | None
    wanted: Wanted
    progress: Watcher
    began: float

    def publish(self, tally: _Tally) -> Report:
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
