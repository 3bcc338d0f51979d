"""A cluster of Ray nodes on this machine for tests: each has processes of its own and is killed by itself."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import pytest

_ATTEMPTS = 3  # at starting a node: on a machine that does much else, Ray gives up after some seconds


class RayCluster:
    """A cluster that begins with one node, to which processes of this machine connect; `address` is its own."""

    def __init__(self, processors: int = 1) -> None:
        if find_spec("ray") is None:
            pytest.skip("needs the package ray: pip install 'onrecord[cluster]'")
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-ray-"))
        self._sessions: list[int] = []
        self.address = f"127.0.0.1:{_find_port()}"
        port, client_port = self.address.rpartition(":")[2], str(_find_port())
        head = ["--head", "--node-ip-address=127.0.0.1", f"--port={port}", f"--ray-client-server-port={client_port}"]
        self._start(*head, "--include-dashboard=false", f"--temp-dir={self.folder}", "--disable-usage-stats",
                    f"--num-cpus={processors}")  # fmt: skip

    def add_node(self, processors: int = 1) -> int:
        """Start one more node and return its number."""
        return self._start(f"--address={self.address}", f"--num-cpus={processors}")

    def kill_node(self, number: int) -> None:
        """Kill all processes of a node."""
        for process, _ in _list_processes(self._sessions[number]):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def count_seconds(self) -> float:
        """Return the processor time that all processes of the nodes have used which are still there."""
        return sum(seconds for session in self._sessions for _, seconds in _list_processes(session))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for number in range(len(self._sessions)):
            self.kill_node(number)
        shutil.rmtree(self.folder, ignore_errors=True)  # the last of them may be ending still

    def _start(self, *options: str) -> int:
        command = [str(Path(sys.executable).with_name("ray")), "start", *options, "--object-store-memory=200000000"]
        for _ in range(_ATTEMPTS):
            with (self.folder / "output").open("w+b") as output:
                started = subprocess.Popen(
                    command, start_new_session=True, stdin=subprocess.DEVNULL, stdout=output, stderr=output
                )
                self._sessions.append(started.pid)
                if started.wait() == 0:
                    return len(self._sessions) - 1
            self.kill_node(len(self._sessions) - 1)
        raise AssertionError((self.folder / "output").read_text())


def _list_processes(session: int) -> Iterator[tuple[int, float]]:
    """Yield each process of a session with the processor time that it has used; workers have groups of their own."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()  # from the state on: a name may have any characters
            if int(fields[3]) == session:
                yield int(path.parent.name), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _find_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port
