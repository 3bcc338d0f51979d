"""Encoding on nodes of Ray: the same index as one process makes, also when a node dies while it does."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from programs import ONRECORD
from ray_cluster import RayCluster

import index
from index import MissingPackage, OnrecordError, Parts, Progress, use_parts
from index.encoding.batches import BATCH_SIZE
from index.parts import require_cluster
from index.store import manifest

BATCHES = 6
WriteLines = Callable[[Path, list[dict[str, object]]], Path]


@pytest.fixture
def source(tmp_path: Path, write_lines: WriteLines) -> Path:
    """Return a file of articles that make six batches."""
    places = ("harbour", "border", "school", "court", "market")
    text = "The mayor of Valletta said that the {} would be open for {} days{}."
    return write_lines(
        tmp_path / "in" / "a.jsonl",
        [
            {"id": f"a{n}", "title": f"Notice {n}", "text": text.format(places[n % 5], n + 2, " more" * (n % 30))}
            for n in range(BATCHES * BATCH_SIZE)
        ],
    )


@pytest.fixture
def cluster() -> Iterator[RayCluster]:
    """Return a cluster of two nodes with a processor each, which this process encodes on until the test ends."""
    with RayCluster() as cluster:
        cluster.add_node()
        use_parts(Parts(cluster=cluster.address))
        yield cluster
        use_parts(Parts())


def list_digests(home: Path) -> dict[str, str]:
    """Return the digest of each file of the first generation but those of words, whose names tantivy draws."""
    files = manifest.check(home / "index" / "1")["files"]
    return {name: entry["sha256"] for name, entry in files.items() if not name.startswith("terms/")}


@pytest.mark.cluster
@pytest.mark.timeout(600)
def test_a_node_that_is_killed_loses_only_its_batches_and_the_index_is_that_of_one_process(
    cluster: RayCluster, source: Path, tmp_path: Path
) -> None:
    steps: list[Progress] = []

    def kill_one_node_after_two_batches(step: Progress) -> None:
        if step.stage == "encoding":
            steps.append(step)
            if len(steps) == 3:
                cluster.kill_node(1)

    report = index.bring_up_to_date(tmp_path / "nodes", [str(source)], progress=kill_one_node_after_two_batches)
    assert report.encoded == report.passages == BATCHES * BATCH_SIZE
    assert [step.done for step in steps] == [BATCH_SIZE * number for number in range(BATCHES + 1)]  # each batch once
    use_parts(Parts())
    index.bring_up_to_date(tmp_path / "process", [str(source)])
    assert list_digests(tmp_path / "nodes") == list_digests(tmp_path / "process")


@pytest.mark.cluster
def test_a_node_without_processors_waits_for_one_that_joins(source: Path, tmp_path: Path) -> None:
    with RayCluster(processors=0) as cluster:
        use_parts(Parts(cluster=cluster.address))

        def add_a_node(step: Progress) -> None:
            if step.stage == "encoding" and step.done == 0:
                cluster.add_node()

        few = source.with_name("few.jsonl")
        few.write_text("".join(source.read_text().splitlines(keepends=True)[:100]))
        report = index.bring_up_to_date(tmp_path / "home", [str(few)], progress=add_a_node)
        use_parts(Parts())
    assert report.encoded == 100


@pytest.mark.cluster
def test_a_cluster_that_does_not_answer_is_named_in_one_line_before_anything_is_read(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    command = [*ONRECORD, "index", "seeds", "--home", str(tmp_path / "home"), "--ray", "127.0.0.1:1"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr == ("no Ray cluster answers at 127.0.0.1:1 (Connection refused); start it or correct --ray\n")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("address", ["ray://head:10001", "head", "head:", "head:port"])
def test_what_is_no_address_of_a_cluster_is_refused(address: str) -> None:
    with pytest.raises(OnrecordError, match="write --ray HOST:PORT"):
        Parts(cluster=address)


def test_without_ray_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "index.encoding.ray_nodes", raising=False)
    use_parts(Parts(cluster="127.0.0.1:1"))
    with pytest.raises(MissingPackage, match=r"onrecord\[cluster\]"):
        require_cluster()
    use_parts(Parts())
