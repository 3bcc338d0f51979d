"""Servers of Milvus's protocol: milvus-lite in one process, and Milvus 2.3.5, which has no sparse vectors."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import pytest

_SECONDS = 30
_MILVUS_SECONDS = 90  # it starts an etcd first


class MilvusServer:
    """milvus-lite as a server of its own; `url` is its address."""

    seconds = _SECONDS

    def __init__(self) -> None:
        self.require_packages()
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-milvus-"))
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"milvus://127.0.0.1:{self.port}"
        self.start()

    def require_packages(self) -> None:
        """Skip the test if a package is missing."""
        if find_spec("milvus_lite") is None or find_spec("pymilvus") is None:
            pytest.skip("needs the packages milvus-lite and pymilvus: pip install 'onrecord[cluster-test]'")

    def describe_command(self) -> list[str]:
        """Return the command that starts it."""
        options = ["server", "--host", "127.0.0.1", "--data-dir", str(self.folder / "data"), "--port", str(self.port)]
        return [sys.executable, "-m", "milvus_lite", *options]

    def start(self) -> None:
        """Start it, and wait until it listens."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(self.describe_command(), stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + self.seconds
        while time.monotonic() < deadline:
            assert self._process.poll() is None, (self.folder / "log").read_text()
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def kill(self) -> None:
        """Kill it, with what it has started."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.folder)


class StandaloneMilvus(MilvusServer):
    """Milvus 2.3.5 in one process, with an etcd in it: the package `milvus`; its other ports are fixed."""

    seconds = _MILVUS_SECONDS

    def require_packages(self) -> None:
        """Fail if a package is missing: who asks for Milvus itself shall not get a test that was skipped."""
        if find_spec("milvus") is None or find_spec("pymilvus") is None:
            pytest.fail("needs the packages milvus and pymilvus: run make cluster ENGINE=milvus")

    def describe_command(self) -> list[str]:
        """Return the command that starts it."""
        command = Path(sys.executable).with_name("milvus-server")
        return [str(command), "--data", str(self.folder / "data"), "--proxy-port", str(self.port)]
