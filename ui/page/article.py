"""An article on the page: its text with the cited words marked, who else speaks in it, and where else it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from index import ArticleHead, Span, display_text
from ui.documents import ArticleDocument
from ui.page.markup import render
from ui.page.places import Place

_LEFT_OUT = " […] "


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
        copies=[(one, _link(one.id, one.version)) for one in copies],
        versions=[(one, _link(shown.id, one.version)) for one in reversed(shown.versions)],
    )


def _lines(shown: ArticleDocument, cited: Span) -> Iterator[Line]:
    for said in shown.statements:
        whole = Span(said.content[0].start, said.content[-1].end)
        yield Line(
            name=said.speaker.name if said.speaker else "Nobody named",
            role=said.speaker.role if said.speaker else None,
            words=_LEFT_OUT.join(display_text(shown.text, part) for part in said.content),
            link=_link(shown.id, shown.version, whole),
            current=any(part.start < cited.end and cited.start < part.end for part in said.content),
        )


def _link(id: str, version: int, span: Span = Span(0, 0)) -> str:  # noqa: B008 (frozen)
    return Place(id, version, span.start, span.end).link
