"""Terminal output: JSON or text on standard output, and tables."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.text import Text

from ui.escaping import escape_unprintable

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


def print_table(names: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Print rows below column names; in a file or pipe print only the rows, tab-separated."""
    from rich.table import Table  # noqa: PLC0415 (slow to import, and most commands print no table)

    grid = Table(*names, box=None, pad_edge=False)
    for row in rows:
        cells = [escape_unprintable(cell or "") for cell in row]
        grid.add_row(*(Text(cell, overflow="fold") for cell in cells))
        if not out.is_terminal:
            typer.echo("\t".join(cells))
    if out.is_terminal:
        out.print(grid)
