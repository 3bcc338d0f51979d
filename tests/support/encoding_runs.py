"""Runs of `onrecord index --ray` into a library that is in use, each with a node that is killed while it encodes."""

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Self

from programs import ONRECORD
from ray_cluster import RayCluster

from index.build.checkpoint import FOLDER
from index.encoding.batches import BATCH_SIZE

ARTICLES = 3 * BATCH_SIZE + 1
"""Of each run: when the first batch is done, each of two nodes has others."""

_SECONDS = 300  # that a run may take
_POSTED = 100  # more articles than others add meanwhile, which a run encodes, too
_BUSY = "another process is writing"


class EncodingRuns:
    """Two nodes with a processor each; the second is killed in every run. `acknowledged` has an article of each run."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self._folder, self._settings = folder, settings
        self._cluster = RayCluster()
        self._node = self._cluster.add_node()
        self.acknowledged: list[str] = []
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._cluster.__exit__()

    def kill_node(self) -> None:
        """Begin a run, and kill the second node when the first batch is kept."""
        self._number += 1
        source = self._write_articles()
        while not self._begin(source):
            pass
        self._cluster.kill_node(self._node)

    def start_node(self) -> None:
        """Start another node in place of the one that was killed."""
        self._node = self._cluster.add_node()

    def wait(self) -> float:
        """Wait for the run, require that it encoded every passage once, and return the seconds that it still took."""
        began = time.monotonic()
        output, errors = self._run.communicate(timeout=_SECONDS)
        assert self._run.returncode == 0, errors
        report = json.loads(output.splitlines()[-1])
        assert ARTICLES <= report["encoded"] < ARTICLES + _POSTED, report
        self.acknowledged.append(self._name(ARTICLES - 1))
        return time.monotonic() - began

    def _begin(self, source: Path) -> bool:
        """Start a run and return whether it has encoded a batch; not if others were writing for too long."""
        home = self._folder / "home"
        command = [*ONRECORD, "index", str(source), "--ray", self._cluster.address, "--home", str(home), "--json"]
        self._run = subprocess.Popen(
            command, env=os.environ | self._settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        deadline = time.monotonic() + _SECONDS
        while not any((home / FOLDER).glob("*/*.batch")):
            if self._run.poll() is not None:
                _, errors = self._run.communicate()
                assert _BUSY in errors, errors
                return False
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return True

    def _write_articles(self) -> Path:
        """Write articles whose texts no other run has."""
        source = self._folder / f"run{self._number}.jsonl"
        source.parent.mkdir(parents=True, exist_ok=True)
        articles = [
            {"id": self._name(row), "title": "Tide table", "text": f"Tide {row} of table {self._number} was low."}
            for row in range(ARTICLES)
        ]
        source.write_text("".join(json.dumps(article) + "\n" for article in articles))
        return source

    def _name(self, row: int) -> str:
        return f"tide-{self._number}-{row}"
