"""A quotation beside the record, with what it changed marked in both."""

from dataclasses import dataclass

from markupsafe import Markup

from index import Span
from rag import Match, Trace
from ui.page.rendering import Read, marked, render


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
        marked(quote, Span(0, len(quote)), [(one.op, one.quoted) for one in differences]),
        marked(text, Span(cited.start, cited.end), [(one.op, one.recorded) for one in differences]),
    )
