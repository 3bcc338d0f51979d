"""Printers of traces: each place where a quotation was found, with the differences marked."""

from collections.abc import Iterable

from index import Span, display_text
from rag import Citation, Match, Trace, format_date
from ui.cli.printing.terminal import SEPARATOR, out, print_line

VERDICTS = {"exact": "Exact", "altered": "Altered"}
_MARK = "*"


def print_trace(trace: Trace, quote: str) -> None:
    """Print the matches of a quotation; words that differ are put between asterisks in the quotation and the source."""
    for match in trace.matches:
        citation = match.citation
        heading = (VERDICTS[match.verdict], _format_speaker(match), *_format_source(citation))
        print_line(SEPARATOR.join(filter(None, heading)), "bold")
        quoted = _mark_spans(quote, (difference.quoted for difference in match.differences))
        print_line(f"Quoted     {quoted}", indent=4)
        print_line(f"On record  {_mark_recorded(match)}", indent=4)
        print_line(citation.url or citation.article_id, "dim", indent=4)
        for duplicate in citation.duplicates:
            source = (duplicate.source, format_date(duplicate.published), duplicate.url or duplicate.article_id)
            print_line(SEPARATOR.join(filter(None, ["Also in", *source])), "dim", indent=4)
    if not trace.matches:
        out.print("Not on record: no exact or similar wording was found.")


def _format_speaker(match: Match) -> str:
    speaker = match.citation.speaker
    who = "no speaker named" if speaker is None else f"{speaker.name} ({speaker.office})".removesuffix(" ()")
    return f"{who}, not the person named" if match.speaker_matches is False else who


def _format_source(citation: Citation) -> tuple[str | None, ...]:
    return citation.article_title, citation.source, format_date(citation.published)


def _mark_recorded(match: Match) -> str:
    citation = match.citation
    spans = [
        Span(difference.recorded.start - citation.start, difference.recorded.end - citation.start)
        for difference in match.differences
    ]
    return _mark_spans(citation.cited_text, spans)


def _mark_spans(text: str, spans: Iterable[Span]) -> str:
    """Return a text on one line with marks around its non-empty spans."""
    for span in sorted(spans, reverse=True):
        if span:
            text = f"{text[: span.start]}{_MARK}{span.slice(text)}{_MARK}{text[span.end :]}"
    return display_text(text, Span(0, len(text)))
