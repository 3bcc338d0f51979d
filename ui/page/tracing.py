"""A quotation beside the record, with what it changed marked in both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from index import Span, StoredArticle
from rag import Match, Trace
from ui.page.markup import render
from ui.unmasked import unmasked

Read = Callable[[str, int], StoredArticle]


@dataclass(frozen=True, slots=True)
class Beside:
    """A place where the quotation stands: its words and those of the record, what differs marked in both."""

    match: Match
    quoted: Markup
    recorded: Markup


def traced(quote: str, speaker: str, found: Trace | None, read: Read) -> Markup:
    """Lay out where a quotation stands; before one is given, only what can be asked for."""
    beside = [_beside(quote, match, read) for match in (found.matches if found else ())]
    return render("trace", quote=quote, speaker=speaker, traced=found, matches=beside)


def _beside(quote: str, match: Match, read: Read) -> Beside:
    cited, differences = match.citation, match.differences
    text = read(cited.article_id, cited.article_version).text
    return Beside(
        match,
        _marked(quote, Span(0, len(quote)), [(one.op, one.quoted) for one in differences]),
        _marked(text, Span(cited.start, cited.end), [(one.op, one.recorded) for one in differences]),
    )


def _marked(text: str, whole: Span, marks: Iterable[tuple[str, Span]]) -> Markup:
    """Print a stretch with the given spans marked, each by how it differs."""
    html, at = Markup(), whole.start
    for op, span in sorted(marks, key=lambda one: one[1].start):
        start, end = max(span.start, at), min(span.end, whole.end)
        if start < end:
            html += _text(text[at:start]) + Markup('<mark class="{}">{}</mark>').format(op, _text(text[start:end]))
            at = end
    return html + _text(text[at : whole.end])


def _text(words: str) -> Markup:
    """Print words as they stand, the spaces at both ends included."""
    shown = Markup(unmasked(words))  # noqa: S704 (escaped there)
    before, after = (" " if words[:1].isspace() else ""), (" " if words[-1:].isspace() else "")
    return Markup("{}{}{}").format(before, shown, after)
