"""Speed on this machine; `make bench` prints the table."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import index
import rag

pytestmark = pytest.mark.bench

ARTICLES = 300
ONRECORD = Path(sys.executable).parent / "onrecord"
QUESTIONS = ["what was said on Libya?", "who won the election?", "what did the president announce?", "NATO", "a war"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


def test_the_table(home: Path, collection: Callable[[str], list[dict[str, Any]]]) -> None:
    articles = collection("news")[:ARTICLES]
    (home / "a.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
    report = index.bring_up_to_date(home, [str(home / "a.jsonl")])
    record = rag.open(home)
    warm = []
    for question in QUESTIONS * 20:
        began = time.perf_counter()
        record.ask(question)
        warm.append(1000 * (time.perf_counter() - began))
    cold = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([ONRECORD, "ask", "--home", home, "who won the election?"], check=True, capture_output=True)
        cold.append(time.perf_counter() - began)
    print(f"\nindex {ARTICLES} news articles, {report.passages} passages   {report.seconds:8.1f} s")
    print(f"passages a second, reading and writing included  {report.passages / report.seconds:8.0f}")
    print(f"warm answer, median of {len(warm)}                     {statistics.median(warm):8.1f} ms")
    print(f"cold `onrecord ask`, median of {len(cold)}               {statistics.median(cold):8.2f} s")
    assert 0 < report.encoded <= report.passages  # equal texts are encoded once
