"""Printers of indexing runs: new and changed articles with their edits, and the extract of a file."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

import typer

from index import ArticleChange, OnrecordError, Report, watch_sources
from ui.cli.printing import printers
from ui.cli.printing.terminal import print_line
from ui.documents.extract import Extract

_MAX_LINES = 20
_STYLES = {"-": "red", "+": "green"}


def print_report(report: Report, home: Path) -> None:
    """Print the first new and changed articles of a run, and its totals."""
    _print_changes(report.added_articles, report.added, "new")
    _print_changes(report.changed_articles, report.updated, "changed")
    printers.print_totals(report, home)


def index_and_watch(run: Callable[[], Report], sources: Sequence[str], show: Callable[[Report], None]) -> None:
    """Run whenever sources change or feeds are due, and show each report, until the user stops it."""

    def show_outcome(outcome: Report | OnrecordError) -> None:
        if isinstance(outcome, Report):
            show(outcome)
        else:
            typer.echo(str(outcome), err=True)

    with suppress(KeyboardInterrupt):
        watch_sources(run, sources, show_outcome, Event())


def print_extract(extract: Extract) -> None:
    """Print an article as it would be stored, and below it the lines that were left out."""
    article = extract.article
    print_line(article.title, "bold")
    for name in ("id", "published", "source", "url", "language", "kind", "speaker", "speaker_role", "country"):
        if (value := getattr(article, name)) is not None:
            print_line(f"{name.replace('_', ' ')}: {value}", "dim")
    if extract.form:
        print_line(f"form: {extract.form.name} ({extract.form.evidence:.2f}): {extract.form.reason}", "dim")
    _print_notes(article.notes)
    print_line("")
    print_line(article.text)
    print_line("")
    for omitted in extract.left_out:
        print_line(f"left out: {omitted.kind}: {' '.join(omitted.text.split())}", "yellow")


def _print_changes(changes: Sequence[ArticleChange], number: int, label: str) -> None:
    for change in changes[:_MAX_LINES]:
        print_line(f"{label}: {change.title or change.id}")
        _print_notes(change.notes)
        for edit in change.edits[:_MAX_LINES]:
            print_line(f"{edit.op} {edit.text}", _STYLES[edit.op], indent=4)
        _print_remainder(len(change.edits), indent=4)
    _print_remainder(number)


def _print_notes(notes: Sequence[str]) -> None:
    for note in notes:
        print_line(note, "dim", indent=4)


def _print_remainder(number: int, indent: int = 0) -> None:
    if number > _MAX_LINES:
        print_line(f"and {number - _MAX_LINES:,} more", "dim", indent=indent)
