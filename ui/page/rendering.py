"""Templates in which every word is plain text, whoever wrote it: disguises show, and nothing becomes an element.

What is put between tags is unmasked by itself; in an attribute it goes through the filter `plain`.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from index import Span, StoredArticle
from rag import Citation, in_words
from ui.escaping import unmasked
from ui.export.formats import NAMES
from ui.page.anchors import Place
from ui.page.paragraphs import paragraphs, surroundings

_MARK = Markup("<mark>{}</mark>")

Read = Callable[[str, int], StoredArticle]
"""Gives one version of an article by its id."""


def render(template: str, **shown: object) -> Markup:
    """Fill a template; what is HTML already is told by its type."""
    return Markup(_environment().get_template(f"{template}.html").render(**shown))  # noqa: S704 (escaped there)


def piece(name: str, **shown: object) -> Markup:
    """Fill one of the pieces that templates have in common."""
    filled: Markup = getattr(_environment().get_template("pieces.html").module, name)(**shown)
    return filled


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ui.page"),
        autoescape=True,
        finalize=_as_text,
        undefined=StrictUndefined,
    )
    environment.filters |= {"plain": escape, "count": _count, "day": _day, "marked": _cited, "place": _place}
    environment.globals |= {
        "formats": NAMES, "host": _host, "paragraphs": paragraphs, "surroundings": surroundings, "Span": Span
    }  # fmt: skip
    return environment


def _as_text(value: Any) -> Any:  # noqa: ANN401 (whatever a template names)
    if value is None:
        return ""
    return Markup(unmasked(value)) if isinstance(value, str) and not isinstance(value, Markup) else value  # noqa: S704 (escaped there)


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def _day(published: str | None) -> str:
    return in_words(published) or "undated"


def _place(citation: Citation) -> str:
    return Place(
        article=citation.article_id, version=citation.article_version, start=citation.start, end=citation.end
    ).link


def _host(url: str | None) -> str:
    """Give the site that an address leads to; none where it is not one of the web, and becomes no link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in {"http", "https"} else ""


def marked(text: str, part: Span, marks: Iterable[tuple[str, Span]]) -> Markup:
    """Print a part of a text with what it holds of some spans marked, each under the name of its class, or none."""
    html, at = Markup(), part.start
    for name, span in sorted(marks, key=lambda one: one[1].start):
        start, end = max(span.start, at), min(span.end, part.end)
        if start < end and (words := _printed(text, start, end)):
            mark = Markup('<mark class="{}">{}</mark>').format(name, words) if name else _MARK.format(words)
            html += _printed(text, at, start) + _gap(text, start) + mark + _gap(text, end)
            at = end
    return (html + _printed(text, at, part.end)).strip()


def _cited(text: str, part: Span, cited: Span) -> Markup:
    return marked(text, part, [("", cited)])


def _printed(text: str, start: int, end: int) -> Markup:
    return Markup(unmasked(text[start:end]))  # noqa: S704 (escaped there)


def _gap(text: str, at: int) -> str:
    return " " if any(map(str.isspace, text[max(at - 1, 0) : at + 1])) else ""
