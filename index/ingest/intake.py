"""Intake: articles that were read enter the library; a rejected one is reported with its reason."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.errors import DamagedLibrary, RejectedArticle, UnreadableSource
from index.ingest.readers.registry import FORMATS, ReadResult, UnchangedSource, list_files
from index.ingest.sources import is_address
from index.library.articles import Article, derive_id
from index.library.edits import ArticleChange, Edit, compare_versions
from index.library.library import Library, Outcome

_MAX_REPORTED = 100  # added and changed articles that a run reports in full; of more it reports the number


class Rejected(BaseModel):
    """An article that was rejected: its source, and why."""

    model_config = ConfigDict(frozen=True)

    source: str
    reason: str


@dataclass(slots=True)
class IntakeResult:
    """What a run has added, changed and rejected so far; `articles_by_id` is keyed by (origin, id)."""

    statuses: list[str] = field(default_factory=list)
    added: list[ArticleChange] = field(default_factory=list)
    changed: list[ArticleChange] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    articles_by_id: dict[tuple[str, str], Article] = field(default_factory=dict)

    def report(self, change: ArticleChange, status: Literal["added", "updated"]) -> None:
        """Count an article, and keep what changed if there is room."""
        self.statuses.append(status)
        changes = self.added if status == "added" else self.changed
        if len(changes) < _MAX_REPORTED:
            changes.append(change)


def add_to_library(
    library: Library, sources: Sequence[str], batches: Iterator[Iterable[ReadResult | UnchangedSource]]
) -> IntakeResult:
    """Add what was read to the library, one transaction per batch, and remember the sources."""
    intake = IntakeResult()
    for batch in batches:
        with library.transaction():
            for result in batch:
                _add(library, result, intake)
    for source in sources:
        library.remember_source(source)
    return intake


def _add(library: Library, result: ReadResult | UnchangedSource, intake: IntakeResult) -> None:
    if isinstance(result, UnchangedSource):
        intake.statuses.append("unchanged")
        return
    try:
        article = result.require_article()
        _require_utf8_name(result.origin)
        _require_unique_id(result, article, intake)
        outcome = library.add(article, origin=result.origin, place=result.place, original=result.original)
    except RejectedArticle as error:
        intake.rejected.append(Rejected(source=printable_path(result.origin), reason=str(error)))
    else:
        _report(library, article, outcome, intake)


def _report(library: Library, article: Article, outcome: Outcome, intake: IntakeResult) -> None:
    change = ArticleChange(id=outcome.id, version=outcome.version, title=article.title, notes=article.notes)
    if outcome.status == "unchanged":
        intake.statuses.append(outcome.status)
    elif outcome.status == "updated" and len(intake.changed) < _MAX_REPORTED:
        intake.report(change.model_copy(update={"edits": _find_edits(library, outcome, article)}), outcome.status)
    else:
        intake.report(change, outcome.status)


def _find_edits(library: Library, outcome: Outcome, article: Article) -> tuple[Edit, ...]:
    """Return how an article changed; nothing if its previous version is damaged, which the new one replaces."""
    try:
        return compare_versions(library.get(outcome.id, outcome.version - 1), article)
    except DamagedLibrary:
        return ()


def printable_path(path: str) -> str:
    """Return a path as text, with replacement characters for bytes that are not UTF-8."""
    return os.fsencode(path).decode(errors="replace")


def _require_utf8_name(origin: str) -> None:
    if printable_path(origin) != origin:
        raise RejectedArticle("the file name is not UTF-8; rename the file")


def _require_unique_id(result: ReadResult, article: Article, intake: IntakeResult) -> None:
    """Reject a second article with the same id in one file: neither is a correction of the other."""
    id_ = derive_id(article, result.place)
    if intake.articles_by_id.setdefault((result.origin, id_), article) != article:
        message = f"the id {id_!r} occurs twice in this file, for different articles; give each an id of its own"
        raise RejectedArticle(message)


def require_files(source: str) -> None:
    """Raise UnreadableSource if a source is missing, empty, or has a name that is not UTF-8; addresses pass."""
    if is_address(source):
        return
    if printable_path(source) != source:
        message = f"{printable_path(source)}: the name is not UTF-8; rename it"
        raise UnreadableSource(message)
    if not list_files(Path(source)):
        message = f"{source}: the folder is empty; put {', '.join(FORMATS)} files into it"
        raise UnreadableSource(message)
