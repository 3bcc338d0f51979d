"""What the command line says when a command fails: one line on standard error, and exit status 1."""

from pathlib import Path
from traceback import extract_tb
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException


class OneLine(TyperGroup):
    """Ends a command that failed with one line, never with a traceback; wrong use stays typer's own to answer."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 (as in the class it extends)
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, TyperException, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 (whatever it is, people get one line)
            typer.echo(told(error), err=True)
            raise typer.Exit(1) from None


def told(error: Exception) -> str:
    """Say in one line what went wrong, where, and what to do."""
    from index import OnrecordError  # noqa: PLC0415 (slow to import, and --help needs none of it)

    words = " ".join(str(error).split())
    if isinstance(error, OnrecordError):
        return words
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the system'}: {error.strerror}; check the path, its rights and the disk"
    place = extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"{where}: {type(error).__name__}: {words[:300]}; this is a fault in onrecord, please report this line"
