"""An article on the page: its text with the cited words marked, who else speaks in it, and where else it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from index import ArticleHead, Span
from ui.documents.responses import ArticleDocument
from ui.export.statement_csv import NOBODY, words
from ui.page.anchors import Place
from ui.page.rendering import render


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of the article, in short."""

    name: str
    role: str | None
    words: str
    link: str
    current: bool


def article(shown: ArticleDocument, cited: Span, copies: Sequence[ArticleHead] = ()) -> Markup:
    """Lay out an article."""
    return render(
        "article",
        shown=shown,
        cited=cited,
        lines=list(_lines(shown, cited)),
        copies=[(one, Place(article=one.id, version=one.version).link) for one in copies],
        versions=[(one, Place(article=shown.id, version=one.version).link) for one in reversed(shown.versions)],
    )


def _lines(shown: ArticleDocument, cited: Span) -> Iterator[Line]:
    for said in shown.statements:
        first, last = said.content[0].start, said.content[-1].end
        yield Line(
            name=said.speaker.name if said.speaker else NOBODY,
            role=said.speaker.role if said.speaker else None,
            words=words(shown.text, said.content),
            link=Place(article=shown.id, version=shown.version, start=first, end=last).link,
            current=any(part.start < cited.end and cited.start < part.end for part in said.content),
        )
