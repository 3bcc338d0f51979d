"""Remarks: the verdict on a quotation of a draft in one line, for comments, tables and marked pages."""

from collections.abc import Iterator

from index import Span, display_text
from rag import CheckedQuotation, CheckVerdict, Match, format_date

LABELS: dict[CheckVerdict, str] = {
    "exact": "Exact",
    "altered": "Altered",
    "other_speaker": "Another speaker",
    "not_on_record": "Not on record",
}


def describe_verdict(quotation: CheckedQuotation) -> str:
    """Return the verdict, what differs and where the words stand: `Altered: “all” is left out. Zuma, un.org, 2011`."""
    return " ".join(_describe(quotation))


def _describe(quotation: CheckedQuotation) -> Iterator[str]:
    best = quotation.matches[0] if quotation.matches else None
    label = LABELS[quotation.verdict]
    if quotation.verdict == "other_speaker" and best and best.citation.speaker and quotation.said_by:
        label = f"{label}: the draft says {quotation.said_by.name}, the record {best.citation.speaker.name}"
    changes = "; ".join(_describe_changes(best)) if best else ""
    yield _one_line(f"{label}: {changes}." if changes else f"{label}.")
    if best:
        yield describe_source(best)
    if quotation.note:
        yield f"({quotation.note})"


def describe_source(match: Match) -> str:
    """Return who said the words on record, in which article, where and when."""
    citation = match.citation
    speaker = citation.speaker.name if citation.speaker else "No speaker named"
    where = (speaker, citation.article_title, citation.source, format_date(citation.published))
    return _one_line(", ".join(filter(None, where)))


def _describe_changes(match: Match) -> Iterator[str]:
    for difference in match.differences:
        if difference.op == "ellipsis":
            continue
        if not difference.record:
            yield f"“{difference.quote}” is not on record"
        elif not difference.quote or difference.op == "delete":
            yield f"“{difference.record}” is left out"
        else:
            yield f"the record has “{difference.record}”, the draft “{difference.quote}”"


def _one_line(text: str) -> str:
    return display_text(text, Span(0, len(text)))
