"""The library on the page: its articles with their versions, what came, what was refused, and what was taken out."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import quote

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from index import ArticleHead, Report
from rag import Record
from ui.documents.fields import Text
from ui.page.anchors import Place
from ui.page.permalinks import address
from ui.page.rendering import render

PAGE = 50
"""Articles that are shown at once."""

_REMOVED = 50  # of those taken out, as many


class LibraryQuery(BaseModel):
    """Which articles are shown: the query of GET /page/library."""

    model_config = ConfigDict(extra="forbid")

    library: Annotated[Text, Field(max_length=200)] = ""
    offset: Annotated[int, Field(ge=0, lt=2**31)] = 0

    def page(self, step: int) -> str:
        """Give the address of the page after this one, or before it."""
        return address("library", self.library, offset=max(self.offset + step * PAGE, 0))


def shelves(query: LibraryQuery, record: Record | None, last: Report | None, *, may_write: bool) -> Markup:
    """Lay out a page of the library; without a record there is nothing in it yet."""
    heads, total = record.heads(limit=PAGE, offset=query.offset, q=query.library) if record else ((), 0)
    removed, _ = record.heads(limit=_REMOVED, removed=True) if record else ((), 0)
    return render(
        "library",
        query=query,
        shelf=_linked(heads),
        removed=_linked(removed),
        total=total,
        rejected=last.rejected if last else (),
        changed=last.changed if last else (),
        last=_told(last),
        may_write=may_write,
        path=lambda id: f"/articles/{quote(id, safe='')}",
    )


def _linked(heads: Sequence[ArticleHead]) -> list[tuple[ArticleHead, str]]:
    return [(head, Place(article=head.id, version=head.version).link) for head in heads]


def _told(last: Report | None) -> str:
    """Say in one line what the last run of this server did."""
    if last is None:
        return ""
    counted = {"new": last.added, "changed": last.updated, "as before": last.unchanged, "refused": len(last.rejected)}
    return ", ".join(f"{number:,} {what}" for what, number in counted.items() if number) or "Nothing came."
