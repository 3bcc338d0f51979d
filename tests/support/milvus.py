"""milvus-lite as a server of its own for tests: the protocol of Milvus, in one process, over gRPC."""

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


class MilvusServer:
    """One server; `url` is its address."""

    def __init__(self) -> None:
        if find_spec("milvus_lite") is None or find_spec("pymilvus") is None:
            pytest.skip("needs the packages milvus-lite and pymilvus: pip install 'onrecord[cluster-test]'")
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-milvus-"))
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"milvus://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        options = ["server", "--host", "127.0.0.1", "--data-dir", str(self.folder / "data"), "--port", str(self.port)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([sys.executable, "-m", "milvus_lite", *options], stdout=log, stderr=log)
        deadline = time.monotonic() + _SECONDS
        while time.monotonic() < deadline:
            assert self._process.poll() is None, (self.folder / "log").read_text()
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def kill(self) -> None:
        """Kill it."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.folder)
