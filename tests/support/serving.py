"""A server in a process of its own, started by `onrecord serve`."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from programs import ONRECORD

SIGN_IN = "Sign in: "
ROOT = Path(__file__).parents[2]


@contextmanager
def serving(home: Path, *arguments: str, **environment: str) -> Iterator[tuple["subprocess.Popen[str]", list[str]]]:
    """Start a server and give it with the lines that it has printed, once it has printed its link."""
    started = subprocess.Popen(
        [*ONRECORD, "serve", "--home", str(home), "--port", "0", *arguments],
        env=os.environ | environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    with started as process:
        assert process.stdout is not None
        lines: list[str] = []
        while not lines or not lines[-1].startswith(SIGN_IN):
            lines.append(process.stdout.readline().strip())
            assert lines[-1], lines
        lines[-1] = lines[-1].removeprefix(SIGN_IN)
        try:
            yield process, lines
        finally:
            process.kill()
