"""A trace, printed for people: what was quoted, and below it each place on record, with the differences marked."""

from collections.abc import Iterable

from index import Span, display_text
from rag import Citation, Match, Trace, in_words
from ui.cli.terminal import SEPARATOR, line, out

VERDICTS = {"exact": "Exact", "altered": "Altered"}
_MARK = "*"


def trace(given: Trace, quote: str) -> None:
    """Print a verdict with what it rests on; words that differ stand between asterisks, in the quotation and below."""
    for match in given.matches:
        line(SEPARATOR.join(filter(None, [VERDICTS[match.verdict], _who(match), *_where(match.citation)])), "bold")
        line(f"Quoted     {_marked(quote, (one.quoted for one in match.differences))}", indent=4)
        line(f"On record  {_on_record(match)}", indent=4)
        line(match.citation.url or match.citation.article_id, "dim", indent=4)
        for copy in match.citation.duplicates:
            place = (copy.source, in_words(copy.published), copy.url or copy.article_id)
            line(SEPARATOR.join(filter(None, ["Also", *place])), "dim", indent=4)
    if not given.matches:
        out.print("Not on record, neither word for word nor nearly.")


def _who(match: Match) -> str:
    speaker = match.citation.speaker
    who = "by nobody named" if speaker is None else f"{speaker.name} ({speaker.office})".removesuffix(" ()")
    return f"{who}, not whom it is ascribed to" if match.speaker_matches is False else who


def _where(citation: Citation) -> tuple[str | None, ...]:
    return citation.article_title, citation.source, in_words(citation.published)


def _on_record(match: Match) -> str:
    citation = match.citation
    places = [Span(one.recorded.start - citation.start, one.recorded.end - citation.start) for one in match.differences]
    return _marked(citation.cited_text, places)


def _marked(text: str, spans: Iterable[Span]) -> str:
    """Print a text on one line with marks around some stretches of it."""
    for span in sorted(spans, reverse=True):
        if span:
            text = f"{text[: span.start]}{_MARK}{span.slice(text)}{_MARK}{text[span.end :]}"
    return display_text(text, Span(0, len(text)))
