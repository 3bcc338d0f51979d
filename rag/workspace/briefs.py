"""Briefs: quotations that somebody picked, in an order of theirs, with headings and notes."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from index.errors import UnknownArticle
from index.parts import open_documents
from rag.answers.citations import Citation
from rag.answers.staleness import Change, find_changes
from rag.record import Record
from rag.workspace.document_store import DocumentStore, now

MAX_ITEMS = 1_000
"""Items of one brief."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PickedSpan(_Model):
    """A span of an article that is picked for a brief, with a note on it."""

    kind: Literal["quotation"] = "quotation"
    article_id: Annotated[str, Field(min_length=1, max_length=2_000)]
    version: Annotated[int, Field(ge=1, lt=2**31)]
    start: Annotated[int, Field(ge=0, lt=2**31)]
    end: Annotated[int, Field(ge=1, lt=2**31)]
    note: Annotated[str, Field(max_length=10_000)] = ""


class BriefText(_Model):
    """A heading or a paragraph that somebody wrote."""

    kind: Literal["heading", "note"]
    text: Annotated[str, Field(min_length=1, max_length=10_000)]


class BriefQuotation(_Model):
    """A quotation of a brief, as it stood in its article when it was picked, and the note on it."""

    kind: Literal["quotation"] = "quotation"
    citation: Citation
    note: str = ""


BriefItem = Annotated[BriefQuotation | BriefText, Field(union_mode="left_to_right")]
BriefRequest = Annotated[PickedSpan | BriefText, Field(union_mode="left_to_right")]


class Brief(_Model):
    """A brief; its quotations are numbered in their order."""

    id: str
    title: str
    created: str
    updated: str
    items: tuple[BriefItem, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The quotations, in order."""
        return tuple(item.citation for item in self.items if isinstance(item, BriefQuotation))


class BriefHead(_Model):
    """A brief in a list."""

    id: str
    title: str
    updated: str
    quotations: int


class OpenedBrief(Brief):
    """A brief, and which of its articles were corrected or removed since."""

    changes: tuple[Change, ...] = ()


class BriefStore:
    """The briefs of a home."""

    def __init__(self, home: Path) -> None:
        self._store = DocumentStore(open_documents(home), "briefs", Brief, "brief")

    def list_heads(self) -> tuple[BriefHead, ...]:
        """Return all briefs, the one that was changed last first."""
        briefs = sorted(self._store.list_all(), key=lambda brief: brief.updated, reverse=True)
        return tuple(
            BriefHead(id=brief.id, title=brief.title, updated=brief.updated, quotations=len(brief.citations))
            for brief in briefs
        )

    def create(self, title: str) -> Brief:
        """Begin an empty brief."""
        began = now()
        brief = Brief(id=self._store.make_id(), title=title, created=began, updated=began)
        with self._store.exclusive():
            return self._store.save(brief.id, brief)

    def open(self, record: Record, id: str) -> OpenedBrief:
        """Return a brief with what has become of its articles; raise UnknownItem."""
        brief = self._store.load(id)
        return OpenedBrief(**dict(brief), changes=find_changes(brief.citations, record.library))

    def append(self, record: Record, id: str, items: Sequence[PickedSpan | BriefText]) -> Brief:
        """Add items at the end; a quotation that is in the brief already is not added twice."""
        with self._store.exclusive():
            brief = self._store.load(id)
            there = {_place(citation) for citation in brief.citations}
            added = [item for item in _resolve(record, items, brief) if not _is_in(item, there)]
            return self._save(brief, brief.title, [*brief.items, *added])

    def replace(self, record: Record, id: str, title: str, items: Sequence[PickedSpan | BriefText]) -> Brief:
        """Replace the title and all items; raise UnknownItem, and UnknownArticle if a span is of no article."""
        with self._store.exclusive():
            brief = self._store.load(id)
            return self._save(brief, title, _resolve(record, items, brief))

    def delete(self, id: str) -> None:
        """Delete a brief; raise UnknownItem."""
        self._store.delete(id)

    def _save(self, brief: Brief, title: str, items: Iterable[BriefQuotation | BriefText]) -> Brief:
        numbered: list[BriefQuotation | BriefText] = []
        number = 0
        for item in [*items][:MAX_ITEMS]:
            if isinstance(item, BriefQuotation):
                number += 1
                citation = item.citation.model_copy(update={"number": number})
                numbered.append(item.model_copy(update={"citation": citation}))
            else:
                numbered.append(item)
        changed = Brief(id=brief.id, title=title, created=brief.created, updated=now(), items=tuple(numbered))
        return self._store.save(brief.id, changed)


def _resolve(record: Record, items: Sequence[PickedSpan | BriefText], brief: Brief) -> list[BriefQuotation | BriefText]:
    """Return the items of a brief; what it quoted before stays as it was quoted."""
    known = {_place(citation): citation for citation in brief.citations}
    resolved: list[BriefQuotation | BriefText] = []
    for item in items:
        if isinstance(item, BriefText):
            resolved.append(item)
            continue
        place = (item.article_id, item.version, item.start, item.end)
        citation = known.get(place) or record.cite(item.article_id, item.version, item.start, item.end)
        if citation is None:
            message = f"article {item.article_id[:80]!r} has no words at {item.start} to {item.end}"
            raise UnknownArticle(message)
        resolved.append(BriefQuotation(citation=citation, note=item.note))
    return resolved


def _place(citation: Citation) -> tuple[str, int, int, int]:
    return citation.article_id, citation.article_version, citation.start, citation.end


def _is_in(item: BriefQuotation | BriefText, there: set[tuple[str, int, int, int]]) -> bool:
    return isinstance(item, BriefQuotation) and _place(item.citation) in there
