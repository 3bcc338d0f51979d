"""Follows: saved questions, and what has come, been corrected or removed since each was last looked at."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.library.articles import sha256_of
from index.parts import open_documents
from rag.answers.citations import Citation
from rag.query.filters import Filters
from rag.query.question import check_question
from rag.record import Record
from rag.workspace.document_store import DocumentStore, now

MAX_ITEMS = 2_000
"""Quotations of a followed question that are kept; the newest stay."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class FollowedItem(_Model):
    """A quotation of a followed question, when it was first noticed, and whether its article still has its words."""

    citation: Citation
    noticed: str
    status: Literal["stands", "corrected", "removed"] = "stands"


class Follow(_Model):
    """A saved question; its items by key, newest first, and when it was last looked at."""

    id: str
    question: str
    filters: Filters = Filters()
    created: str
    seen: str
    generation: int | None = None
    items: dict[str, FollowedItem] = {}


class FollowNews(_Model):
    """What is new of a followed question since it was last looked at."""

    id: str
    question: str
    filters: Filters
    created: str
    seen: str
    total: int
    new: tuple[FollowedItem, ...]


class FollowStore:
    """The followed questions of a home."""

    def __init__(self, home: Path) -> None:
        self._store = DocumentStore(open_documents(home), "follows", Follow, "followed question")

    def add(self, record: Record, question: str, filters: Filters | None = None) -> Follow:
        """Follow a question from now on: what is on record today is not news. Raise InvalidQuestion."""
        check_question(question)
        began = now()
        follow = Follow(
            id=self._store.make_id(), question=question, filters=filters or Filters(), created=began, seen=began
        )
        with self._store.exclusive():
            return self._store.save(follow.id, _look(record, follow))

    def list_news(self, record: Record) -> tuple[FollowNews, ...]:
        """Return what is new of every followed question, the latest question first."""
        follows = sorted(self._store.list_all(), key=lambda follow: follow.created, reverse=True)
        return tuple(summarize_news(self.refresh(record, follow.id)) for follow in follows)

    def refresh(self, record: Record, id: str) -> Follow:
        """Return a followed question with what the record has for it now; raise UnknownItem."""
        follow = self._store.load(id)
        if follow.generation == record.generation:
            return follow
        with self._store.exclusive():
            return self._store.save(id, _look(record, self._store.load(id)))

    def mark_seen(self, record: Record, id: str) -> Follow:
        """Note that all of a question's news was looked at; raise UnknownItem."""
        self.refresh(record, id)
        with self._store.exclusive():
            return self._store.save(id, self._store.load(id).model_copy(update={"seen": now()}))

    def delete(self, id: str) -> None:
        """Follow a question no longer; raise UnknownItem."""
        self._store.delete(id)


def summarize_news(follow: Follow) -> FollowNews:
    """Return the items that were noticed since the question was last looked at, newest first."""
    fresh = [item for item in follow.items.values() if item.noticed > follow.seen]
    return FollowNews(
        **follow.model_dump(include={"id", "question", "created", "seen"}),
        filters=follow.filters,
        total=len(follow.items),
        new=tuple(sorted(fresh, key=lambda item: (item.noticed, item.citation.published or ""), reverse=True)),
    )


def _look(record: Record, follow: Follow) -> Follow:
    """Ask the question again: note what was not there before, and what is not there any more."""
    answer = record.ask(follow.question, everything=True, filters=follow.filters, keep=False)
    noticed = follow.created if follow.generation is None else now()
    found = {_item_key(citation): citation for citation in answer.citations}
    items = {
        key: follow.items.get(key) or FollowedItem(citation=citation, noticed=noticed)
        for key, citation in found.items()
    }
    for key, item in follow.items.items():
        if key not in found:
            items[key] = _check_item(record, item, noticed)
    kept = sorted(items.items(), key=lambda pair: (pair[1].noticed, pair[1].citation.published or ""), reverse=True)
    return follow.model_copy(update={"items": dict(kept[:MAX_ITEMS]), "generation": record.generation})


def _check_item(record: Record, item: FollowedItem, noticed: str) -> FollowedItem:
    """Return an item that the question does not find any more; it is news if its article lost the words."""
    article = record.article(item.citation.article_id)
    has_words = " ".join(item.citation.cited_text.split()) in " ".join(article.text.split())
    status = "removed" if article.removed else "stands" if has_words else "corrected"
    changed = status != item.status
    return item.model_copy(update={"status": status, "noticed": noticed if changed else item.noticed})


def _item_key(citation: Citation) -> str:
    return sha256_of(citation.article_id, " ".join(citation.cited_text.split()))[:16]
