"""Cost from 1,000 to 1,000,000 passages; draws docs/growth.svg. Texts are short, vectors random."""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from index import Article

sys.path.append(str(Path(__file__).parent))
from drawn import publish

pytestmark = [pytest.mark.bench, pytest.mark.timeout(0)]

SIZES = [int(size) for size in os.environ.get("SIZES", "1000,10000,100000,1000000").split(",")]
PICTURE = Path(__file__).parents[2] / "docs" / "growth.svg"
NAMES = ["Libya", "Syria", "Somalia", "Sudan", "Ukraine", "Mali", "Yemen", "Cyprus"]

ASKING = """
import json, statistics, sys, time
from pathlib import Path
import rag
record, queries, encoding = rag.open(sys.argv[1]), [], []
for number in range(100):
    question = f"what was agreed on day {number}, and what did the envoy of Libya say of word{number}?"
    for call, spent in ((record.encoder.encode_query, encoding), (record.search, queries)):
        began = time.perf_counter()
        call(question)
        spent.append(1000 * (time.perf_counter() - began))
held = Path("/proc/self/status").read_text()  # getrusage would include the memory of the parent
peak = int(held.partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps([statistics.median(encoding), statistics.median(queries), peak]))
"""


@dataclass(frozen=True)
class Cost:
    """The cost of an index: seconds to build, milliseconds to encode and search, MB of memory, KB of disk a passage."""

    passages: int
    build: float
    encoding: float
    search: float
    memory: float
    disk: float


def articles(count: int) -> list[Article]:
    chance, words = random.Random(1), [f"word{number}" for number in range(20_000)]  # noqa: S311 (no secret)

    def text(number: int) -> str:
        return f"The envoy of {chance.choice(NAMES)} said on day {number} that {' '.join(chance.choices(words, k=12))}."

    return [Article(id=f"{number}", title=f"Report {number}", text=text(number)) for number in range(count)]


def cost(home: Path, size: int) -> Cost:
    began = time.perf_counter()
    passages = publish(home, articles(size))
    build = time.perf_counter() - began
    asked = subprocess.run([sys.executable, "-c", ASKING, home], check=True, capture_output=True, text=True)
    encoding, search, memory = map(float, asked.stdout.strip("[]\n").split(","))
    disk = sum(path.stat().st_size for path in (home / "index").rglob("*") if path.is_file())
    return Cost(passages, build, encoding, search, memory, disk / passages / 1000)


def draw(costs: list[Cost]) -> None:
    import matplotlib as mpl  # noqa: PLC0415 (only the bench's set-up has it)

    mpl.use("svg")
    import matplotlib.pyplot as plt  # noqa: PLC0415 (after the line above, or it wants a screen)

    figure, panels = plt.subplots(1, 3, figsize=(10, 3), layout="constrained")
    curves = {
        "build without encoding, s": [each.build for each in costs],
        "search beyond encoding the query, p50, ms": [each.search - each.encoding for each in costs],
        "peak memory of the process that asks, MB": [each.memory for each in costs],
    }
    for panel, (name, values) in zip(panels, curves.items(), strict=True):
        panel.plot([each.passages for each in costs], values, marker="o", color="#24527a")
        panel.set(xscale="log", xlabel="passages", title=name)
        panel.set_ylim(bottom=0)
        panel.title.set_fontsize(9)
        panel.grid(alpha=0.3)
    figure.savefig(PICTURE, metadata={"Date": None})


def test_how_cost_grows(tmp_path: Path) -> None:
    cost(tmp_path / "untimed", 10)  # converts the model, writes bytecode
    costs = [cost(tmp_path / str(size), size) for size in SIZES]
    print("\n| passages | build without encoding, s | query encoded, ms | search p50, ms | peak MB | KB a passage |")
    print("|---|---|---|---|---|---|")
    for each in costs:
        figures = f"{each.build:.1f} | {each.encoding:.1f} | {each.search:.1f} | {each.memory:.0f} | {each.disk:.2f}"
        print(f"| {each.passages:,} | {figures} |")
    draw(costs)
    assert [each.passages for each in costs] == SIZES
