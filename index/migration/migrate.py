"""Migrating: the library, the documents and the index of a home, copied to other parts without encoding anything."""

import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from index.build.assemble import assemble_contents, publish_contents
from index.build.drafts import plan_articles
from index.documents.protocols import Documents
from index.errors import DamagedIndex, DamagedLibrary, NotIndexed, OnrecordError
from index.library.library import Library
from index.migration.copy_library import CopiedRows, copy_library
from index.models.encoder import DEFAULT_MODEL, Encoder, OpenVinoEncoder
from index.parts import Parts, lock_for_writing, open_documents, open_engine, open_library, use_parts
from index.progress import Progress, ProgressCallback, ignore_progress
from index.store import generations
from index.store.generation import Generation

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDERS = ("briefs", "follows")
_FOLDERS_OF_FOLDERS = ("answers", "conversations")


class MigrationReport(BaseModel):
    """What the target has: the rows of its library, all checked, its documents, and the generation that it serves."""

    model_config = ConfigDict(frozen=True)

    rows: CopiedRows
    documents: int
    generation: int
    articles: int
    passages: int
    encoded: int
    seconds: float


def migrate(
    home: Path, source: Parts, new_home: Path, target: Parts, *, progress: ProgressCallback = ignore_progress
) -> MigrationReport:
    """Copy all that a home has to another one with other parts, which this process uses from then on.

    Nothing of the source is changed. When it is interrupted, it goes on where it was when it is called again. Raises
    DamagedLibrary if the source is damaged or the copy differs, NotIndexed if nothing was published, and OnrecordError
    if the target has anything else.
    """
    began = time.monotonic()
    if home.resolve() == new_home.resolve():
        raise OnrecordError(f"{new_home} is where it is now; name another folder")
    if source.library and source.library == target.library:
        raise OnrecordError("the library is there already; `onrecord serve` with another --home serves it, too")
    with _using(source), lock_for_writing(home), open_library(home) as old:
        for line in old.find_damage():
            raise DamagedLibrary(f"{old.database.name}: {line}; nothing was copied")
        previous = generations.load(home, engine=open_engine())
        documents = open_documents(home)
        use_parts(target)
        with lock_for_writing(new_home), open_library(new_home) as new:
            rows = copy_library(old, new, lambda done, total: progress(Progress("copying", done, total)))
            copied = _copy_documents(documents, open_documents(new_home))
            published, encoded = _publish(new_home, new, previous, progress)
    use_parts(target)
    return MigrationReport(
        rows=rows,
        documents=copied,
        generation=published.number,
        articles=len(published.articles),
        passages=len(published.passages),
        encoded=encoded,
        seconds=round(time.monotonic() - began, 3),
    )


@contextmanager
def _using(parts: Parts) -> "Iterator[None]":
    """Use parts in a context, in which others may be chosen later."""
    use_parts(parts)
    try:
        yield
    except BaseException:
        use_parts(parts)
        raise


def _copy_documents(old: Documents, new: Documents) -> int:
    """Copy all documents that are missing or differ; return how many there are."""
    nested = [f"{above}/{name}" for above in _FOLDERS_OF_FOLDERS for name in old.list_folders(above)]
    count = 0
    for folder in (*_FOLDERS, *nested):
        for name, content in old.read_all(folder):
            if new.read(folder, name) != content:
                new.write(folder, name, content)
            count += 1
    return count


def _publish(home: Path, library: Library, previous: Generation, progress: ProgressCallback) -> tuple[Generation, int]:
    """Publish what the previous generation has, unless the home has just that; return it, and how many were encoded."""
    engine = open_engine()
    generations.clear_leftovers(home)
    plan = plan_articles(library, previous)
    try:
        there = generations.load(home, engine=engine)
    except (NotIndexed, DamagedIndex):
        there = None
    if there and there.articles.list_versions() == [*plan.versions]:
        return there, 0

    def load_encoder() -> Encoder:
        return OpenVinoEncoder.load_compatible(previous.model or DEFAULT_MODEL, previous.precision)

    contents, encoded = assemble_contents(home, plan, load_encoder, progress)
    publish_contents(home, contents, engine, progress)
    return generations.load(home, engine=engine), encoded
