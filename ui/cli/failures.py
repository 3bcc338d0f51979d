"""Failures of commands: one line on standard error and exit status 1."""

from pathlib import Path
from traceback import extract_tb
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException


class OneLineErrors(TyperGroup):
    """A command group that reports a failed command in one line instead of a traceback.

    Wrong use of a command is left to typer, which exits with status 2.
    """

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 (as in the class it extends)
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, TyperException, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 (people get one line, whatever the error is)
            typer.echo(describe_error(error), err=True)
            raise typer.Exit(1) from None


def describe_error(error: Exception) -> str:
    """Return one line that says what went wrong, where, and what to do."""
    from index import OnrecordError  # noqa: PLC0415 (slow to import, and --help does not need it)

    message = " ".join(str(error).split())
    if isinstance(error, OnrecordError):
        return message
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the system'}: {error.strerror}; check the path, its permissions and the disk"
    frame = extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    return f"{where}: {type(error).__name__}: {message[:300]}; this is a bug in onrecord, please report this line"
