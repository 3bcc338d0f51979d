"""Trace view: a quotation beside the source it was found in, with the differences marked in both."""

from dataclasses import dataclass

from markupsafe import Markup

from index import Span
from rag import Match, Record, Trace
from ui.page.rendering import ArticleReader, mark_spans, render_template


@dataclass(frozen=True, slots=True)
class QuoteComparison:
    """A match of the quotation: its words and those of the source, with the differences marked in both."""

    match: Match
    quoted: Markup
    recorded: Markup


def render_trace_form(quote: str, speaker: str) -> Markup:
    """Render the form without a result."""
    return render_template("trace", quote=quote, speaker=speaker, traced=None, matches=[], articles=0)


def render_trace(quote: str, speaker: str, trace: Trace, record: Record) -> Markup:
    """Render the form with the matches of a quotation."""
    matches = [_compare(quote, match, record.article) for match in trace.matches]
    articles = record.holdings().articles
    return render_template("trace", quote=quote, speaker=speaker, traced=trace, matches=matches, articles=articles)


def _compare(quote: str, match: Match, read: ArticleReader) -> QuoteComparison:
    citation, differences = match.citation, match.differences
    text = read(citation.article_id, citation.article_version).text
    return QuoteComparison(
        match,
        mark_spans(quote, Span(0, len(quote)), [(difference.op, difference.quoted) for difference in differences]),
        mark_spans(
            text,
            Span(citation.start, citation.end),
            [(difference.op, difference.recorded) for difference in differences],
        ),
    )
