"""Two nodes of Ray with a processor each, beside one process with both: passages encoded a second."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ray_cluster import RayCluster

import index
from index import Parts, Progress, use_parts
from index.encoding.batches import BATCH_SIZE

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

BATCHES = 8
WORDS = (
    "harbour",
    "border",
    "ceasefire",
    "fishery",
    "minister",
    "council",
    "grain",
    "election",
    "treaty",
    "water",
    "court",
)


def test_two_nodes_encode_nearly_as_fast_as_one_process_on_the_same_processors(
    tmp_path: Path, write_lines: Callable[[Path, list[dict[str, object]]], Path]
) -> None:
    drawn = random.Random(1)  # noqa: S311 (no secret)
    articles: list[dict[str, object]] = []
    for number in range(BATCHES * BATCH_SIZE):
        sentences = [" ".join(drawn.choices(WORDS, k=drawn.randint(12, 30))).capitalize() + "." for _ in range(4)]
        articles.append({"id": f"a{number}", "title": f"Notice {number}", "text": " ".join(sentences)})
    source = str(write_lines(tmp_path / "in" / "a.jsonl", articles))
    one = measure(tmp_path / "process", source)
    with RayCluster() as cluster:
        cluster.add_node()
        use_parts(Parts(cluster=cluster.address))
        nodes = measure(tmp_path / "nodes", source)
        use_parts(Parts())
    print(f"one process: {one[0]:.0f} passages/s ({one[1]:.0f} from the second batch on);", end=" ")
    print(f"two nodes: {nodes[0]:.0f} ({nodes[1]:.0f}); ratio {nodes[0] / one[0]:.2f} ({nodes[1] / one[1]:.2f})")
    assert nodes[1] / one[1] > 0.8


def measure(home: Path, source: str) -> tuple[float, float]:
    """Index, and return passages a second, with the start of all workers and from the second batch on."""
    times: dict[int, float] = {}

    def note(step: Progress) -> None:
        if step.stage == "encoding":
            times[step.done] = time.monotonic()

    report = index.bring_up_to_date(home, [source], progress=note)
    total = report.encoded
    return total / (times[total] - times[0]), (total - BATCH_SIZE) / (times[total] - times[BATCH_SIZE])
