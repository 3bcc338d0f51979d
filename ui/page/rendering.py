"""Rendering: templates in which all untrusted text is escaped and its confusable characters are made visible.

Text between tags is escaped automatically; in an attribute it goes through the filter `plain`.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from index import Span, StoredArticle, format_count
from rag import Citation, Hit, ListedStatement, SpeakerDocument, format_date
from ui.escaping import escape_html
from ui.export.formats import LABELS
from ui.export.printed_quotation import describe_manner, find_missing_marks
from ui.page.anchors import Anchor
from ui.page.paragraphs import expand_to_sentences, split_paragraphs
from ui.page.permalinks import view_address

_MARK = Markup("<mark>{}</mark>")

ArticleReader = Callable[[str, int], StoredArticle]
"""Returns one version of an article by its id."""


def render_template(template: str, **shown: object) -> Markup:
    """Render a template; values of type Markup are HTML already, all others are escaped."""
    return Markup(_environment().get_template(f"{template}.html").render(**shown))  # noqa: S704 (escaped there)


def render_macro(name: str, **shown: object) -> Markup:
    """Render one of the macros that templates share."""
    filled: Markup = getattr(_environment().get_template("pieces.html").module, name)(**shown)
    return filled


def link_citation(citation: Citation) -> str:
    """Return the link to a citation in its article."""
    return Anchor(
        article=citation.article_id, version=citation.article_version, start=citation.start, end=citation.end
    ).link


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ui.page"),
        autoescape=True,
        finalize=_to_markup,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "plain": escape,
        "count": format_count,
        "day": _format_date,
        "marked": _mark_cited,
        "place": link_citation,
        "passage_link": _hit_link,
        "person_link": _person_link,
        "place_link": lambda country: view_address("place", country),
        "statement_link": _statement_link,
        "site": _strip_www,
    }
    environment.globals |= {
        "formats": LABELS,
        "host": _web_host,
        "missing_marks": find_missing_marks,
        "whose_words": describe_manner,
        "paragraphs": split_paragraphs,
        "surroundings": expand_to_sentences,
        "Span": Span,
    }
    return environment


def _to_markup(value: Any) -> Any:  # noqa: ANN401 (whatever a template names)
    if value is None:
        return ""
    return Markup(escape_html(value)) if isinstance(value, str) and not isinstance(value, Markup) else value  # noqa: S704 (escaped there)


def _format_date(published: str | None) -> str:
    return format_date(published) or "undated"


def _hit_link(hit: Hit) -> str:
    return Anchor(article=hit.article_id, version=hit.article_version, start=hit.start, end=hit.end).link


def _person_link(speaker: SpeakerDocument) -> str:
    return view_address("person", speaker.name, **({"of": speaker.country} if speaker.country else {}))


def _statement_link(statement: ListedStatement) -> str:
    return Anchor(
        article=statement.article_id,
        version=statement.article_version,
        start=statement.content[0].start,
        end=statement.content[-1].end,
    ).link


def _web_host(url: str | None) -> str:
    """Return the host of a web address; empty for any other, which must not become a link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in {"http", "https"} else ""


def _strip_www(name: str) -> str:
    """Return the name of a site or source so that www.usatoday.com and usatoday.com are the same."""
    return name.casefold().removeprefix("www.")


def mark_spans(text: str, part: Span, marks: Iterable[tuple[str, Span]]) -> Markup:
    """Return a part of a text as HTML with (CSS class, span) pairs marked; an empty class sets no attribute."""
    html, at = Markup(), part.start
    for name, span in sorted(marks, key=lambda mark: mark[1].start):
        start, end = max(span.start, at), min(span.end, part.end)
        if start < end and (words := _escape_part(text, start, end)):
            mark = Markup('<mark class="{}">{}</mark>').format(name, words) if name else _MARK.format(words)
            html += _escape_part(text, at, start) + _space_at(text, start) + mark + _space_at(text, end)
            at = end
    return (html + _escape_part(text, at, part.end)).strip()


def _mark_cited(text: str, part: Span, cited: Span) -> Markup:
    return mark_spans(text, part, [("", cited)])


def _escape_part(text: str, start: int, end: int) -> Markup:
    return Markup(escape_html(text[start:end]))  # noqa: S704 (escaped there)


def _space_at(text: str, at: int) -> str:
    return " " if any(map(str.isspace, text[max(at - 1, 0) : at + 1])) else ""
