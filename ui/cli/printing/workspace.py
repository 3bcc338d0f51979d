"""Printers of the workspace: followed questions with their news, and corrections by hand."""

import typer
from pydantic import BaseModel

from index import AttributeQuote, Correction, MergePeople, SplitPerson, UndoCorrection, format_count
from rag import FollowedItem, FollowNews, format_date
from ui.cli.printing.terminal import out, print_line


class FollowReport(BaseModel):
    """The followed questions: the document of GET /follows."""

    follows: tuple[FollowNews, ...]


class CorrectionReport(BaseModel):
    """The corrections: the document of GET /speakers/corrections."""

    corrections: tuple[Correction, ...]


def print_follows(report: FollowReport) -> None:
    """Print each question with the number of its news, and the news."""
    for news in report.follows:
        print_line(f"{news.question}  ({len(news.new):,} new, {format_count(news.total, 'quotation')} in all)", "bold")
        for item in news.new:
            print_line(f"  {_describe_item(item)}")
    if not report.follows:
        out.print("Nothing new.")


def _describe_item(item: FollowedItem) -> str:
    citation = item.citation
    status = "" if item.status == "stands" else f"[{item.status}] "
    who = citation.speaker.name if citation.speaker else citation.article_title
    origin = ", ".join(filter(None, (citation.source, format_date(citation.published), citation.url)))
    return f"{status}{who}: {citation.display_text} ({origin})"


def print_correction_lines(report: CorrectionReport) -> None:
    """Print what each correction says as a line of JSON."""
    for correction in report.corrections:
        typer.echo(correction.change.model_dump_json())


def print_corrections(report: CorrectionReport) -> None:
    """Print each correction on a line, with whether it holds."""
    for correction in report.corrections:
        undone = "" if correction.holds else " (undone)"
        print_line(f"{correction.number}  {correction.at[:10]}  {_describe_correction(correction)}{undone}")
    if not report.corrections:
        out.print("No corrections.")


def _describe_correction(correction: Correction) -> str:
    match correction.change:
        case MergePeople(people=people, into=into):
            return f"merged {', '.join(person.name for person in people)} as {into.name}"
        case SplitPerson(person=person, into=into):
            return f"split {into.name} off {person.name}"
        case AttributeQuote(quote=quote, speaker=speaker, article_id=article):
            return f"attributed “{quote[:60]}” in {article} to {speaker.name if speaker else 'no speaker'}"
        case UndoCorrection(correction=number):
            return f"undid {number}"
