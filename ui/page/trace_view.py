"""Trace view: a quotation beside the source it was found in, with the differences marked in both."""

from dataclasses import dataclass

from markupsafe import Markup

from index import InvalidQuestion, Span
from rag import Hit, Match, Record, strip_attribution
from ui.page.rendering import ArticleReader, mark_spans, render_template
from ui.page.views.form_input import FormInput


@dataclass(frozen=True, slots=True)
class QuoteComparison:
    """A match of the quotation: its words and those of the source, with the differences marked in both."""

    match: Match
    quoted: Markup
    recorded: Markup


def render_trace_form(quote: str, speaker: str, form: FormInput) -> Markup:
    """Render the form without a result."""
    return render_template("trace", quote=quote, speaker=speaker, form=form, traced=None, matches=[], articles=0)


def render_trace(quote: str, speaker: str, record: Record) -> tuple[Markup, tuple[Match, ...]]:
    """Trace a quotation and render the form with its matches; a quotation that cannot be traced marks its field.

    Words outside the quotation marks, such as "the minister said", are not compared.
    """
    compared = strip_attribution(quote)
    try:
        trace = record.trace(compared, speaker or None)
    except InvalidQuestion as error:
        line = str(error)
        return render_trace_form(quote, speaker, FormInput(errors={"trace": f"{line[:1].upper()}{line[1:]}."})), ()
    matches = [_compare(compared, match, record.article) for match in trace.matches]
    html = render_template(
        "trace",
        quote=quote,
        speaker=speaker,
        form=FormInput(),
        traced=trace,
        matches=matches,
        articles=record.holdings().articles,
        outside=compared != quote,
        nearest=None if matches else _find_nearest(compared, record),
    )
    return html, trace.matches


def _find_nearest(quote: str, record: Record) -> Hit | None:
    hits = record.search(quote, limit=1).hits
    return hits[0] if hits else None


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
