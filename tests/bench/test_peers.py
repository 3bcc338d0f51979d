"""Comparison with other libraries on this machine; `make bench` prints the table.

Every library runs in a process of its own, timed from outside, with the same model on the same articles. They take
turns, and a ratio is the median of the ratios of the rounds, so that other work of the machine affects all alike.

    ARTICLES=100 ROUNDS=5 make bench
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytestmark = [pytest.mark.bench, pytest.mark.timeout(0)]

BENCH = Path(__file__).parent
ENVIRONMENTS = BENCH.parents[1] / ".venv" / "peers"
ONRECORD = Path(sys.executable).parent / "onrecord"

OWN = "onrecord"
NAMES = [OWN, "llamaindex", "haystack", "langchain", "txtai"]

ARTICLES = int(os.environ.get("ARTICLES", "100"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
COLD_ROUNDS = max(ROUNDS, 5)
VECTORS = 66_000
QUESTIONS = 20
QUESTION = "who won the election?"

CHILD = os.environ | {
    "PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(BENCH)])),
    "PYTHONDONTWRITEBYTECODE": "",  # where it is set, every start would compile every library anew
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "LANGSMITH_TRACING": "false",
    "DO_NOT_TRACK": "1",
}

Rounds = dict[str, list["Run"]]


@dataclass(frozen=True, slots=True)
class Run:
    """The cost of a process: wall and CPU seconds, peak MiB; and its output."""

    wall: float
    cpu: float
    memory: float
    output: str


def run(*command: str | Path) -> Run:
    with tempfile.NamedTemporaryFile() as note:
        timed = [sys.executable, "-IS", BENCH / "peers" / "timed.py", note.name, *command]
        done = subprocess.run(timed, env=CHILD, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stderr}"
        return Run(**json.loads(note.read()), output=done.stdout)


def program(name: str) -> list[str | Path]:
    python = sys.executable if name == OWN else ENVIRONMENTS / name / "bin" / "python"
    return [python, "-P", "-m", f"peers.{name}"]  # -P: a program is named as the package it runs, and must not hide it


def index(name: str, articles: Path, home: Path) -> Run:
    shutil.rmtree(home / name, ignore_errors=True)
    if name == OWN:
        return run(ONRECORD, "index", articles, "--home", home / name, "--json")
    return run(*program(name), "index", articles, home / name)


def ask(name: str, home: Path) -> Run:
    if name == OWN:
        return run(ONRECORD, "ask", QUESTION, "--home", home / name)
    return run(*program(name), "ask", home / name, QUESTION)


def take_turns(measure: Callable[[str], Run], rounds: int) -> Rounds:
    turns = [{name: printed(name, measure(name)) for name in NAMES} for _ in range(rounds)]
    return {name: [turn[name] for turn in turns] for name in NAMES}


def printed(name: str, one: Run) -> Run:
    """Print a run when it ends: the table comes only at the end of all."""
    print(f"{name}: {one.wall:.1f} s, {one.cpu:.1f} s of all cores, {one.memory:.0f} MiB", flush=True)
    return one


def median(runs: Sequence[Run], of: str) -> float:
    return statistics.median(getattr(one, of) for one in runs)


def ratio(indexed: Rounds, name: str, of: str) -> float:
    pairs = zip(indexed[OWN], indexed[name], strict=True)
    return statistics.median(getattr(own, of) / getattr(theirs, of) for own, theirs in pairs)


def milliseconds(warmed: Sequence[Run]) -> list[float]:
    return list(chain.from_iterable(json.loads(one.output) for one in warmed))


def report_of(indexed: Sequence[Run]) -> dict[str, Any]:
    return json.loads(indexed[-1].output)


def row(name: str, indexed: Rounds, asked: Rounds, warmed: Rounds) -> str:
    runs = indexed[name]
    cells = [
        name,
        f"{report_of(runs)['passages']:,}",
        f"{median(runs, 'cpu'):.1f}",
        f"{median(runs, 'wall'):.1f}",
        f"{ratio(indexed, name, 'cpu'):.2f}",
        f"{ratio(indexed, name, 'wall'):.2f}",
        f"{median(asked[name], 'wall'):.2f}",
        f"{statistics.median(milliseconds(warmed[name])):.1f}",
        f"{median(runs, 'memory'):,.0f}",
    ]
    return f"| {' | '.join(cells)} |"


HEAD = f"""
| | passages | index CPU s | index wall s | CPU, onrecord ÷ it | wall, onrecord ÷ it | cold ask s \
| warm p50 ms, {VECTORS:,} vectors | index peak MiB |
|---|---:|---:|---:|---:|---:|---:|---:|---:|"""


def machine() -> str:
    told = Path("/proc/cpuinfo")
    about = told.read_text() if told.exists() else ""
    names = [line.partition(":")[2].strip() for line in about.splitlines() if line.startswith("model name")]
    processor = names[0] if names else platform.processor() or platform.machine()
    return f"{processor}, {'with' if 'bf16' in about else 'without'} bf16, {os.cpu_count()} cores"


def described(versions: dict[str, dict[str, str]]) -> str:
    return "; ".join(f"{package} {version}" for peer in versions.values() for package, version in peer.items())


def write_lines(path: Path, articles: Sequence[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles))
    return path


@pytest.fixture(scope="module")
def versions() -> dict[str, dict[str, str]]:
    """Set up the environments of the peers; return their versions."""
    done = subprocess.run([sys.executable, BENCH / "environments.py"], capture_output=True, text=True, check=False)
    if done.returncode == os.EX_UNAVAILABLE:
        pytest.skip(" ".join(done.stderr.split()))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def vectors(tmp_path: Path) -> Path:
    drawn = np.random.default_rng(0).standard_normal((VECTORS, 384), dtype=np.float32)
    np.save(tmp_path / "vectors.npy", drawn / np.linalg.norm(drawn, axis=1, keepdims=True))
    return tmp_path / "vectors.npy"


@pytest.fixture
def questions(tmp_path: Path, shared: Callable[[str], Path]) -> Path:
    lines = shared("data/news/questions.jsonl").read_text().splitlines()[:QUESTIONS]
    path = tmp_path / "questions.json"
    path.write_text(json.dumps([json.loads(line)["question"] for line in lines]))
    return path


def test_the_table_of_peers(
    tmp_path: Path,
    versions: dict[str, dict[str, str]],
    vectors: Path,
    questions: Path,
    collection: Callable[[str], list[dict[str, Any]]],
) -> None:
    articles = collection("news")[:ARTICLES]
    one, all_ = write_lines(tmp_path / "one.jsonl", articles[:1]), write_lines(tmp_path / "all.jsonl", articles)
    for name in NAMES:  # once untimed: a model is converted, bytecode is written
        index(name, one, tmp_path)
        ask(name, tmp_path)
    indexed = take_turns(lambda name: index(name, all_, tmp_path), ROUNDS)
    asked = take_turns(lambda name: ask(name, tmp_path), COLD_ROUNDS)
    warmed = take_turns(lambda name: run(*program(name), "warm", vectors, questions), ROUNDS)
    print(f"\n{machine()}; {len(articles)} articles, {ROUNDS} rounds; {described(versions)}")
    print(HEAD, *(row(name, indexed, asked, warmed) for name in NAMES), sep="\n")
    characters = sum(len(article["text"]) for article in articles)
    for name in NAMES:
        report = report_of(indexed[name])
        assert report["passages"] > 0
        assert name == OWN or 0.95 <= report["characters"] / characters <= 1.05, f"{name} left text out"
        assert all(run.output.strip() for run in asked[name])
        assert len(milliseconds(warmed[name])) == ROUNDS * QUESTIONS


def test_the_encoder_beside_the_library_it_was_converted_with(
    tmp_path: Path, collection: Callable[[str], list[dict[str, Any]]]
) -> None:
    lines = write_lines(tmp_path / "articles.jsonl", collection("news")[:200])
    told = json.loads(run(sys.executable, "-P", "-m", "peers.sentence_transformers", lines, str(ROUNDS)).output)
    print(f"\n{machine()}; {told['passages']} passages of news, {ROUNDS} rounds, in turns")
    for of in ("cpu", "wall"):
        ours, theirs = ([one[of] for one in told[name]] for name in ("onrecord", "SentenceTransformer.encode"))
        faster = statistics.median(own / other for own, other in zip(ours, theirs, strict=True))
        paces = f"onrecord {statistics.median(ours):.1f}, SentenceTransformer.encode {statistics.median(theirs):.1f}"
        print(f"passages a second, {of}: {paces}, ratio {faster:.2f}")
    print(f"mean cosine {told['cosine']:.5f}")
    assert told["cosine"] > 0.99
