"""Articles as HTML: the text with the cited words marked, its statements, near duplicates and versions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from index import ArticleHead, Span
from ui.documents.responses import ArticleDocument
from ui.export.statement_csv import NO_SPEAKER, join_parts
from ui.page.anchors import Anchor
from ui.page.rendering import render_template


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement of the article: its speaker, and its content in short."""

    name: str
    role: str | None
    words: str
    link: str
    current: bool


def render_article(
    article: ArticleDocument,
    cited: Span,
    duplicates: Sequence[ArticleHead] = (),
    *,
    pages: tuple[int, int] | None = None,
    may_write: bool = False,
) -> Markup:
    """Render an article with a cited span marked; who may write can correct whose words these are.

    `pages` is the page of the cited span and the number of pages, if they can be shown as they were printed.
    """
    return render_template(
        "article",
        shown=article,
        cited=cited,
        quote=cited.slice(article.text),
        pages=pages,
        image=urlencode({"article": article.id, "version": article.version, "start": cited.start, "end": cited.end}),
        may_write=may_write,
        lines=list(_list_statements(article, cited)),
        copies=[(head, Anchor(article=head.id, version=head.version).link) for head in duplicates],
        versions=[
            (version, Anchor(article=article.id, version=version.version).link)
            for version in reversed(article.versions)
        ],
    )


def _list_statements(article: ArticleDocument, cited: Span) -> Iterator[StatementLine]:
    for statement in article.statements:
        first, last = statement.content[0].start, statement.content[-1].end
        yield StatementLine(
            name=statement.speaker.name if statement.speaker else NO_SPEAKER,
            role=statement.speaker.role if statement.speaker else None,
            words=join_parts(article.text, statement.content),
            link=Anchor(article=article.id, version=article.version, start=first, end=last).link,
            current=any(part.start < cited.end and cited.start < part.end for part in statement.content),
        )
