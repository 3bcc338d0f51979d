"""Terminal output: JSON or text on standard output, tables, and progress bars on standard error."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from index import ProgressCallback
from ui.escaping import escape_unprintable

STAGES = {
    "reading": "Reading files",
    "fetching": "Fetching pages",
    "preparing": "Preparing the model",
    "encoding": "Encoding passages",
    "publishing": "Publishing",
    "copying": "Copying",
}

SEPARATOR = " · "

Document = TypeVar("Document", bound=BaseModel)

out = Console(highlight=False)


def print_document(document: Document, print_text: Callable[[Document], None], *, json: bool) -> None:
    """Print a document as one line of JSON, or for people with `print_text`."""
    if json:
        typer.echo(document.model_dump_json().encode())  # bytes: JSON is UTF-8 in every locale
    else:
        print_text(document)


def print_line(text: str, style: str = "", indent: int = 0) -> None:
    """Print untrusted text; on a terminal it is wrapped to the window, in a file or pipe it is not."""
    for part in escape_unprintable(text).splitlines() or [""]:
        styled = Text(part, style=style)
        rows = styled.wrap(out, max(out.width - indent, 20)) if out.is_terminal else [styled]
        for row in rows:
            out.print(Text(" " * indent).append_text(row), soft_wrap=True)


class _SpeedColumn(ProgressColumn):
    """Items per second."""

    def render(self, task: Task) -> Text:
        """Return the speed, empty while it is unknown."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


@contextmanager
def show_progress() -> Iterator[ProgressCallback]:
    """Yield a callback that draws the progress of a run; it draws nothing if standard error is no terminal."""
    columns = (
        TextColumn("{task.description:19}"), BarColumn(), MofNCompleteColumn(), _SpeedColumn(), TimeRemainingColumn()
    )  # fmt: skip
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        tasks = {stage: bar.add_task(name, total=None, visible=False) for stage, name in STAGES.items()}
        yield lambda step: bar.update(tasks[step.stage], completed=step.done, total=step.total, visible=True)


def print_table(names: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Print rows below column names; in a file or pipe print only the rows, tab-separated."""
    grid = Table(*names, box=None, pad_edge=False)
    for row in rows:
        cells = [escape_unprintable(cell or "") for cell in row]
        grid.add_row(*(Text(cell, overflow="fold") for cell in cells))
        if not out.is_terminal:
            typer.echo("\t".join(cells))
    if out.is_terminal:
        out.print(grid)
