"""Updates: sources are read into the library, new passages are encoded, and a generation is published."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from index.build.assemble import assemble_contents, publish_contents
from index.build.checkpoint import delete_checkpoints
from index.build.drafts import ArticlePlan, plan_articles
from index.errors import DamagedIndex, NotIndexed, Unwritable
from index.ingest.fetch_cache import FetchCache
from index.ingest.intake import IntakeResult, Rejected, add_to_library, require_files
from index.ingest.sources import normalize_source, read_sources
from index.library.articles import Article
from index.library.corrections import Change, digest_corrections
from index.library.edits import ArticleChange
from index.library.library import Library, Outcome
from index.models.encoder import ANY_MODEL, DEFAULT_MODEL, Encoder, ModelChoice, OpenVinoEncoder
from index.models.tagging.tags import tagger_digest
from index.parts import lock_for_writing, open_engine, open_library, require_cluster
from index.progress import Progress, ProgressCallback, ignore_progress
from index.store import generations
from index.store.engines.protocols import Engine
from index.store.generation import Generation

if TYPE_CHECKING:
    from index.ingest.web.client import WebClient


class Report(BaseModel):
    """The result of a run; `added_articles` and `changed_articles` are for display and not part of its JSON.

    `notes` are the remarks on new and changed articles, by id, such as what was left out of them.
    """

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
    notes: Annotated[dict[str, tuple[str, ...]], Field(exclude_if=lambda notes: not notes)] = {}
    added_articles: tuple[ArticleChange, ...] = Field(default=(), exclude=True)
    changed_articles: tuple[ArticleChange, ...] = Field(default=(), exclude=True)


def bring_up_to_date(
    home: Path,
    sources: Sequence[str] = (),
    *,
    again: bool = False,
    full: bool = False,
    model: ModelChoice = ANY_MODEL,
    progress: ProgressCallback = ignore_progress,
    web: "Callable[[], WebClient] | None" = None,
) -> Report:
    """Add the articles of sources to the library and publish an index of it; encodes only new and changed passages.

    `again` also reads the sources of earlier runs; `full` encodes all passages again, with the requested model. `web`
    makes the client that fetches pages; without it, one for the public internet. An interrupted run loses little: the
    next one continues from its checkpoint. Before anything is changed, raises UnreadableSource if a source given here
    is missing or empty, OtherModel if the index was built with another model than requested, and LibraryBusy if
    another process is writing.
    """
    named = [normalize_source(source) for source in sources]
    for source in named:
        require_files(source)
    with _begin(home, progress, model, full=full) as run:
        earlier = [source for source in run.library.list_sources() if again and source not in named]
        cache = FetchCache.load(home)
        try:
            return run.publish(
                add_to_library(run.library, [*earlier, *named], read_sources([*earlier, *named], cache, web, progress))
            )
        finally:
            cache.save(home)


def remove(home: Path, ids: Sequence[str], *, progress: ProgressCallback = ignore_progress) -> Report:
    """Exclude articles from the index and publish it; nothing is deleted from the library."""
    with _begin(home, progress) as run:
        run.library.remove(ids)
        return run.publish(IntakeResult(), counts_posted=False)


def restore(home: Path, ids: Sequence[str], *, progress: ProgressCallback = ignore_progress) -> Report:
    """Undo `remove` and publish the index."""
    with _begin(home, progress) as run:
        run.library.restore(ids)
        return run.publish(IntakeResult(), counts_posted=False)


def correct(home: Path, change: Change, *, progress: ProgressCallback = ignore_progress) -> tuple[int, Report]:
    """Record a correction by hand and publish the index with it; return its number and the report.

    Raises UnknownItem if it undoes a correction that there is not.
    """
    with _begin(home, progress) as run:
        number = run.library.corrections.add(change)
        return number, run.publish(IntakeResult(), counts_posted=False)


def add_article(home: Path, article: Article, original: bytes | None = None) -> Outcome:
    """Add one article to the library, with the PDF that it was read from; the next run indexes it."""
    with open_library(home) as library, library.transaction():
        return library.add(article, original=original)


def revise_article(home: Path, id: str, changes: Mapping[str, str | None]) -> Outcome:
    """Change some fields of an article by hand, as a new version; the next run indexes it."""
    with open_library(home) as library, library.transaction():
        return library.revise(id, changes)


class _Published(NamedTuple):
    """A generation by its number, and how many passages it has."""

    number: int
    passages: int


@dataclass(frozen=True, slots=True)
class _Run:
    """A run in progress: the only writer of its home; `previous` is the generation whose vectors can be reused."""

    home: Path
    library: Library
    engine: Engine
    previous: Generation | None
    model: ModelChoice
    progress: ProgressCallback
    started: float

    def publish(self, intake: IntakeResult, *, counts_posted: bool = True) -> Report:
        """Publish the current articles of the library, unless the current generation has exactly those."""
        plan = plan_articles(self.library, self.previous)
        if counts_posted:
            self._report_posted(plan, intake)
        published, encoded = self._publish(plan)
        delete_checkpoints(self.home)
        return Report(
            added=intake.statuses.count("added"),
            updated=intake.statuses.count("updated"),
            unchanged=intake.statuses.count("unchanged"),
            rejected=tuple(intake.rejected),
            encoded=encoded,
            articles=len(plan.versions),
            passages=published.passages,
            generation=published.number,
            seconds=round(time.monotonic() - self.started, 3),
            notes={change.id: change.notes for change in (*intake.added, *intake.changed) if change.notes},
            added_articles=tuple(intake.added),
            changed_articles=tuple(intake.changed),
        )

    def _publish(self, plan: ArticlePlan) -> tuple["_Published", int]:
        """Publish a generation unless the current one has exactly these articles; return how many were encoded, too."""
        if self.previous and self._is_current(self.previous, plan):
            return _Published(self.previous.number, len(self.previous.passages)), 0
        contents, encoded = assemble_contents(self.home, plan, self._load_encoder, self.progress)
        number = publish_contents(self.home, contents, self.engine, self.progress)
        return _Published(number, len(contents.passages)), encoded

    def _report_posted(self, plan: ArticlePlan, intake: IntakeResult) -> None:
        """Count what has come into the library since the previous generation by another way than the sources read."""
        if self.previous is None:
            return
        read = {id_ for _, id_ in intake.articles_by_id}
        versions = dict(self.previous.articles.list_versions())
        for row in (draft.row for draft in plan.drafts):
            if row.id not in read and versions.get(row.id) != row.version:
                change = ArticleChange(id=row.id, version=row.version, title=row.title, notes=())
                intake.report(change, "updated" if row.id in versions else "added")

    def _is_current(self, previous: Generation, plan: ArticlePlan) -> bool:
        has_columns = previous.sentence_columns is not None  # built with this gazetteer, by a version that has them
        active = [correction for correction in self.library.corrections.list_all() if correction.holds]
        has_corrections = previous.corrections_digest == digest_corrections(active)
        return has_columns and has_corrections and not plan.drafts and len(plan.versions) == len(previous.articles)

    def _load_encoder(self) -> Encoder:
        self.progress(Progress("preparing", 0, 1))
        encoder = OpenVinoEncoder.load(self.model.model or DEFAULT_MODEL, self.model.precision)
        self.progress(Progress("preparing", 1, 1))
        return encoder


@contextmanager
def _begin(
    home: Path, progress: ProgressCallback, model: ModelChoice = ANY_MODEL, *, full: bool = False
) -> Iterator[_Run]:
    started = time.monotonic()
    require_cluster()
    with _translated_errors(home), lock_for_writing(home), open_library(home) as library:
        generations.clear_leftovers(home)
        engine = open_engine()
        previous = _load_previous(home, engine)
        if previous:
            generations.make_current(home, previous.number)
        if previous and not full:
            model.require(previous.model, previous.precision)
            model = ModelChoice(previous.model, "int8" if previous.precision == "int8" else None)
        has_same_tagger = previous is not None and previous.tagger_digest == tagger_digest()
        is_reusable = has_same_tagger and not full  # one pass yields tags and vectors: both are reused or neither
        yield _Run(home, library, engine, previous if is_reusable else None, model, progress, started)


@contextmanager
def _translated_errors(home: Path) -> Iterator[None]:
    """Raise failed writes as Unwritable; failed reads of sources are reported by the readers."""
    try:
        yield
    except OSError as error:
        failure = f"{error.filename or home} cannot be written: {error.strerror or error}"
        message = f"{failure}; free disk space or check the permissions, then run this again"
        raise Unwritable(message) from error


def _load_previous(home: Path, engine: Engine) -> Generation | None:
    """Open the generation whose vectors can be reused; without one, all passages are encoded.

    Damaged generations are set aside, so that they are neither counted among the retained ones nor deleted.
    """
    try:
        return generations.load(home, partial(generations.set_aside, home), engine=engine)
    except (NotIndexed, DamagedIndex):
        return None
