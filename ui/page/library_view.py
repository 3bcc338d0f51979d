"""Library view: the articles, the report of the last run, and the removed articles."""

from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import quote

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from index import ArticleChange, ArticleHead, InvalidQuestion, Report, format_count
from rag import Record
from ui.documents.fields import Text
from ui.page.anchors import Anchor
from ui.page.permalinks import view_address
from ui.page.rendering import render_template
from ui.page.views.form_input import FormInput

PAGE_SIZE = 50
"""Articles per page."""

_MAX_REMOVED = 50  # removed articles that are shown
_MAX_ARRIVED = 20  # added and updated articles of the last run that are shown


class LibraryQuery(BaseModel):
    """The search and page of the library view: the query of GET /page/library."""

    model_config = ConfigDict(extra="forbid")

    library: Annotated[Text, Field(max_length=200)] = ""
    text: Annotated[Text, Field(max_length=200)] = ""
    sort: Literal["published", "added"] = "published"
    offset: Annotated[int, Field(ge=0, lt=2**31)] = 0

    def address(self, **changes: object) -> str:
        """Return the address of the same search with some parameters changed."""
        given = self.model_dump(exclude={"library", "offset"}, exclude_defaults=True)
        return view_address("library", self.library, **{**given, **changes})

    def page_address(self, step: int) -> str:
        """Return the address of the page `step` pages later, or earlier if negative."""
        return self.address(offset=max(self.offset + step * PAGE_SIZE, 0))


def render_library(
    query: LibraryQuery, record: Record | None, last: Report | None, *, may_write: bool, signed_in: bool
) -> Markup:
    """Render a page of the library; without a record it is empty. Not everybody who is signed in may write."""
    form = FormInput()
    try:
        heads, total = _find_heads(query, record) if record else ((), 0)
    except InvalidQuestion as error:
        heads, total = (), 0
        form = FormInput({"text": query.text}, {"text": f"{str(error)[:1].upper()}{str(error)[1:]}."})
    removed, _ = record.heads(limit=_MAX_REMOVED, removed=True) if record else ((), 0)
    return render_template(
        "library",
        query=query,
        form=form,
        shelf=_link_heads(heads),
        removed=_link_heads(removed),
        total=total,
        rejected=last.rejected if last else (),
        changed=[one for one in last.changed_articles if one.edits] if last else (),
        arrived=_link_changes(last),
        last=_summarize_run(last),
        may_write=may_write,
        signed_in=signed_in,
        path=lambda id: f"articles/{quote(id, safe='')}",
    )


def _find_heads(query: LibraryQuery, record: Record) -> tuple[tuple[ArticleHead, ...], int]:
    if query.text.strip():
        return record.find_articles(query.text, limit=PAGE_SIZE, offset=query.offset)
    by_arrival = query.sort == "added"
    return record.heads(limit=PAGE_SIZE, offset=query.offset, q=query.library, by_arrival=by_arrival)


def _link_heads(heads: Sequence[ArticleHead]) -> list[tuple[ArticleHead, str]]:
    return [(head, Anchor(article=head.id, version=head.version).link) for head in heads]


def _link_changes(last: Report | None) -> list[tuple[str, ArticleChange, str]]:
    """Return what the last run added and updated, each with the link to the article."""
    both = (("Added", last.added_articles), ("Updated", last.changed_articles)) if last else ()
    return [
        (what, change, Anchor(article=change.id, version=change.version).link)
        for what, changes in both
        for change in changes[:_MAX_ARRIVED]
    ]


def _summarize_run(last: Report | None) -> str:
    """Return one line on what the last run of this server did; empty if there was none."""
    if last is None:
        return ""
    counts = {"added": last.added, "updated": last.updated}
    changes = ", ".join(f"{number:,} {change}" for change, number in counts.items() if number) or "No changes"
    return f"{changes}; {format_count(len(last.rejected), 'source')} failed" if last.rejected else changes
