"""Progress bars of a run, on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from index import ProgressCallback

STAGES = {
    "reading": "Reading files",
    "fetching": "Fetching pages",
    "preparing": "Preparing the model",
    "encoding": "Encoding passages",
    "publishing": "Publishing",
    "copying": "Copying",
}


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
