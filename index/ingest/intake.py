"""Intake: what sources hold goes into the library, article by article; what is refused is told with its reason."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from index.errors import DamagedLibrary, RejectedArticle, UnreadableSource
from index.ingest.readers.registry import FORMATS, Found, Same, files
from index.ingest.sources import is_address
from index.library.articles import Article, identify
from index.library.edits import Arrival, Edit, edits
from index.library.library import Library, Outcome

_TOLD = 100  # articles that came, and that changed, of which a run tells more than their number


class Rejected(BaseModel):
    """An article that was refused: where it stood, and why."""

    model_config = ConfigDict(frozen=True)

    source: str
    reason: str


@dataclass(slots=True)
class Tally:
    """What reading has come to so far."""

    statuses: list[str] = field(default_factory=list)
    came: list[Arrival] = field(default_factory=list)
    changed: list[Arrival] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    seen: dict[tuple[str, str], Article] = field(default_factory=dict)


def take_in(library: Library, sources: Sequence[str], batches: Iterator[Iterable[Found | Same]]) -> Tally:
    """Put what was read into the library, a transaction for each batch, and remember where it came from."""
    tally = Tally()
    for batch in batches:
        with library.transaction():
            for found in batch:
                _add(library, found, tally)
    for source in sources:
        library.remember(source)
    return tally


def _add(library: Library, found: Found | Same, tally: Tally) -> None:
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
        tally.rejected.append(Rejected(source=shown(found.origin), reason=str(reason)))
    else:
        _count(library, found.article, outcome, tally)


def _count(library: Library, article: Article, outcome: Outcome, tally: Tally) -> None:
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


def shown(path: str) -> str:
    """Give a path as text; bytes of a name that are none become marks."""
    return os.fsencode(path).decode(errors="replace")


def _refuse_a_name(origin: str) -> None:
    if shown(origin) != origin:
        raise RejectedArticle("its name is not UTF-8; rename the file")


def _refuse_a_namesake(found: Found, article: Article, tally: Tally) -> None:
    """Refuse a second article of one id in one file: neither is a correction of the other."""
    id_ = identify(article, found.place)
    if tally.seen.setdefault((found.origin, id_), article) != article:
        message = f"its id {id_!r} stands twice in this file, for different articles; give each an id of its own"
        raise RejectedArticle(message)


def require_files(source: str) -> None:
    """Refuse a source that cannot be one before anything is changed: UnreadableSource."""
    if is_address(source):
        return
    if shown(source) != source:
        message = f"{shown(source)}: its name is not UTF-8; rename it"
        raise UnreadableSource(message)
    if not files(Path(source)):
        message = f"{source}: the folder is empty; put {', '.join(FORMATS)} files into it"
        raise UnreadableSource(message)
