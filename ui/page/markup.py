"""Templates in which every word is plain text, whoever wrote it: disguises show, and nothing becomes an element.

What is put between tags is unmasked by itself; in an attribute it goes through the filter `plain`.
"""

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from index import Span
from rag import Citation, in_words
from ui.formats import NAMES
from ui.page.paragraphs import paragraphs, surroundings
from ui.page.places import Place
from ui.unmasked import unmasked


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
    environment.filters |= {"plain": escape, "count": _count, "day": _day, "marked": _marked, "place": _place}
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
    return Place(citation.article_id, citation.article_version, citation.start, citation.end).link


def _host(url: str | None) -> str:
    """Give the site that an address leads to; none where it is not one of the web, and becomes no link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in {"http", "https"} else ""


def _marked(text: str, part: Span, cited: Span) -> Markup:
    """Print a part of a text with what it holds of the cited words marked."""
    start, end = (min(max(at, part.start), part.end) for at in (cited.start, cited.end))
    pieces = (Span(part.start, start), Span(start, end), Span(end, part.end))
    before, words, after = (Markup(unmasked(piece.of(text))) for piece in pieces)  # noqa: S704 (escaped there)
    mark = Markup("<mark>{}</mark>").format(words) if words else ""
    return Markup("{}{}{}{}{}").format(before, _gap(text, start), mark, _gap(text, end), after).strip()


def _gap(text: str, at: int) -> str:
    return " " if any(map(str.isspace, text[max(at - 1, 0) : at + 1])) else ""
