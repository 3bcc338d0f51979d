"""What a run brought, printed for people: what came, what changed and how, and what an extract holds."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

import typer

from index import OnrecordError, Report
from index.build.watch import watch
from index.library.edits import Arrival
from ui.cli import printers as console
from ui.cli import terminal
from ui.documents.extract import Extract

_MOST = 20
_STYLES = {"-": "red", "+": "green"}


def report(done: Report, home: Path) -> None:
    """Print what came and what changed, as far as it can be read at a glance, and then the figures."""
    _listed(done.came, done.added, "new")
    _listed(done.changed, done.updated, "changed")
    console.report(done, home)


def stay(run: Callable[[], Report], sources: Sequence[str], tell: Callable[[Report], None]) -> None:
    """Bring the index up to date whenever it is due, and tell of it, until the user stops it."""

    def told(outcome: Report | OnrecordError) -> None:
        if isinstance(outcome, Report):
            tell(outcome)
        else:
            typer.echo(str(outcome), err=True)

    with suppress(KeyboardInterrupt):
        watch(run, sources, told, Event())


def extract(shown: Extract) -> None:
    """Print an article as it would be stored, and under it what was left out."""
    article = shown.article
    terminal.line(article.title, "bold")
    for name in ("id", "published", "source", "url", "language", "kind", "speaker", "speaker_role", "country"):
        if (value := getattr(article, name)) is not None:
            terminal.line(f"{name.replace('_', ' ')}: {value}", "dim")
    if shown.form:
        terminal.line(f"form: {shown.form.name} ({shown.form.evidence:.2f}): {shown.form.reason}", "dim")
    _noted(article.notes)
    terminal.line("")
    terminal.line(article.text)
    terminal.line("")
    for each in shown.left_out:
        terminal.line(f"left out: {each.kind}: {' '.join(each.text.split())}", "yellow")


def _listed(arrivals: Sequence[Arrival], number: int, what: str) -> None:
    for arrival in arrivals[:_MOST]:
        terminal.line(f"{what}: {arrival.title or arrival.id}")
        _noted(arrival.notes)
        for edit in arrival.edits[:_MOST]:
            terminal.line(f"{edit.op} {edit.text}", _STYLES[edit.op], indent=4)
        _more(len(arrival.edits), indent=4)
    _more(number)


def _noted(notes: Sequence[str]) -> None:
    for note in notes:
        terminal.line(note, "dim", indent=4)


def _more(number: int, indent: int = 0) -> None:
    if number > _MOST:
        terminal.line(f"and {number - _MOST:,} more", "dim", indent=indent)
