"""The terminal: JSON or text on standard output, tables and progress bars."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from index.progress import Watcher
from ui.escaping import coded

STAGES = {
    "reading": "Reading files",
    "fetching": "Fetching pages",
    "preparing": "Preparing the model",
    "encoding": "Encoding passages",
    "publishing": "Publishing",
}

SEPARATOR = " · "

Document = TypeVar("Document", bound=BaseModel)

out = Console(highlight=False)


def document(given: Document, for_people: Callable[[Document], None], *, json: bool) -> None:
    """Print one document: on a line, as JSON, or for people."""
    if json:
        typer.echo(given.model_dump_json().encode())  # bytes: JSON is UTF-8 whatever the terminal is
    else:
        for_people(given)


def count(number: int, thing: str) -> str:
    """Say how many there are."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def line(text: str, style: str = "", indent: int = 0) -> None:
    """Print text that came from outside, wrapped to the window; into a file or a pipe it goes as it is."""
    for part in coded(text).splitlines() or [""]:
        styled = Text(part, style=style)
        rows = styled.wrap(out, max(out.width - indent, 20)) if out.is_terminal else [styled]
        for row in rows:
            out.print(Text(" " * indent).append_text(row), soft_wrap=True)


class _Speed(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """Give it once it is known."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


@contextmanager
def progress() -> Iterator[Watcher]:
    """Show how far a run has come, on a terminal only."""
    columns = (
        TextColumn("{task.description:19}"), BarColumn(), MofNCompleteColumn(), _Speed(), TimeRemainingColumn()
    )  # fmt: skip
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        tasks = {stage: bar.add_task(name, total=None, visible=False) for stage, name in STAGES.items()}
        yield lambda step: bar.update(tasks[step.stage], completed=step.done, total=step.total, visible=True)


def table(names: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Print rows under their names; into a file or a pipe without, and parted by tabs."""
    grid = Table(*names, box=None, pad_edge=False)
    for row in rows:
        cells = [coded(cell or "") for cell in row]
        grid.add_row(*(Text(cell, overflow="fold") for cell in cells))
        if not out.is_terminal:
            typer.echo("\t".join(cells))
    if out.is_terminal:
        out.print(grid)
