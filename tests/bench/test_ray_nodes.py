"""Two nodes of Ray with a processor each, beside one process with both: passages encoded a second.

The first quarter is not measured: nodes start workers, which load the model, in that time. Beside other work, the
processor time that a passage takes says more than the time by the clock.
"""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ray_cluster import RayCluster

import index
from index import Parts, Progress, use_parts
from index.encoding.batches import BATCH_SIZE

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]

BATCHES = 24
START = BATCHES // 4 * BATCH_SIZE
"""Passages after which speed is measured."""

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
    one = measure(tmp_path / "process", source, lambda: 0.0)
    with RayCluster() as cluster:
        cluster.add_node()
        use_parts(Parts(cluster=cluster.address))
        nodes = measure(tmp_path / "nodes", source, cluster.count_seconds)
        use_parts(Parts())
    for name, speed in (("one process", one), ("two nodes", nodes)):
        print(f"{name}: {speed[0]:.0f} passages/s, {speed[1]:.0f} for each second of a processor;", end=" ")
    print(f"ratios {nodes[0] / one[0]:.2f} and {nodes[1] / one[1]:.2f}")
    assert nodes[1] / one[1] > 0.9


def measure(home: Path, source: str, count_seconds: Callable[[], float]) -> tuple[float, float]:
    """Index, and return passages a second by the clock and by processor time, once all workers are at work."""
    marks: dict[int, tuple[float, float]] = {}

    def note(step: Progress) -> None:
        if step.stage == "encoding" and step.done % BATCH_SIZE == 0:
            marks[step.done] = time.monotonic(), time.process_time() + count_seconds()

    total = index.bring_up_to_date(home, [source], progress=note).encoded
    last, first = marks[total], marks[START]
    return (total - START) / (last[0] - first[0]), (total - START) / (last[1] - first[1])
